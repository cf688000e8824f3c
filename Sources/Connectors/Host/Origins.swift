internal import Messages
internal import Synchronization

/// Which connector brought which conversation. Forgets the oldest when there are too many: the next
/// event of such a conversation makes it known again.
final class Origins: Sendable {
    private struct State {
        var connectors: [ConversationKey: String] = [:]
        var order: [ConversationKey] = []
        var head = 0
    }

    private let state = Mutex(State())
    private let countMax: Int

    init(countMax: Int) { self.countMax = countMax }

    func remember(_ conversation: ConversationKey, from connector: String) {
        state.withLock { state in
            if state.connectors.updateValue(connector, forKey: conversation) == nil {
                state.order.append(conversation)
            }
            while state.connectors.count > countMax {
                state.connectors[state.order[state.head]] = nil
                state.head += 1
            }
            if state.head > 1024, state.head * 2 > state.order.count {
                state.order.removeFirst(state.head)
                state.head = 0
            }
        }
    }

    func connector(of conversation: ConversationKey) -> String? {
        state.withLock { $0.connectors[conversation] }
    }
}
