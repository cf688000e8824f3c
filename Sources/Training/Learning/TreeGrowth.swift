internal import Predictions

/// Rows that trees are grown on, their values cut into at most 64 bins a feature.
struct TreeRows: Sendable {
    let features: Int
    let labels: [Bool]
    /// [rows * features]: how many of the feature's cuts lie below the value.
    let bins: [UInt8]
    /// [features][cuts], rising: bin b holds what is at most cuts[b] and more than the one before.
    let cuts: [[Float]]
    /// [rows]: sums of the weights up to and with each row.
    private let sums: [Int]

    static let mostBins = 64

    var count: Int { labels.count }

    /// - Parameters:
    ///   - values: [rows, features].
    ///   - weights: how many times each row stands in the urn that `draw` draws from.
    init(features: Int, values: [Float], labels: [Bool], weights: [Int]) {
        self.features = features
        self.labels = labels
        var cuts: [[Float]] = []
        var bins = [UInt8](repeating: 0, count: values.count)
        for feature in 0..<features {
            let column = stride(from: feature, to: values.count, by: features).map { values[$0] }
            let found = Self.cuts(column)
            for (row, value) in column.enumerated() {
                bins[row * features + feature] = UInt8(Self.place(value, found))
            }
            cuts.append(found)
        }
        self.cuts = cuts
        self.bins = bins
        var sum = 0
        sums = weights.map {
            sum += $0
            return sum
        }
    }

    /// Half-way between neighbouring values: between all where they are few, else where equal
    /// shares of the rows meet.
    private static func cuts(_ column: [Float]) -> [Float] {
        let sorted = column.filter(\.isFinite).sorted()
        var distinct: [Float] = []
        for value in sorted where distinct.last != value { distinct.append(value) }
        if distinct.count > mostBins {
            var chosen: [Float] = []
            for bin in 0..<mostBins {
                let value = sorted[bin * (sorted.count - 1) / (mostBins - 1)]
                if chosen.last != value { chosen.append(value) }
            }
            distinct = chosen
        }
        return zip(distinct, distinct.dropFirst()).map { $0 + ($1 - $0) / 2 }
    }

    /// How many cuts lie below a value; no number is past all of them.
    private static func place(_ value: Float, _ cuts: [Float]) -> Int {
        var (low, high) = (0, cuts.count)
        while low < high {
            let middle = (low + high) / 2
            if value <= cuts[middle] { high = middle } else { low = middle + 1 }
        }
        return low
    }

    func draw(_ count: Int, _ random: inout Random) -> [Int32] {
        let total = sums.last ?? 0
        return (0..<count).map { _ in
            let ticket = random.below(total)
            var (low, high) = (0, sums.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if sums[middle] > ticket { high = middle } else { low = middle + 1 }
            }
            return Int32(low)
        }
    }
}

/// Grows one tree: at each node the split, among those of a few features drawn at random, that
/// lowers Gini's impurity most (Breiman 2001).
struct TreeGrowth {
    let rows: TreeRows
    /// The fewest drawn rows in a leaf, and how many features a node looks at.
    let leaf, tries: Int
    var random: Random
    private(set) var nodes: [Node] = []

    init(rows: TreeRows, leaf: Int, tries: Int, random: Random) {
        self.rows = rows
        self.leaf = leaf
        self.tries = tries
        self.random = random
    }

    struct Node: Sendable {
        /// -1 in a leaf.
        var feature: Int32 = -1
        /// The threshold, or the share that converted.
        var value: Float
        var child: Int32 = 0
    }

    struct Split: Equatable {
        let feature, bin: Int
        /// Sum over both sides of converted squared by rows: the more, the purer.
        let purity: Double
    }

    mutating func grow(_ sample: [Int32]) {
        nodes = [Node(value: 0)]
        var open: [(node: Int, rows: [Int32])] = [(0, sample)]
        while let (node, here) = open.popLast() {
            let converted = here.reduce(0) { $0 + (rows.labels[Int($1)] ? 1 : 0) }
            nodes[node].value = Float(converted) / Float(max(here.count, 1))
            guard converted > 0, converted < here.count, here.count >= 2 * leaf,
                let split = bestSplit(here, converted: converted)
            else { continue }
            var sides: ([Int32], [Int32]) = ([], [])
            for row in here {
                let isMore = Int(rows.bins[Int(row) * rows.features + split.feature]) > split.bin
                if isMore { sides.1.append(row) } else { sides.0.append(row) }
            }
            nodes[node] = Node(
                feature: Int32(split.feature), value: rows.cuts[split.feature][split.bin],
                child: Int32(nodes.count))
            open.append((nodes.count, sides.0))
            open.append((nodes.count + 1, sides.1))
            nodes += [Node(value: 0), Node(value: 0)]
        }
    }

    /// Looks at `tries` features, and at more while none of them can be split.
    mutating func bestSplit(_ here: [Int32], converted: Int) -> Split? {
        var order = (0..<rows.features).map { $0 }
        var best: Split?
        for place in order.indices {
            if place >= tries, best != nil { break }
            order.swapAt(place, place + random.below(order.count - place))
            guard let split = split(order[place], here, converted: converted) else { continue }
            if split.purity > (best?.purity ?? 0) { best = split }
        }
        return best
    }

    /// The best split on one feature; nil where none leaves enough on both sides.
    private func split(_ feature: Int, _ here: [Int32], converted: Int) -> Split? {
        let bins = rows.cuts[feature].count + 1
        guard bins > 1 else { return nil }
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * bins) { counts in
            counts.initialize(repeating: 0)
            rows.bins.withUnsafeBufferPointer { all in
                for row in here {
                    let bin = Int(all[Int(row) * rows.features + feature])
                    counts[2 * bin] += 1
                    counts[2 * bin + 1] += rows.labels[Int(row)] ? 1 : 0
                }
            }
            var best: Split?
            var (less, lessConverted) = (0, 0)
            for bin in 0..<bins - 1 {
                less += Int(counts[2 * bin])
                lessConverted += Int(counts[2 * bin + 1])
                let more = here.count - less
                guard counts[2 * bin] > 0, less >= leaf, more >= leaf else { continue }
                let (one, other) = (Double(lessConverted), Double(converted - lessConverted))
                let purity = one * one / Double(less) + other * other / Double(more)
                if purity > (best?.purity ?? 0) {
                    best = Split(feature: feature, bin: bin, purity: purity)
                }
            }
            return best
        }
    }

    /// All trees in one array of nodes.
    static func forest(_ trees: [[Node]]) -> Forest {
        var (roots, all): ([Int32], [Node]) = ([], [])
        for tree in trees {
            let base = Int32(all.count)
            roots.append(base)
            all += tree.map { node in
                node.feature < 0
                    ? node
                    : Node(feature: node.feature, value: node.value, child: node.child + base)
            }
        }
        return Forest(
            roots: roots, features: all.map(\.feature), values: all.map(\.value),
            children: all.map(\.child))
    }
}
