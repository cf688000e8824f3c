internal import COpenSSL

/// A client's newest session ticket. Each is used once, so that visits cannot be linked by it.
final class TLSSessions: Sendable {
    /// SSL_SESSION, owned; held as bits because pointers are not Sendable.
    private let newest = Locked<UInt?>(nil)

    deinit { free(newest.withLock { $0 }) }

    private func free(_ bits: UInt?) {
        if let bits { SSL_SESSION_free(OpaquePointer(bitPattern: bits)) }
    }

    /// Gives the ticket to a connection that begins, if there is one.
    func resume(_ ssl: OpaquePointer) {
        let session = newest.withLock { newest in
            defer { newest = nil }
            return newest
        }
        guard let session else { return }
        SSL_set_session(ssl, OpaquePointer(bitPattern: session))
        free(session)
    }

    private func replace(with session: UInt) {
        free(
            newest.withLock { newest in
                defer { newest = session }
                return newest
            })
    }

    /// OpenSSL's callback. 1 says that the session is ours now.
    static let keep: @convention(c) (OpaquePointer?, OpaquePointer?) -> Int32 = { ssl, session in
        guard let ssl, let session, let own = SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), 0) else {
            return 0
        }
        Unmanaged<TLSSessions>.fromOpaque(own).takeUnretainedValue()
            .replace(with: UInt(bitPattern: session))
        return 1
    }
}
