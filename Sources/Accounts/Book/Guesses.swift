internal import Foundation
internal import Synchronization

/// Slows down whoever shows wrong tokens, by the address that they come from.
///
/// After ``freeGuesses`` wrong ones an address has to wait before a token is looked at: one second,
/// then twice as long with each further wrong one, up to ``waitMost``. A token that was right from
/// this address before goes on being taken meanwhile: nobody can lock out a neighbour.
package final class Guesses: Sendable {
    static let freeGuesses = 10
    static let waitMost = 60_000
    /// Milliseconds without a wrong one after which an address begins anew.
    static let memory = 15 * 60_000
    static let addressesMax = 10_000
    /// Good tokens of one address that are remembered.
    static let goodMax = 64

    private struct Address {
        var wrong = 0
        var lastWrong = 0
        /// Milliseconds.
        var waitsUntil = 0
        var good: Set<String> = []
        var lastSeen = 0
    }

    private let now: @Sendable () -> Int
    private let addresses = Mutex<[String: Address]>([:])
    /// The latest moment at which any address waits: before there is one, nobody is looked up.
    private let lastWait = Atomic<Int>(0)

    /// - Parameter now: milliseconds of any clock.
    package init(
        now: @escaping @Sendable () -> Int = { Int(Date().timeIntervalSince1970 * 1000) }
    ) {
        self.now = now
    }

    /// How long this address has to wait before `token` is looked at; nil: not at all.
    package func wait(_ address: String, showing token: String) -> Duration? {
        let now = now()
        guard lastWait.load(ordering: .relaxed) > now else { return nil }
        return addresses.withLock { addresses in
            guard let known = addresses[address], known.waitsUntil > now else { return nil }
            if let id = Token(token)?.id, known.good.contains("token \(id)") { return nil }
            return .milliseconds(known.waitsUntil - now)
        }
    }

    /// A wrong one was shown.
    package func wrong(_ address: String) {
        let now = now()
        addresses.withLock { addresses in
            Self.makeRoom(&addresses, for: address, at: now)
            var one = addresses[address] ?? Address()
            if now - one.lastWrong > Self.memory { one.wrong = 0 }
            one.wrong += 1
            one.lastWrong = now
            one.lastSeen = now
            let excess = one.wrong - Self.freeGuesses
            if excess > 0 {
                one.waitsUntil = now + min(Self.waitMost, 1_000 << min(excess - 1, 6))
                lastWait.max(one.waitsUntil, ordering: .relaxed)
            }
            addresses[address] = one
        }
    }

    /// A right one was shown.
    /// - Parameter credential: "token 4fGh…", as ``Caller/credential`` has it.
    package func right(_ address: String, _ credential: String) {
        addresses.withLock { addresses in
            // The way of every call: nothing to do for one that is known.
            guard addresses[address]?.good.contains(credential) != true else { return }
            let now = now()
            Self.makeRoom(&addresses, for: address, at: now)
            var one = addresses[address] ?? Address()
            if one.good.count >= Self.goodMax { one.good = [] }
            one.good.insert(credential)
            one.lastSeen = now
            addresses[address] = one
        }
    }

    private static func makeRoom(
        _ addresses: inout [String: Address], for address: String, at now: Int
    ) {
        guard addresses[address] == nil, addresses.count >= addressesMax else { return }
        // Those that wait stay as long as there are others.
        let order = addresses.sorted {
            ($0.value.waitsUntil > now ? 1 : 0, $0.value.lastSeen)
                < ($1.value.waitsUntil > now ? 1 : 0, $1.value.lastSeen)
        }
        for (name, _) in order.prefix(addressesMax / 4) { addresses[name] = nil }
    }
}
