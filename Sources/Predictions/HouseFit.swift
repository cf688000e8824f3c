internal import Messages
package import Tensors

/// How a model's forecast was fitted to the conversations of one house.
///
///     log-odds = slope * (the model's + head . x) + intercept
///
/// x are the features standardised as the model's first reader does. It comes after all else, so
/// that it holds whatever the model is made of.
package struct HouseFit: Sendable, Equatable {
    package let slope, intercept: Float
    /// [F], or empty.
    package let head: [Float]

    package init(slope: Float, intercept: Float, head: [Float]) {
        self.slope = slope
        self.intercept = intercept
        self.head = head
    }

    /// This one, and after it another.
    package func then(_ next: HouseFit) -> HouseFit {
        let pushed = next.head.map { $0 / slope }
        return HouseFit(
            slope: next.slope * slope, intercept: next.slope * intercept + next.intercept,
            head: head.isEmpty
                ? pushed : pushed.isEmpty ? head : zip(head, pushed).map { $0 + $1 })
    }

    /// What it makes of any probability at one moment.
    struct Moment {
        let slope, offset: Float

        func probability(_ probability: Float) -> Float {
            Squash.sigmoid(slope * Squash.logit(probability) + offset)
        }
    }
}

extension Model {
    /// Nil where the model was fitted to no house.
    func fit(_ features: Features) -> HouseFit.Moment? {
        guard let house else { return nil }
        let pushed = house.head.enumerated().reduce(Float(0)) { sum, weight in
            let place = weight.offset
            return sum + weight.element
                * MemberLayout.standard(features.values[place], mean[place], scale[place])
        }
        return HouseFit.Moment(
            slope: house.slope, offset: house.slope * pushed + house.intercept)
    }
}

// MARK: - As a file

extension HouseFit {
    package func add(to file: inout ModelFile) {
        file.add("house.line", [slope, intercept], shape: [2])
        if !head.isEmpty { file.add("house.head", head, shape: [head.count]) }
    }

    /// Nil where the file holds none.
    package init?(reading file: ModelFile, features: Int) throws(ModelFileError) {
        guard file.tensors["house.line"] != nil else { return nil }
        let line = try file.floats("house.line", shape: [2])
        self.init(
            slope: line[0], intercept: line[1],
            head: file.tensors["house.head"] == nil
                ? [] : try file.floats("house.head", shape: [features]))
    }
}
