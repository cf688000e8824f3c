package import Messages
package import Orchestration

/// Hears what becomes of events and of the steps that they take. Called on their own threads: it
/// must be quick.
package protocol StoryWatch: Sendable {
    /// A step of a graph has run; also for the turns of a transcript that is only scored.
    func ran(_ step: String, _ took: Duration, _ state: NodeState)

    /// An event has been told, after `took`: with the wait for earlier ones of its conversation.
    func told(_ event: Event, _ took: Duration, _ end: EventEnd)
}

/// What became of an event.
package enum EventEnd: Sendable, Equatable {
    case kept
    /// It had been answered before.
    case replayed
    case refused(StatusCode)
}

/// How much a story has before it.
package struct StoryLoad: Sendable, Equatable {
    package let busyConversations: Int
    /// For an earlier one of their conversation.
    package let waitingEvents: Int
    package let watching: WatchHub.Load
}
