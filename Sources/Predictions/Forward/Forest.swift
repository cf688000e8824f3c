private import Foundation
package import Tensors

/// Bagged decision trees (Breiman 2001) over the features as they were measured.
///
/// The nodes of all trees lie in one array. A node either asks whether one feature is at most a
/// threshold, or is a leaf and says a probability. The two children of a node stand side by side
/// behind it, so a walk always ends; it costs the depth of the tree.
package struct Forest: Sendable, Equatable {
    /// [trees]: where each tree begins.
    package let roots: [Int32]
    /// [nodes]: which feature is asked for; -1 in a leaf.
    package let features: [Int32]
    /// [nodes]: the threshold, or what the leaf says.
    package let values: [Float]
    /// [nodes]: the child for at most the threshold; the one after it is for more. 0 in a leaf.
    package let children: [Int32]

    package init(roots: [Int32], features: [Int32], values: [Float], children: [Int32]) {
        self.roots = roots
        self.features = features
        self.values = values
        self.children = children
    }

    /// Mean of what the trees say, 0...1. What is no number counts as more than any threshold.
    package func probability(_ measured: [Float]) -> Float {
        sum(measured) / Float(roots.count)
    }

    /// Sum of what the trees say.
    package func sum(_ measured: [Float]) -> Float {
        var sum: Float = 0
        for root in roots {
            var node = Int(root)
            while features[node] >= 0 {
                let isMore = !(measured[Int(features[node])] <= values[node])
                node = Int(children[node]) + (isMore ? 1 : 0)
            }
            sum += values[node]
        }
        return sum
    }

    /// The same as log-odds, held to what a share of a few hundred can mean.
    package func logit(_ measured: [Float]) -> Float {
        let probability = max(0.005, min(0.995, probability(measured)))
        return log(probability / (1 - probability))
    }
}

/// The forests of a model.
package struct Forests: Sendable, Equatable {
    /// For a conversation that goes on, and for one that is closed.
    package let live, closed: Forest

    package init(live: Forest, closed: Forest) {
        self.live = live
        self.closed = closed
    }

    package func logit(_ measured: [Float], isClosing: Bool) -> Float {
        (isClosing ? closed : live).logit(measured)
    }
}

// MARK: - As a file

extension Forests {
    private static let names = ["forest.live", "forest.closed"]

    package func add(to file: inout ModelFile) {
        for (name, forest) in zip(Self.names, [live, closed]) { forest.add(name, to: &file) }
    }

    /// Nil for a file without forests.
    package init?(reading file: ModelFile, features: Int) throws {
        guard file.tensors["\(Self.names[0]).roots"] != nil else { return nil }
        live = try Forest(Self.names[0], of: file, features: features, leaves: 0...1)
        closed = try Forest(Self.names[1], of: file, features: features, leaves: 0...1)
    }
}

extension Forest {
    func add(_ name: String, to file: inout ModelFile) {
        let nodes = features.count
        file.add("\(name).roots", roots.map(Float.init), shape: [roots.count])
        file.add("\(name).features", features.map(Float.init), shape: [nodes])
        file.add("\(name).values", values, shape: [nodes])
        file.add("\(name).children", children.map(Float.init), shape: [nodes])
    }

    /// Refuses nodes that lead nowhere, back, or to no feature.
    /// - Parameter leaves: what a leaf may say.
    init(
        _ name: String, of file: ModelFile, features: Int, leaves: ClosedRange<Float>
    ) throws {
        let trees = try file.shape("\(name).roots").first ?? 0
        let nodes = try file.shape("\(name).values").first ?? 0
        guard (1...PredictionLimits.trees).contains(trees),
            (1...PredictionLimits.nodes).contains(nodes)
        else {
            throw PredictionError(
                .unsupportedShape,
                "\(name): \(trees) trees of \(nodes) nodes where 1 to \(PredictionLimits.trees) "
                    + "of 1 to \(PredictionLimits.nodes) are possible")
        }
        func whole(_ part: String, _ count: Int, _ range: Range<Int>) throws -> [Int32] {
            try file.floats("\(name).\(part)", shape: [count]).enumerated().map { place, value in
                guard let number = Int32(exactly: value), range.contains(Int(number)) else {
                    throw PredictionError(
                        .unsupportedShape,
                        "\(name).\(part): \(value) at \(place) where whole numbers from "
                            + "\(range.lowerBound) to \(range.upperBound - 1) are possible")
                }
                return number
            }
        }
        self.init(
            roots: try whole("roots", trees, 0..<nodes),
            features: try whole("features", nodes, -1..<features),
            values: try file.floats("\(name).values", shape: [nodes]),
            children: try whole("children", nodes, 0..<nodes))
        for node in 0..<nodes {
            let child = Int(children[node])
            let isLeaf = self.features[node] < 0
            let isSound =
                isLeaf
                ? leaves.contains(values[node]) && values[node].isFinite
                : child > node && child + 1 < nodes && values[node].isFinite
            guard isSound else {
                throw PredictionError(
                    .unsupportedShape,
                    "\(name): node \(node) is no leaf that may be and has no two nodes "
                        + "behind it; train the model again")
            }
        }
    }
}
