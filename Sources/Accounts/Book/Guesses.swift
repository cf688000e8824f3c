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

    /// - Parameter now: milliseconds of any clock.
    package init(
        now: @escaping @Sendable () -> Int = { Int(Date().timeIntervalSince1970 * 1000) }
    ) {
        self.now = now
    }

    /// How long this address has to wait before `token` is looked at; nil: not at all.
    package func wait(_ address: String, showing token: String) -> Duration? {
        let now = now()
        return addresses.withLock { addresses in
            guard let known = addresses[address], known.waitsUntil > now,
                !known.good.contains(Self.name(token))
            else { return nil }
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
            if excess > 0 { one.waitsUntil = now + min(Self.waitMost, 1_000 << min(excess - 1, 6)) }
            addresses[address] = one
        }
    }

    /// A right one was shown by somebody who is known for wrong ones, or may come to be.
    package func right(_ address: String, showing token: String) {
        let (now, name) = (now(), Self.name(token))
        addresses.withLock { addresses in
            // The way of every call: nothing to do for one that is known.
            guard addresses[address]?.good.contains(name) != true else { return }
            Self.makeRoom(&addresses, for: address, at: now)
            var one = addresses[address] ?? Address()
            if one.good.count >= Self.goodMax { one.good = [] }
            one.good.insert(name)
            one.lastSeen = now
            addresses[address] = one
        }
    }

    /// A token by its id: the secret is not kept here.
    private static func name(_ token: String) -> String { Token(token)?.id ?? "" }

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

    /// The part of a peer's address that stays the same when it connects again: the host, of an
    /// IPv6 host its network of 64 bits.
    package static func address(of peer: String) -> String {
        guard let end = peer.lastIndex(of: ":") else { return peer }
        let host = peer[..<end]
        guard host.hasPrefix("["), host.hasSuffix("]") else { return String(host) }
        let groups = host.dropFirst().dropLast().split(
            separator: ":", omittingEmptySubsequences: false)
        // "::" within the first four groups stands for zeros: what follows belongs to the host.
        return groups.prefix(4).joined(separator: ":") + "::/64"
    }
}
