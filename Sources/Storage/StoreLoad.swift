/// How much a store has before it. A store in memory has none.
package struct StoreLoad: Sendable, Equatable {
    package var waitingWrites = 0
    package var waitingReads = 0
    /// Of either, each.
    package var waitingMax = 0
    /// Conversations whose next turn needs no disk.
    package var liveConversations = 0

    package init() {}
}

extension Store {
    package var load: StoreLoad { StoreLoad() }
}
