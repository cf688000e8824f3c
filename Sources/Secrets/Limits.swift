/// Every bound of this room.
package enum SecretLimits {
    /// Bytes of one secret; the link to a connector carries as many.
    package static let valueBytes = 64 << 10
    /// Secrets of one connector.
    package static let perConnector = 64
    /// Bytes of the key file.
    static let fileBytes = 16 << 10
    /// Keys in it: the one in use, and those that are on their way out.
    static let keys = 16
}
