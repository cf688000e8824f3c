internal import Conversations
internal import Messages
internal import Predictions

/// Follows one conversation as the daemon would, and says after a turn of the customer what moves
/// are worth.
struct MoveListener {
    let model: Model
    let embedder: TrainingEmbedder
    private var conversation = ConversationState()
    private var state: RecurrentState
    /// Turns taken in.
    private(set) var count = 0
    /// After the last turn; nil when a representative said it.
    private(set) var reading: MoveReading?
    private(set) var probability: Float = 0.5
    private var last: (embedding: [Float], features: Features)?

    init(_ model: Model, _ embedder: TrainingEmbedder) {
        self.model = model
        self.embedder = embedder
        state = model.start()
    }

    mutating func hear(_ turn: Turn) {
        let measured = conversation.measure(turn)
        let embedding = embedder.embed(measured.text)
        let forecast = model.step(
            &state, embedding: embedding, features: measured.features, speaker: turn.speaker)
        count += 1
        probability = forecast.probability
        last = (embedding, measured.features)
        guard turn.speaker == .customer else {
            reading = nil
            return
        }
        reading = model.moves(
            after: state, embedding: embedding, features: measured.features,
            probability: forecast.probability)
    }

    /// Microseconds that values of moves take after the last turn, the least of several means.
    func microseconds(rounds: Int) -> Double {
        guard let last else { return 0 }
        var best = Double.infinity
        for _ in 0..<5 {
            let began = ContinuousClock.now
            for _ in 0..<rounds {
                _ = model.moves(
                    after: state, embedding: last.embedding, features: last.features,
                    probability: probability)
            }
            best = min(best, (ContinuousClock.now - began) / .microseconds(1) / Double(rounds))
        }
        return best
    }
}
