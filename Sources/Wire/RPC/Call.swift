internal import Glibc
internal import Messages

/// Which of the port's doors a call came through.
package enum Door: String, Sendable, CaseIterable {
    case native, grpc, http
}

/// Key-value pairs that travel beside a call. Keys are lower case; a key ending in "-bin" holds
/// arbitrary bytes, as base64 without padding (`bytes(_:)`, `add(_:bytes:)`), any other key
/// printable ASCII. Order and repetitions are kept.
package struct Metadata: Sendable, Equatable {
    package var entries: [(key: String, value: String)] = []

    package init() {}

    package init(_ entries: [(key: String, value: String)]) { self.entries = entries }

    /// The first value under `key`.
    package subscript(key: String) -> String? {
        entries.first { $0.key == key }?.value
    }

    package mutating func add(_ key: String, _ value: String) {
        entries.append((key: key, value: value))
    }

    package static func == (left: Metadata, right: Metadata) -> Bool {
        left.entries.elementsEqual(right.entries) { $0.key == $1.key && $0.value == $1.value }
    }
}

/// Who is at the other end of the connection, as far as the connection itself knows.
package struct Peer: Sendable, Equatable {
    /// "127.0.0.1:50312", or the name of a socketpair's other end.
    package let address: String
    /// What of the address stays the same when the peer connects again: the host; of an IPv6 host
    /// its network of 64 bits, within which a host may choose.
    package let network: String
    /// The verified client certificate's subject as RFC 2253 writes it, where one was shown.
    package let certificateSubject: String?
    /// SHA-256 over that certificate's DER: 64 hexadecimal digits, small letters.
    package let certificateFingerprint: String?

    package init(
        address: String, certificateSubject: String? = nil, certificateFingerprint: String? = nil
    ) {
        self.address = address
        network = Self.network(of: address)
        self.certificateSubject = certificateSubject
        self.certificateFingerprint = certificateFingerprint
    }

    private static func network(of address: String) -> String {
        guard let colon = address.lastIndex(of: ":") else { return address }
        let host = address[..<colon]
        guard host.hasPrefix("["), host.hasSuffix("]") else { return String(host) }
        var bytes = in6_addr()
        guard inet_pton(AF_INET6, String(host.dropFirst().dropLast()), &bytes) == 1 else {
            return String(host)
        }
        let groups = withUnsafeBytes(of: bytes) { bytes in
            stride(from: 0, to: 8, by: 2).map {
                String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
            }
        }
        return groups.joined(separator: ":") + "::/64"
    }
}

/// What the gate has found out about a call, for the services behind it and for the call's end:
/// who was let in stays known even when the accounts change meanwhile.
package final class Admission: Sendable {
    private let found = Locked<(any AnyObject & Sendable)?>(nil)

    package init() {}

    package var caller: (any AnyObject & Sendable)? {
        get { found.withLock { $0 } }
        set { found.withLock { $0 = newValue } }
    }
}

/// One call as a service sees it. A service never needs to know which door it serves.
package struct Call: Sendable {
    package let service: String
    package let method: String
    package let door: Door
    package let metadata: Metadata
    package let peer: Peer
    /// When the caller stops waiting. The task that runs the handler is cancelled then.
    package let deadline: ContinuousClock.Instant?
    /// Metadata that goes back with the answer.
    package let response: ResponseMetadata
    /// Becomes true when the server drains: a streaming handler should come to an end.
    package let drain: DrainSignal
    /// Set by the gate when it lets the call in.
    package let admission = Admission()

    package init(
        service: String, method: String, door: Door, metadata: Metadata, peer: Peer,
        deadline: ContinuousClock.Instant?, response: ResponseMetadata = ResponseMetadata(),
        drain: DrainSignal
    ) {
        self.service = service
        self.method = method
        self.door = door
        self.metadata = metadata
        self.peer = peer
        self.deadline = deadline
        self.response = response
        self.drain = drain
    }

    /// "salesrl.v1.Scoring/Observe".
    package var path: String { "\(service)/\(method)" }
}

/// What a handler sends beside its messages. gRPC carries both; ttrpc has no place for either and
/// drops them.
package final class ResponseMetadata: Sendable {
    private let state = Locked<(initial: Metadata, trailing: Metadata)>((Metadata(), Metadata()))
    private let isKept: Bool

    package init() { isKept = true }

    private init(isKept: Bool) { self.isKept = isKept }

    /// For calls through a door that has no place for it: takes everything, keeps nothing.
    static let dropped = ResponseMetadata(isKept: false)

    /// Goes out before the first message; later additions are lost.
    package var initial: Metadata {
        get { state.withLock { $0.initial } }
        set { if isKept { state.withLock { $0.initial = newValue } } }
    }

    /// Goes out with the status.
    package var trailing: Metadata {
        get { state.withLock { $0.trailing } }
        set { if isKept { state.withLock { $0.trailing = newValue } } }
    }
}

/// Tells streaming handlers, all at once, that the server wants to stop.
package final class DrainSignal: Sendable {
    private struct State {
        var isDraining = false
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
        var next = 0
    }
    private let state = Locked(State())

    package init() {}

    package var isDraining: Bool { state.withLock { $0.isDraining } }

    package func begin() {
        let waiters = state.withLock { state in
            state.isDraining = true
            defer { state.waiters = [:] }
            return state.waiters
        }
        for waiter in waiters.values { waiter.resume() }
    }

    /// Returns when draining begins or the task is cancelled.
    package func wait() async {
        let id = state.withLock { state in
            state.next += 1
            return state.next
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.isDraining || Task.isCancelled { return true }
                    state.waiters[id] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
        }
    }
}
