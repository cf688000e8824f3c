package import Messages

/// Remembers conversations. Every store keeps the same promises:
///
/// 1. What ``commit(_:)`` returned is kept: turn, forecast, state and event key together.
/// 2. An event key is unique for as long as its conversation is kept; a second arrival changes
///    nothing and gets the first answer.
/// 3. Entries of a conversation are gapless and in order.
/// 4. A tenant's conversations exist for that tenant alone.
/// 5. What was erased is gone, and its events are never taken again.
package protocol Store: Outbox {
    /// What is needed to go on with a conversation; a fresh beginning where there is none. With
    /// `event`, also the answer that it got, if it came before.
    func recall(
        _ conversation: ConversationKey, event: EventKey
    ) async throws(StorageError) -> Recollection

    /// Keeps one entry, or nothing of it.
    func commit(_ entry: Entry) async throws(StorageError) -> SequenceKey

    /// The whole of a conversation; nil where there is none.
    func conversation(_ key: ConversationKey) async throws(StorageError) -> ConversationRecord?

    /// Removes conversations with all that was made of them. Nothing but hashes of their keys is
    /// left when this returns, and a record of each; those that are not there have none.
    func erase(
        _ conversations: [ConversationKey], because: Erasure.Cause
    ) async throws(StorageError) -> [Erasure]

    /// Of the `count` conversations after `place`, those whose last entry is older than `age` says
    /// for their tenant; and where to go on, nil at the end.
    func silent(
        for age: @escaping Sweeper.Age, after place: ConversationKey?, looking count: Int
    ) async throws(StorageError) -> (silent: [ConversationKey], next: ConversationKey?)

    /// Every erasure there was, in order.
    func erasures() async throws(StorageError) -> [Erasure]

    /// Conversations kept, and the bytes that they take.
    var size: (conversations: Int, bytes: Int) { get }

    /// What waits for the disk, and what need not.
    var load: StoreLoad { get }

    /// Serves what is under way, then lets go of what it holds. Nothing may be asked afterwards.
    func close() async
}

/// Where a conversation stands, as far as its next turn has to know.
package struct Recollection: Sendable, Equatable {
    /// Turns so far.
    package var turns = 0
    package var status = ConversationStatus.live
    /// What the last commit left; empty before the first.
    package var state: [UInt8] = []
    package var lastForecast: Forecast?
    /// The event was here before, and this is what became of it.
    package var answered: Answered?

    package init() {}
}

/// What became of an event.
package struct Answered: Sendable, Equatable {
    package let conversation: ConversationKey
    package let what: Event.What
    package let forecast: Forecast

    package init(conversation: ConversationKey, what: Event.What, forecast: Forecast) {
        self.conversation = conversation
        self.what = what
        self.forecast = forecast
    }
}

/// One event with everything that was made of it.
package struct Entry: Sendable {
    package let event: Event
    /// Its place in the conversation: turns and closing are counted together, from 1.
    package let sequence: Int
    package let forecast: Forecast
    /// The state of the conversation after it.
    package let state: [UInt8]

    package init(event: Event, sequence: Int, forecast: Forecast, state: [UInt8]) {
        self.event = event
        self.sequence = sequence
        self.forecast = forecast
        self.state = state
    }
}

/// A conversation as it is kept.
package struct ConversationRecord: Sendable, Equatable {
    package var status = ConversationStatus.live
    package var turns: [Turn] = []
    /// One a turn.
    package var forecasts: [Forecast] = []
    /// The forecast that knows that the conversation is over.
    package var closing: Forecast?

    package init() {}
}
