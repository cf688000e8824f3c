internal import Conversations
internal import Messages
internal import Predictions
internal import Storage

/// What travels the graph: an event, and what the steps have made of it so far.
struct Moment: Sendable {
    /// As it arrived; its turn may say 0 for "the next one".
    let event: Event
    /// The daemon's store, or one that is thrown away with the transcript it serves.
    let store: any Store
    let modelID: String
    /// `limits.turnsPerConversation`
    let turnsMax: Int

    /// The text's vector where it was made ahead of the walk; else empty.
    var ahead: [Float] = []

    // By Recall
    /// The turn with its number settled; nil for a closing.
    var turn: Turn?
    var sequence = 0
    var turnsBefore = 0
    var lastForecast: Forecast?
    var state = ConversationState()
    var recurrent: RecurrentState?

    // By Measure, Embed, Score and ChooseStep
    var measured: Measured?
    var embedding: [Float] = []
    var prediction: Prediction?
    var nextStep: NextStep?

    /// Parts that answered with less than their best.
    var degraded: [Degradation] = []

    // By Commit, or by Recall for an event that came before
    var answer: Forecast?
    var isReplay = false

    init(_ event: Event, store: any Store, modelID: String, turnsMax: Int) {
        self.event = event
        self.store = store
        self.modelID = modelID
        self.turnsMax = turnsMax
    }
}
