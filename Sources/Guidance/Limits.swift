/// Every bound of this room, each under the name it has in the configuration.
package struct GuidanceLimits: Sendable, Equatable {
    /// `limits.turnBytes`: bytes of one turn's text. Longer is refused.
    package var turnBytes = 256 * 1024
    /// `limits.turnsPerConversation`
    package var turns = 5_000
    /// `guidance.deadline`: for one turn, where its caller names no earlier one.
    package var deadline = Duration.seconds(2)
    /// `guidance.embedBudget`: then the turn is scored without its text.
    package var embedBudget = Duration.seconds(1)
    /// `limits.watchBacklog`: conversations with news that a watcher has not taken.
    package var watchBacklog = 4_096
    /// Bytes of a conversation's or an event's id.
    package static let idBytes = 200
    /// Events of one conversation that wait for their turn.
    package static let waitingEvents = 256
    /// Turns of a transcript that get spans of their own.
    static let turnsTraced = 64
    /// Turns of a transcript whose texts are embedded together.
    static let turnsAhead = 32
    /// Reasons in a forecast.
    static let reasons = 4
    /// Moves in a next step.
    static let moves = 3
    /// Turns within which a cue still calls for its move.
    static let playbookWindow = 3

    package init() {}
}
