internal import Messages
internal import Synchronization

extension MemoryStore {
    package func follow(_ consumer: Consumer) async throws(StorageError) {
        contents.withLock { $0.followers.follow(consumer) }
    }

    package func waiting(
        for consumer: Consumer, atMost count: Int
    ) async throws(StorageError) -> [Parcel] {
        contents.withLock { contents in
            let oldest = contents.parcels[consumer, default: [:]].sorted { $0.value < $1.value }
            return oldest.prefix(count).compactMap { key, position in
                guard let record = contents.conversations[key]?.record,
                    let forecast = record.closing ?? record.forecasts.last
                else { return nil }
                return Parcel(conversation: key, position: position, forecast: forecast)
            }
        }
    }

    package func settle(
        _ parcels: [Parcel], of consumer: Consumer
    ) async throws(StorageError) {
        contents.withLock { contents in
            for parcel in parcels
            where contents.parcels[consumer]?[parcel.conversation] == parcel.position {
                contents.unpack(parcel.conversation, consumer.name)
            }
        }
    }

    package func count(waitingFor consumer: Consumer) -> Int {
        contents.withLock { $0.followers.waiting[consumer] ?? 0 }
    }

    package func hear(_ listener: @escaping @Sendable (Consumer) -> Void) {
        contents.withLock { $0.followers.listeners.append(listener) }
    }

    func announce(_ consumer: Consumer) {
        for listener in contents.withLock({ $0.followers.listeners }) { listener(consumer) }
    }
}

extension MemoryStore.Contents {
    /// The forecast waits, where somebody carries it back. Returns who.
    mutating func put(_ entry: Entry) -> Consumer? {
        let key = entry.event.conversation
        let source = Consumer(tenant: key.tenant, name: entry.event.key.source)
        if followers.follows(source) { conversations[key]?.carrier = source.name }
        guard let carrier = conversations[key]?.carrier, !carrier.isEmpty else { return nil }
        let consumer = Consumer(tenant: key.tenant, name: carrier)
        let position = followers.nextPosition()
        if parcels[consumer, default: [:]].updateValue(position, forKey: key) == nil {
            followers.changed(consumer, by: 1)
        }
        return consumer
    }

    /// What waits of the conversation does so no longer.
    mutating func unpack(_ key: ConversationKey, _ carrier: String) {
        let consumer = Consumer(tenant: key.tenant, name: carrier)
        guard parcels[consumer]?.removeValue(forKey: key) != nil else { return }
        followers.changed(consumer, by: -1)
    }
}
