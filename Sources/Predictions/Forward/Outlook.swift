private import Foundation
internal import Tensors

/// What a model expects of the rest of the conversation.
package struct Outlook: Sendable, Equatable {
    /// The chance that nobody says anything more: the exit hazard of this turn.
    package var ending: Float
    /// Turns still to come.
    package var turnsLeft: Float
    /// In the data's currency, if it converts; nil where the training data named no values.
    package var dealValue: Float?

    package init(ending: Float, turnsLeft: Float, dealValue: Float? = nil) {
        self.ending = ending
        self.turnsLeft = turnsLeft
        self.dealValue = dealValue
    }
}

/// Linear heads on what the first member makes of a turn, fitted when the members are done; they
/// move nothing that the forecast rests on.
///
///     r         = [v | q], `MemberLayout.width` and hidden units of member 0
///     ending    = sigmoid(outlook.weight[0] . r + outlook.bias[0])
///     turnsLeft = exp(outlook.weight[1] . r + outlook.bias[1]) - 1
///     dealValue = exp(outlook.weight[2] . r + outlook.bias[2]), where there is a third row
package struct OutlookHeads: Sendable, Equatable {
    /// [heads, width + Q] and [heads]; two heads or three.
    package let weight, bias: [Float]

    package init(weight: [Float], bias: [Float]) {
        self.weight = weight
        self.bias = bias
    }

    func read(_ a: Activations, _ layout: MemberLayout) -> Outlook {
        let row = layout.width + layout.hidden
        func head(_ index: Int) -> Float {
            weight.withUnsafeBufferPointer { weight in
                guard let base = weight.baseAddress else { return 0 }
                return Dot.floats(base + index * row, a.v, layout.width)
                    + Dot.floats(base + index * row + layout.width, a.hidden, layout.hidden)
                    + bias[index]
            }
        }
        return Outlook(
            ending: Squash.sigmoid(head(0)), turnsLeft: max(0, exp(min(head(1), 8)) - 1),
            dealValue: bias.count > 2 ? exp(min(head(2), 30)) : nil)
    }
}

// MARK: - As a file

extension OutlookHeads {
    func add(to file: inout ModelFile) {
        file.add("outlook.weight", weight, shape: [bias.count, weight.count / bias.count])
        file.add("outlook.bias", bias, shape: [bias.count])
    }

    /// Nil where the file holds none.
    init?(reading file: ModelFile, _ layout: MemberLayout) throws {
        guard file.tensors["outlook.bias"] != nil else { return nil }
        let heads = try file.shape("outlook.bias").first ?? 0
        guard (2...3).contains(heads) else {
            throw PredictionError(
                .unsupportedShape, "\(heads) outlook heads where 2 or 3 are possible")
        }
        weight = try file.floats(
            "outlook.weight", shape: [heads, layout.width + layout.hidden])
        bias = try file.floats("outlook.bias", shape: [heads])
    }
}
