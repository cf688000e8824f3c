// Prints the bytes that are kept of a live conversation so that it can go on, as JSON:
// `state-size MODEL.srl`. Both parts have the same size after one turn and after 5,000.
internal import Conversations
internal import Foundation
internal import Messages
internal import Predictions

@main
enum StateSize {
    static func main() throws {
        guard CommandLine.arguments.count == 2 else {
            print("usage: state-size MODEL.srl")
            exit(64)
        }
        let model = try Model(contentsOf: CommandLine.arguments[1])
        var measured = ConversationState()
        var recurrent = model.start()
        let turn = Turn(number: 1, speaker: .customer, text: "Honestly, your price is too high.")
        let features = measured.measure(turn).features
        let embedding = [Float](repeating: 0.05, count: model.embeddingDimensions)
        _ = model.step(
            &recurrent, embedding: embedding, features: features, speaker: turn.speaker)
        let measuredBytes = measured.encoded().count
        let recurrentBytes = recurrent.encoded().count
        print("{\"measured\": \(measuredBytes), \"recurrent\": \(recurrentBytes)}")
    }
}
