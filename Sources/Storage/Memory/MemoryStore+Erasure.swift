internal import Foundation
package import Messages
internal import Synchronization

extension MemoryStore {
    package func erase(
        _ conversations: [ConversationKey], because cause: Erasure.Cause
    ) async throws(StorageError) -> [Erasure] {
        let time = Int(Date().timeIntervalSince1970 * 1000)
        return contents.withLock { contents in
            var erased: [Erasure] = []
            for key in conversations {
                guard let kept = contents.conversations[key] else { continue }
                let one = Erasure(
                    number: contents.erasures.count + 1, tenant: key.tenant,
                    conversation: tombstones.hash(key), entries: kept.events.count,
                    content: Self.content(of: kept), erasedAt: time, cause: cause,
                    after: contents.erasures.last?.chain ?? [])
                for event in kept.events { contents.buried.insert(tombstones.hash(event)) }
                contents.forget(key)
                contents.erasures.append(one)
                erased.append(one)
            }
            return erased
        }
    }

    private static func content(of kept: Kept) -> [UInt8] {
        var sum = Hash()
        for event in kept.events {
            sum.take(Array(event.source.utf8))
            sum.take(Array(event.event.utf8))
        }
        for turn in kept.record.turns { sum.take(turn.bytes()) }
        for forecast in kept.record.forecasts { sum.take(forecast.bytes()) }
        if let closing = kept.record.closing { sum.take(closing.bytes()) }
        sum.take(kept.state)
        return sum.value()
    }

    package func silent(
        for age: @escaping Sweeper.Age, after place: ConversationKey?, looking count: Int
    ) async throws(StorageError) -> (silent: [ConversationKey], next: ConversationKey?) {
        let time = now()
        return contents.withLock { contents in
            let start = place.map { SequenceKey($0, sequence: 0) }
            let keys = contents.conversations.keys.map { SequenceKey($0, sequence: 0) }
                .filter { key in start.map { $0 < key } ?? true }
                .sorted().prefix(count).map(\.conversation)
            let silent = keys.filter { key in
                guard let kept = age(key.tenant), let touched = contents.conversations[key]?.touched
                else { return false }
                return touched + kept < time
            }
            return (silent, keys.count < count ? nil : keys.last)
        }
    }

    package func erasures() async throws(StorageError) -> [Erasure] {
        contents.withLock { $0.erasures }
    }
}
