package import Tensors

/// How much each part of a model weighs in the log-odds, in each turn bucket and once the
/// conversation is closed. Parts that see different things err differently: their mean errs less
/// than the best.
package struct Blend: Sendable, Equatable {
    package enum Part: String, Sendable, CaseIterable {
        /// Recurrent: the order of things.
        case members
        /// Bagged trees: combinations of features.
        case forests
        /// Boosted trees, grown on last turns and closings alone.
        case boosted
        /// Linear in the mean embeddings.
        case meaning
        /// Linear in the counts of words.
        case wording
    }

    /// [turn buckets][parts], each row adds up to 1; 0 for a part that the model has not.
    package let shares: [[Float]]

    package init(shares: [[Float]]) {
        precondition(
            shares.count == TurnBuckets.count
                && shares.allSatisfy { $0.count == Part.allCases.count })
        self.shares = shares
    }

    /// The same share for each.
    package init(even parts: [Part]) {
        let row = Part.allCases.map { parts.contains($0) ? 1 / Float(parts.count) : 0 }
        shares = [[Float]](repeating: row, count: TurnBuckets.count)
    }

    package func share(_ part: Part, bucket: Int) -> Float {
        shares[bucket][Part.allCases.firstIndex(of: part) ?? 0]
    }
}

// MARK: - As a file

extension Blend {
    private static let names = Part.allCases.map(\.rawValue)

    package func add(to file: inout ModelFile) {
        file.describe("blend.parts", .list(Self.names))
        file.add(
            "blend.shares", shares.flatMap { $0 }, shape: [TurnBuckets.count, Part.allCases.count])
    }

    /// A file without shares gives its parts the same. Refuses parts of another program.
    init(reading file: ModelFile, parts: [Part]) throws {
        guard file.tensors["blend.shares"] != nil else {
            self.init(even: parts)
            return
        }
        // A program of before a part was added wrote fewer; one of before buckets, two rows.
        let named = try file.list("blend.parts")
        guard named == Array(Self.names.prefix(named.count)) else {
            throw PredictionError(
                .unsupportedShape,
                "a blend of \(named) where this program has \(Self.names); train the model again")
        }
        let rows = try file.shape("blend.shares").first ?? 0
        let all = try file.floats(
            "blend.shares", shape: [rows == 2 ? 2 : TurnBuckets.count, named.count])
        guard all.allSatisfy({ (0...1).contains($0) }) else {
            throw PredictionError(
                .unsupportedShape, "blend.shares holds what is no share; train the model again")
        }
        let missing = [Float](repeating: 0, count: Part.allCases.count - named.count)
        self.init(
            shares: (0..<TurnBuckets.count).map { bucket in
                let row = rows == 2 ? (bucket == TurnBuckets.closing ? 1 : 0) : bucket
                return all[row * named.count..<(row + 1) * named.count] + missing
            })
    }
}
