/// Every limit of this room.
package enum EmbeddingLimits {
    /// Tokens of one text, the two marks at its ends included; what follows is cut off. The model
    /// was trained to be used so.
    package static let tokensMax = 256
    /// A word of more characters is one unknown token.
    static let wordCharactersMax = 100
    /// Texts that may wait for a worker; beyond, `embed` refuses.
    package static let waitingTextsMax = 4_096
    /// Rows (tokens) that a worker takes together. At least `tokensMax`.
    static let batchRowsMax = 256
    /// Size of vocab.txt beyond which it is not read: 4 MiB.
    static let vocabularyBytesMax = 4 << 20
    /// Parts of the cache, each with its own lock.
    static let cacheShards = 16
    /// What an entry of the cache costs beside its numbers: key, links, array header.
    static let cacheEntryOverheadBytes = 192
}
