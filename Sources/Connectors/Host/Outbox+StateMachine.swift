internal import Messages

/// The forecasts that a connector has yet to carry back: at most one a conversation, the latest.
///
/// `take` hands out a batch, `acknowledge` says that it was carried; a batch that was not is there
/// again after `restart`. Order is that in which conversations first had something to carry.
struct OutboxState {
    private var waiting: [String: Forecast] = [:]
    /// Conversations of `waiting`, oldest first. Those before `head`, and those no longer waiting,
    /// are gone.
    private var order: [String] = []
    private var head = 0
    private var sent: [(conversation: String, forecast: Forecast)] = []
    private let countMax: Int
    private(set) var carried = 0
    private(set) var dropped = 0

    init(countMax: Int) { self.countMax = countMax }

    var count: Int { waiting.count + sent.count }
    var hasWaiting: Bool { !waiting.isEmpty }

    mutating func add(_ conversation: String, _ forecast: Forecast) {
        let isNew = waiting.updateValue(forecast, forKey: conversation) == nil
        if isNew { order.append(conversation) }
        while waiting.count > countMax { dropOldest() }
    }

    mutating func take(_ batch: Int) -> [(conversation: String, forecast: Forecast)] {
        while sent.count < batch, let conversation = popOldest() {
            if let forecast = waiting.removeValue(forKey: conversation) {
                sent.append((conversation, forecast))
            }
        }
        return sent
    }

    /// What was taken last has been carried back.
    mutating func acknowledge() {
        carried += sent.count
        sent = []
    }

    /// What was taken last may not have been carried back: it waits again, unless something newer
    /// does.
    mutating func restart() {
        let again = sent.filter { waiting[$0.conversation] == nil }
        for one in again { waiting[one.conversation] = one.forecast }
        order = again.map(\.conversation) + order[head...]
        head = 0
        sent = []
        while waiting.count > countMax { dropOldest() }
    }

    private mutating func dropOldest() {
        guard let conversation = popOldest() else { return }
        waiting[conversation] = nil
        dropped += 1
    }

    private mutating func popOldest() -> String? {
        guard head < order.count else { return nil }
        let conversation = order[head]
        head += 1
        if head > 64, head * 2 > order.count {
            order.removeFirst(head)
            head = 0
        }
        return conversation
    }
}
