package import Messages

/// What a model says after a turn, or after the end.
package struct Prediction: Sendable, Equatable {
    /// Of conversion, calibrated, 0...1.
    package var probability: Float
    /// Expected discounted return from here, in conversions: a conversion d turns ahead counts
    /// gamma^d.
    package var value: Float
    package var confidence: Confidence
    /// Strongest first, at most `PredictionLimits.contributions`.
    package var contributions: [Contribution]

    package init(
        probability: Float, value: Float, confidence: Confidence, contributions: [Contribution]
    ) {
        self.probability = probability
        self.value = value
        self.confidence = confidence
        self.contributions = contributions
    }
}

/// How far one feature pushed, against what it is on average.
package struct Contribution: Sendable, Equatable {
    /// Index in the feature schema.
    package var feature: Int
    /// Push on the log-odds; positive speaks for conversion.
    package var push: Float

    package init(feature: Int, push: Float) {
        self.feature = feature
        self.push = push
    }
}
