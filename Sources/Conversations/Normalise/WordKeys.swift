extension Scan {
    /// A key of 48 bits for every word and every two words in a row, in the order in which they are
    /// said: stems, so that forms of a word are one, and kinds of entities ("an amount of money").
    var wordKeys: [UInt64] {
        var keys: [UInt64] = []
        keys.reserveCapacity(2 * tokens.count)
        var before: UInt64?
        for token in tokens {
            let word = token.stem == 0 ? UInt64(token.kind.rawValue) + 1 : token.stem
            keys.append(Self.key(word))
            if let before { keys.append(Self.key(Self.mixed(before) ^ word)) }
            before = word
        }
        return keys
    }

    private static func key(_ word: UInt64) -> UInt64 { mixed(word) >> 16 }

    /// SplitMix64's finaliser.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value &+ 0x9e37_79b9_7f4a_7c15
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
