import Foundation
import Predictions

@testable import Training

/// Conversations made in the test, with a signal that can be learned, and an embedder that needs no
/// weights.
enum Made {
    /// Vectors from a hash of the text: the same text, the same vector.
    static let embedder = TrainingEmbedder(id: "made/16", dimensions: 16) { text in
        var random = Random(seed: EmbeddingScratch.hash(text))
        return (0..<16).map { _ in random.normal() * 0.25 }
    }

    /// JSONL: customers who convert say so more often towards the end.
    static func lines(_ count: Int, seed: UInt64 = 1) -> String {
        var random = Random(seed: seed)
        let warm = ["Yes, that sounds great.", "Sure, I will take it.", "I love it, thank you!"]
        let cold = ["No, that is too expensive.", "I am not interested.", "Sorry, maybe later."]
        let plain = ["Tell me more.", "What does it cost?", "Hello there.", "I see."]
        return (0..<count).map { index in
            let converted = index % 2 == 0
            let turns = (0..<4 + random.below(6)).map { turn -> String in
                guard turn % 2 == 1 else {
                    return
                        #"{"speaker":"rep","text":"It costs $\#(20 + random.below(80)) a month."}"#
                }
                let sides = converted == (random.unit() < 0.8) ? warm : cold
                let pool = random.unit() < 0.5 ? plain : sides
                return #"{"speaker":"customer","text":"\#(pool[random.below(pool.count)])"}"#
            }
            return #"{"id":"c\#(index)","turns":[\#(turns.joined(separator: ","))],"#
                + #""converted":\#(converted)}"#
        }.joined(separator: "\n") + "\n"
    }

    /// A folder that goes when the closure ends.
    static func inFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        let path = NSTemporaryDirectory() + "training-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(path)
    }

    static func configuration(in folder: String, lines: String) throws -> TrainingConfiguration {
        let data = folder + "/data.jsonl"
        try Data(lines.utf8).write(to: URL(filePath: data))
        var configuration = TrainingConfiguration(data: [data], output: folder + "/model.srl")
        configuration.folds = 3
        configuration.splits = 1
        configuration.shape.projection = 4
        configuration.shape.memory = 3
        configuration.shape.hidden = 3
        configuration.shape.members = 2
        configuration.shape.trees = 4
        configuration.shape.boosts = 6
        configuration.shape.directions = 4
        configuration.learning.epochs = 4
        configuration.learning.batch = 8
        configuration.learning.rate = 0.01
        return configuration
    }

    /// A small layout with made-up weights, and a conversation for it.
    static let layout = MemberLayout(features: 7, projection: 3, memory: 4, hidden: 5)

    static let recurrentLayout = MemberLayout(
        features: 7, projection: 3, memory: 4, hidden: 5, isRecurrent: true)

    static func parameters(_ layout: MemberLayout = Made.layout, seed: UInt64) -> [Float] {
        var random = Random(seed: seed)
        return (0..<layout.count).map { _ in random.normal() * 0.5 }
    }

    static func prepared(turns: Int, label: Float, seed: UInt64) -> Prepared {
        var random = Random(seed: seed)
        func normals(_ count: Int) -> [Float] { (0..<count).map { _ in random.normal() } }
        return Prepared(
            label: label, count: turns, x: normals(turns * layout.features),
            closed: normals(layout.features), u: normals(turns * layout.projection),
            speakers: (0..<turns).map { $0 % 2 == 0 ? -1 : 1 })
    }
}
