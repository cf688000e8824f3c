internal import Predictions

/// Wordings of one act that say nearly the same: linked where the mean embeddings of two have a
/// cosine above ``alike`` (single linkage, up to a fifth of the act's wordings).
///
/// A head that has learned a wording's next of kin reads it better than it will read words that
/// nobody foresaw. So a whole family is held out together.
struct WordingFamilies: Sendable {
    /// By wording; a wording without an act is not in it.
    private let families: [Int32: Int]

    /// At it a held-out wording is read about as well as one of another phrase bank.
    private static let alike: Float = 0.75
    /// More wordings of one act are not compared: data that does not number wordings has one a
    /// text.
    private static let most = 2_000

    /// - Parameter samples: turns whose act is known; a wording belongs to the act that it is first
    ///   seen with.
    init(_ samples: [ActLearner.Sample], _ pool: Pool) {
        var acts: [Int32: Int32] = [:]
        for sample in samples {
            let phrase = pool.phrases[Int(sample.text)]
            if acts[phrase] == nil { acts[phrase] = sample.act }
        }
        let means = Self.means(pool, of: acts)
        var families: [Int32: Int] = [:]
        var count = 0
        let groups = Dictionary(grouping: acts.keys) { acts[$0] ?? 0 }
        for (_, unsorted) in groups.sorted(by: { $0.key < $1.key }) {
            let phrases = unsorted.sorted()
            let roots = Self.linked(phrases.compactMap { means[$0] })
            var numbers: [Int: Int] = [:]
            for (place, phrase) in phrases.enumerated() {
                let root = roots[place]
                if numbers[root] == nil {
                    numbers[root] = count
                    count += 1
                }
                families[phrase] = numbers[root]
            }
        }
        self.families = families
    }

    /// Which of so many folds a wording is in, with all of its family.
    func fold(_ phrase: Int32, of folds: Int) -> Int {
        (families[phrase] ?? Int(phrase)) % folds
    }

    /// Of length 1.
    private static func means(_ pool: Pool, of acts: [Int32: Int32]) -> [Int32: [Float]] {
        var sums: [Int32: [Float]] = [:]
        for text in 0..<pool.embeddings.count where acts[pool.phrases[text]] != nil {
            let vector = pool.embeddings[text]
            let phrase = pool.phrases[text]
            guard var sum = sums.removeValue(forKey: phrase) else {
                sums[phrase] = vector
                continue
            }
            for index in vector.indices { sum[index] += vector[index] }
            sums[phrase] = sum
        }
        return sums.mapValues { sum in
            let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return sum.map { $0 / max(length, 1e-9) }
        }
    }

    /// For each of these the first one that it is linked with, over any number of others: the
    /// closest first, until a family holds a fifth of them.
    private static func linked(_ vectors: [[Float]]) -> [Int] {
        var roots = Array(vectors.indices)
        guard vectors.count <= most else { return roots }
        var pairs: [(cosine: Float, first: Int, second: Int)] = []
        for second in vectors.indices {
            for first in 0..<second {
                let cosine = zip(vectors[first], vectors[second]).reduce(Float(0)) {
                    $0 + $1.0 * $1.1
                }
                if cosine > alike { pairs.append((cosine, first, second)) }
            }
        }
        pairs.sort { ($1.cosine, $0.first, $0.second) < ($0.cosine, $1.first, $1.second) }
        func root(_ one: Int) -> Int {
            var one = one
            while roots[one] != one { one = roots[one] }
            return one
        }
        var sizes = roots.map { _ in 1 }
        for pair in pairs {
            let (first, second) = (root(pair.first), root(pair.second))
            let size = sizes[first] + sizes[second]
            guard first != second, size <= max(1, vectors.count / ActTraining.folds) else {
                continue
            }
            roots[max(first, second)] = min(first, second)
            sizes[min(first, second)] = size
        }
        return vectors.indices.map(root)
    }
}
