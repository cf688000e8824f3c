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
    /// What the turn did, likeliest first, at most `PredictionLimits.actsNamed`; empty where the
    /// model has no act head.
    package var acts: [ActReading]
    /// How long it may go on, and for how much; nil where the model does not say.
    package var outlook: Outlook?

    package init(
        probability: Float, value: Float, confidence: Confidence, contributions: [Contribution],
        acts: [ActReading] = [], outlook: Outlook? = nil
    ) {
        self.probability = probability
        self.value = value
        self.confidence = confidence
        self.contributions = contributions
        self.acts = acts
        self.outlook = outlook
    }

    static let nothingKnown = Prediction(
        probability: 0.5, value: 0.5, confidence: Confidence(level: 0), contributions: [])
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
