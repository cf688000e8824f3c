internal import Conversations
internal import Foundation
internal import Messages

/// Hands conversations, features, vectors and folds to a script that trains baselines of real
/// libraries on the same folds (`Benchmarks/baselines/run`), and reads its forecasts.
///
/// The folder holds `task.json` (ids, labels, counts, texts, speakers, text rows, folds a split,
/// turns), `features.f32` [all turns, F], `closed.f32` [conversations, F] and `vectors.f32` [texts,
/// E], little-endian; the script writes `forecasts.json`: {model: [splits of [conversations of
/// [turns]]]}, turns as in the task, null where a conversation has no such turn.
struct BaselineBridge {
    private struct Task: Encodable {
        let labels: [Int]
        let counts: [Int]
        let words: [[String]]
        let speakers: [[Int]]
        let rows: [[Int]]
        let folds: [[Int]]
        let turns: [String]
        let features: Int
        let dimensions: Int
        let seed: UInt64
    }

    let script: String
    let examples: Examples
    let corpus: Corpus
    let folds: [[Int]]
    let seed: UInt64

    /// For each model [splits][conversations][turns of `Judged.turns`]; nil where a conversation
    /// has no such turn.
    func run() throws(TrainingError) -> [(name: String, splits: [[[Double?]]])] {
        let folder = NSTemporaryDirectory() + "salesrl-baselines-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            try export(to: folder)
            let process = Process()
            process.executableURL = URL(filePath: script)
            process.arguments = [folder]
            try process.run()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else {
                throw TrainingError(
                    .badSetting,
                    "\(script) ended with \(process.terminationStatus); --baselines none goes on "
                        + "without it")
            }
            let data = try Data(contentsOf: URL(filePath: folder + "/forecasts.json"))
            let found = try JSONDecoder().decode([String: [[[Double?]]]].self, from: data)
            return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        } catch let error as TrainingError {
            throw error
        } catch {
            throw TrainingError(.badSetting, "\(script): \(error)")
        }
    }

    private func export(to folder: String) throws {
        let task = Task(
            labels: examples.all.map { $0.label > 0.5 ? 1 : 0 },
            counts: examples.all.map(\.count),
            words: corpus.conversations.map { $0.recorded.turns.map(\.text) },
            speakers: examples.all.map { $0.speakers.map { Int($0) } },
            rows: examples.all.map(\.texts), folds: folds, turns: Judged.turns,
            features: examples.features, dimensions: examples.dimensions, seed: seed)
        try JSONEncoder().encode(task).write(to: URL(filePath: folder + "/task.json"))
        func write(_ name: String, _ values: [Float]) throws {
            let bits = values.map { $0.bitPattern.littleEndian }
            try bits.withUnsafeBytes { Data($0) }.write(to: URL(filePath: "\(folder)/\(name)"))
        }
        try write("features.f32", examples.all.flatMap(\.features))
        try write("closed.f32", examples.all.flatMap(\.closed))
        try write("vectors.f32", examples.embeddings)
    }
}
