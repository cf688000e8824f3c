internal import Predictions

/// The slow copy of a member that temporal-difference targets are read from.
///
/// A forecast that is pulled towards the next forecast of the same network chases itself. So the
/// next forecast is asked of an exponential moving average of the parameters (Sutton 1988 for the
/// targets; Lillicrap et al. 2016, section 3, for the average), with nothing dropped out. The
/// average forgets its random start quickly: after n steps it keeps at most (1 + n) / (10 + n).
struct SlowTarget: Sendable {
    private(set) var parameters: [Float]
    private(set) var steps: Int

    init(parameters: [Float], steps: Int = 0) {
        self.parameters = parameters
        self.steps = steps
    }

    /// - Parameter slowness: share of the average that a step keeps, 0 to below 1.
    mutating func follow(_ fast: [Float], slowness: Float) {
        steps += 1
        let keeps = min(slowness, Float(1 + steps) / Float(10 + steps))
        for index in parameters.indices {
            parameters[index] += (1 - keeps) * (fast[index] - parameters[index])
        }
    }

    /// Probabilities after each turn, and values: [count] each.
    /// - Parameter learner: a workspace; its activations are overwritten.
    func guesses(_ item: Prepared, _ learner: Learner) -> (forecasts: [Float], values: [Float]) {
        learner.keepAll()
        parameters.withUnsafeBufferPointer {
            guard let p = $0.baseAddress else { return }
            learner.forward(p, item)
        }
        return (
            learner.logits[..<item.count].map(Squash.sigmoid),
            learner.values[..<item.count].map(Squash.sigmoid)
        )
    }
}
