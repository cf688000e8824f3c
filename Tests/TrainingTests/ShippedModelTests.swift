import Conversations
import Foundation
import Messages
import Predictions
import Testing

@Suite("The model that is shipped")
struct ShippedModelTests {
    /// Found from this file's own place, links followed.
    private static let path: String = {
        var folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<3 { folder.deleteLastPathComponent() }
        return folder.appending(path: "Models/salesrl-base.srl").path
    }()

    @Test("Reads the features that are measured today, and the local encoder's vectors")
    func fits() throws {
        let model = try Model(contentsOf: Self.path)
        try model.check(embedder: "minilm-l6-v2/384", schema: ConversationState.schema)
        #expect(model.start().encoded().count <= PredictionLimits.stateBytes)
    }

    @Test("In 8 bits stays within two points of itself in floats on the features of a conversation")
    func int8() throws {
        let float = try Model(contentsOf: Self.path, precision: .float)
        let int8 = try Model(contentsOf: Self.path, precision: .int8)
        let said = [
            "Hello, would you like to hear about our offer?", "What does it cost?",
            "It is $20 a month.", "That is too expensive for me.", "We could do $15.",
            "Great, I will take it. Thank you!",
        ]
        var conversation = ConversationState()
        var (one, other) = (float.start(), int8.start())
        var largest: Float = 0
        for (index, text) in said.enumerated() {
            let speaker: Speaker = index % 2 == 0 ? .representative : .customer
            let measured = conversation.measure(
                Turn(number: index + 1, speaker: speaker, text: text))
            let vector = (0..<384).map { Float(($0 * 31 + index * 17) % 41 - 20) / 232 }
            let exact = float.step(
                &one, embedding: vector, features: measured.features, speaker: speaker)
            let rounded = int8.step(
                &other, embedding: vector, features: measured.features, speaker: speaker)
            largest = max(largest, abs(exact.probability - rounded.probability))
        }
        print("shipped model, int8 against float: largest difference \(largest)")
        #expect(largest < 0.02)
    }
}
