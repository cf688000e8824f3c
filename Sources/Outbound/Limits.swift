/// Every limit of this room.
package enum OutboundLimits {
    /// Bytes of an answer's head beyond which the call fails.
    static let headBytesMax = 64 << 10
    /// Connections to one host that are kept open between calls.
    static let connectionsPerHost = 64
    /// Longest address that is called.
    static let addressBytesMax = 2_048
    /// Of an answer that is no answer, what an error shows.
    static let excerptCharacters = 300
    /// Bytes of a file that holds a key.
    static let keyBytesMax = 8_192
    /// Texts in one call for embeddings, as OpenAI and Azure allow.
    package static let textsPerCall = 2_048
    /// Bytes of one text that are embedded; what follows is cut off. The services refuse more than
    /// 8,191 tokens, and no token is shorter than a byte.
    package static let textBytesMax = 8_000
    /// Bytes of all texts of one call, for services that count a call's tokens (300,000).
    package static let textBytesPerCall = 250_000
    /// Numbers in a vector, at most.
    package static let dimensionsMax = 4_096
}
