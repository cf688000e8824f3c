// Prints the bytes that are kept of a live conversation so that it can go on, as JSON:
// `state-size MODEL.srl`. Both parts have the same size after one turn and after 5,000. Also the
// time of one step of the model, the least of many batches.
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
        var least = Duration.seconds(1_000)
        for _ in 0..<200 {
            let began = ContinuousClock.now
            for _ in 0..<50 {
                _ = model.step(
                    &recurrent, embedding: embedding, features: features, speaker: turn.speaker)
            }
            least = min(least, (ContinuousClock.now - began) / 50)
        }
        let step = (least / .microseconds(1) * 10).rounded() / 10
        print(
            "{\"measured\": \(measuredBytes), \"recurrent\": \(recurrentBytes), "
                + "\"step_microseconds\": \(step)}")
    }
}
