package import Messages
internal import Synchronization

/// What is learned of a call on its way, for whoever keeps a record of it.
package final class CallNotes: Sendable {
    private struct State {
        var tenant: TenantID?
        var conversation: String?
    }

    private let number = CallNumber.next()
    private let state = Locked(State())

    package init() {}

    /// Set by the gate, once it knows who is calling.
    package var tenant: TenantID? {
        get { state.withLock { $0.tenant } }
        set { state.withLock { $0.tenant = newValue } }
    }

    /// The last one that the call was about.
    package var conversation: String? {
        get { state.withLock { $0.conversation } }
        set { state.withLock { $0.conversation = newValue } }
    }

    /// Thirteen letters and digits that no other call of this process has, and hardly one of any
    /// other. Made when it is asked for.
    fileprivate var id: String { CallNumber.text(number) }
}

extension Call {
    package static let requestIDKey = "x-request-id"
    /// Bytes that a caller's own id may have.
    package static let requestIDBytes = 128

    /// What the call is known by in logs, in spans and to its caller: the caller's own
    /// `x-request-id` where that is printable ASCII of at most 128 bytes without spaces, else one
    /// that is made here. The gRPC door sends it back with the answer; ttrpc has no place for it.
    package var requestID: String {
        guard let own = metadata[Self.requestIDKey], !own.isEmpty,
            own.utf8.count <= Self.requestIDBytes,
            own.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
        else { return notes.id }
        return own
    }
}

private enum CallNumber {
    private static let start = UInt64.random(in: .min ... .max)
    private static let count = Atomic<UInt64>(0)
    /// Crockford's base 32, without letters that look like digits.
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    static func next() -> UInt64 { count.wrappingAdd(1, ordering: .relaxed).newValue }

    /// Scattered by SplitMix64's finisher (Steele et al., 2014), which maps no two to one.
    static func text(_ number: UInt64) -> String {
        var mixed = start &+ number &* 0x9e37_79b9_7f4a_7c15
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        mixed ^= mixed >> 31
        // Short enough to need no memory of its own.
        return String(unsafeUninitializedCapacity: 13) { text in
            for index in 0..<13 {
                text[index] = alphabet[Int(truncatingIfNeeded: mixed & 31)]
                mixed >>= 5
            }
            return 13
        }
    }
}
