/// Every bound of this room.
package enum AccountLimits {
    /// Bytes of the tokens file.
    package static let fileBytes = 4 << 20
    /// Tokens in it.
    package static let tokens = 10_000
    /// Bytes of a presented token; a longer one is wrong without being looked at.
    package static let tokenBytes = 200
    /// Tokens whose hash was found right lately and is not reckoned again.
    static let remembered = 4_096
}
