internal import Conversations
internal import Messages
internal import Predictions

/// Runs a model over measured conversations and keeps what its heads read.
struct Tracer: Sendable {
    let model: Model
    let examples: Examples

    /// Turns + 1, the last one after closing.
    func traces(_ example: Example) -> [Trace] {
        var state = model.start()
        var trace = Trace(features: [], logits: [])
        var all: [Trace] = []
        all.reserveCapacity(example.count + 1)
        let dimensions = examples.dimensions
        for turn in 0..<example.count {
            let row = example.texts[turn] * dimensions
            _ = model.step(
                &state, embedding: Array(examples.embeddings[row..<row + dimensions]),
                features: example.measured(turn, schema: model.schemaHash),
                speaker: example.speakers[turn] > 0 ? .customer : .representative, trace: &trace)
            all.append(trace)
        }
        _ = model.close(
            state, features: Features(values: example.closed, schema: model.schemaHash),
            trace: &trace)
        all.append(trace)
        return all
    }

    func traces(_ chosen: [Int], threads: Int) -> [[Trace]] {
        Crew.map(chosen.count, threads: threads) { traces(examples.all[chosen[$0]]) }
    }
}
