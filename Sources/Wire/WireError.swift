/// What went wrong with a connection, a certificate or the port: wider than one call, which ends
/// with a ``Messages/Status``. Two errors are equal when their codes are.
package struct WireError: Error, Sendable, Equatable, CustomStringConvertible {
    /// An open set: a new code is no new case in anybody's switch.
    package struct Code: Sendable, Hashable {
        package let name: String

        /// A certificate, key or authority file is absent, unreadable or not what it should be.
        package static let certificate = Code(name: "certificate")
        /// Certificate and key are not a pair.
        package static let certificateKeyMismatch = Code(name: "certificateKeyMismatch")
        package static let certificateExpired = Code(name: "certificateExpired")
        /// Another program listens on the port.
        package static let portTaken = Code(name: "portTaken")
        /// An address that cannot be listened on or connected to.
        package static let address = Code(name: "address")
        /// The TLS handshake failed or TLS was broken later.
        package static let tls = Code(name: "tls")
        package static let handshakeTimeout = Code(name: "handshakeTimeout")
        /// The peer speaks something else, such as plain HTTP to a TLS port.
        package static let protocolMismatch = Code(name: "protocolMismatch")
        package static let closed = Code(name: "closed")
    }

    package let code: Code
    /// Says what is wrong, where, and what to do about it.
    package let reason: String

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    package var description: String { reason }

    package static func == (left: WireError, right: WireError) -> Bool { left.code == right.code }
}
