private import Foundation
package import Tensors

/// Boosted decision trees (Friedman 2001): each leaf says a step in log-odds, and the steps add up.
package struct Boosted: Sendable, Equatable {
    /// For a conversation that goes on, and for one that is closed. Leaves hold log-odds.
    package let live, closed: Forest

    package init(live: Forest, closed: Forest) {
        self.live = live
        self.closed = closed
    }

    /// Held to what a few hundred conversations can mean, as the forests' log-odds are.
    package func logit(_ measured: [Float], isClosing: Bool) -> Float {
        max(-Self.most, min(Self.most, (isClosing ? closed : live).sum(measured)))
    }

    /// The log-odds of 0.995.
    private static let most: Float = log(0.995 / 0.005)
}

// MARK: - As a file

extension Boosted {
    private static let names = ["boosted.live", "boosted.closed"]

    package func add(to file: inout ModelFile) {
        for (name, forest) in zip(Self.names, [live, closed]) { forest.add(name, to: &file) }
    }

    /// Nil for a file without boosted trees.
    init?(reading file: ModelFile, features: Int) throws {
        guard file.tensors["\(Self.names[0]).roots"] != nil else { return nil }
        live = try Forest(
            Self.names[0], of: file, features: features, leaves: -.infinity ... .infinity)
        closed = try Forest(
            Self.names[1], of: file, features: features, leaves: -.infinity ... .infinity)
    }
}
