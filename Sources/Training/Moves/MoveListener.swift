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
        guard turn.speaker == .customer else {
            reading = nil
            return
        }
        reading = model.moves(
            after: state, embedding: embedding, features: measured.features,
            probability: forecast.probability)
    }
}
