/// Conversations that are nearly the same: one of them in training and the other in a test would
/// flatter the result.
///
/// MinHash (Broder 1997) over runs of five words, 64 hashes in 16 bands of 4: conversations that
/// share a band are candidates, and count when the runs they share are at least `least` of all
/// their runs (Jaccard's index, counted exactly).
struct NearDuplicates {
    struct Pair: Sendable, Equatable {
        let first: Int
        let second: Int
        let similarity: Double
    }

    static let least = 0.6
    private static let run = 5
    private static let hashes = 64
    private static let rows = 4
    /// A band that more than this many share says "template", not "copy"; its pairs are not
    /// compared.
    static let bucketMax = 64

    /// Pairs in rising order of their places; the first is before the second.
    static func pairs(_ texts: [String], threads: Int) -> [Pair] {
        let runs = Crew.map(texts.count, threads: threads) { Self.runs(texts[$0]) }
        let signatures = Crew.map(texts.count, threads: threads) { signature(runs[$0]) }
        var candidates: Set<[Int]> = []
        for band in 0..<hashes / rows {
            var buckets: [UInt64: [Int]] = [:]
            for (index, signature) in signatures.enumerated() where !signature.isEmpty {
                var key: UInt64 = UInt64(band)
                for row in 0..<rows { key = mixed(key ^ signature[band * rows + row]) }
                buckets[key, default: []].append(index)
            }
            for bucket in buckets.values where bucket.count > 1 && bucket.count <= bucketMax {
                for (place, first) in bucket.enumerated() {
                    for second in bucket[(place + 1)...] { candidates.insert([first, second]) }
                }
            }
        }
        return candidates.map { ($0[0], $0[1]) }.sorted { $0 < $1 }.compactMap { first, second in
            let shared = runs[first].intersection(runs[second]).count
            let all = runs[first].count + runs[second].count - shared
            let similarity = Double(shared) / Double(max(all, 1))
            return similarity >= least
                ? Pair(first: first, second: second, similarity: similarity) : nil
        }
    }

    private static func runs(_ text: String) -> Set<UInt64> {
        let words = Words.of(text).map(Words.hash)
        guard words.count >= run else { return words.isEmpty ? [] : [mixed(words.reduce(0, ^))] }
        var runs = Set<UInt64>(minimumCapacity: words.count)
        for first in 0...words.count - run {
            runs.insert(words[first..<first + run].reduce(0) { mixed($0 ^ $1) })
        }
        return runs
    }

    private static func signature(_ runs: Set<UInt64>) -> [UInt64] {
        guard !runs.isEmpty else { return [] }
        var least = [UInt64](repeating: .max, count: hashes)
        for one in runs {
            for index in 0..<hashes {
                let hash = mixed(one ^ (UInt64(index) &* 0x9e37_79b9_7f4a_7c15))
                if hash < least[index] { least[index] = hash }
            }
        }
        return least
    }

    /// SplitMix64's finaliser.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value &+ 0x9e37_79b9_7f4a_7c15
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

extension NearDuplicates {
    /// Pairs whose mean vectors point almost the same way: copies in other words.
    /// - Parameter vectors: one a conversation, of any length.
    static func pairs(
        _ vectors: [[Float]], leastCosine: Double, threads: Int
    ) -> [Pair] {
        let units = vectors.map { vector -> [Float] in
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return vector.map { length > 0 ? $0 / length : 0 }
        }
        return Crew.map(units.count, threads: threads) { first -> [Pair] in
            (first + 1..<units.count).compactMap { second in
                let cosine = Double(zip(units[first], units[second]).reduce(0) { $0 + $1.0 * $1.1 })
                return cosine >= leastCosine
                    ? Pair(first: first, second: second, similarity: cosine) : nil
            }
        }.flatMap { $0 }
    }
}
