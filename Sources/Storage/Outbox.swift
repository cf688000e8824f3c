package import Messages

/// Somebody who takes every conversation's latest forecast away: a connector that carries it back.
package struct Consumer: Sendable, Hashable {
    package let tenant: TenantID
    /// The connector's name, which is the source of its events.
    package let name: String

    package init(tenant: TenantID, name: String) {
        self.tenant = tenant
        self.name = name
    }
}

/// A forecast that waits for its consumer: the latest of its conversation.
package struct Parcel: Sendable, Equatable {
    package let conversation: ConversationKey
    /// Where it stands in its consumer's order, which is that of the commits. Never given twice.
    package let position: Int
    package let forecast: Forecast

    package init(conversation: ConversationKey, position: Int, forecast: Forecast) {
        self.conversation = conversation
        self.position = position
        self.forecast = forecast
    }
}

/// What waits for consumers. It is written with the entry that it tells of, in one transaction, so
/// that a forecast that was acknowledged is handed out after a restart too: at least once.
///
/// A conversation is its consumer's from the first event that the consumer brings to it, after it
/// was first ``Outbox/follow(_:)``ed; whatever door a later event comes through, its forecast waits
/// here. One parcel a conversation: a newer one takes the place of an older one.
package protocol Outbox: Sendable {
    /// From now on, and after every restart, forecasts are kept for `consumer`.
    func follow(_ consumer: Consumer) async throws(StorageError)

    /// What waits, oldest first, at most `count`.
    func waiting(
        for consumer: Consumer, atMost count: Int
    ) async throws(StorageError) -> [Parcel]

    /// These were taken away. What has become newer since goes on waiting.
    func settle(_ parcels: [Parcel], of consumer: Consumer) async throws(StorageError)

    /// How many wait for `consumer`.
    func count(waitingFor consumer: Consumer) -> Int

    /// `listener` is told, quickly and on any thread, each time something new waits.
    func hear(_ listener: @escaping @Sendable (Consumer) -> Void)
}

/// Who follows, how much waits for each, and who wants to know: at hand, beside what is kept.
struct Followers {
    private(set) var waiting: [Consumer: Int] = [:]
    var listeners: [@Sendable (Consumer) -> Void] = []
    private var last = 0

    /// - Parameter last: the highest position that was ever given.
    init(_ waiting: [Consumer: Int] = [:], last: Int = 0) {
        self.waiting = waiting
        self.last = last
    }

    func follows(_ consumer: Consumer) -> Bool { waiting[consumer] != nil }

    mutating func follow(_ consumer: Consumer) { waiting[consumer, default: 0] += 0 }

    mutating func nextPosition() -> Int {
        last += 1
        return last
    }

    mutating func changed(_ consumer: Consumer, by count: Int) {
        guard let before = waiting[consumer] else { return }
        waiting[consumer] = before + count
    }
}
