/// Why the probability is what it is: one feature, the turn it shows in, and how it pushed.
package struct Reason: Sendable, Equatable {
    package var text: String
    package var feature: String
    /// The turn that shows it; nil when it speaks of the whole conversation.
    package var turn: Int?
    /// Push on the log-odds: positive speaks for conversion.
    package var weight: Float

    package init(text: String, feature: String, turn: Int? = nil, weight: Float) {
        self.text = text
        self.feature = feature
        self.turn = turn
        self.weight = weight
    }
}

/// The step that comes next.
package struct NextStep: Sendable, Equatable {
    package enum Source: UInt32, Sendable {
        /// The playbook's declared rules.
        case rules = 1
        /// What the model values most of the moves with evidence.
        case model = 2
    }

    package var move: String
    package var text: String
    package var because: String
    /// Nil where an older program made it.
    package var source: Source?
    /// From the model: the moves worth most, best first; the first is the step itself.
    package var moves: [ValuedMove]
    /// From the rules: why the model values no move here; else empty.
    package var without: String

    package init(
        move: String, text: String, because: String, source: Source? = nil,
        moves: [ValuedMove] = [], without: String = ""
    ) {
        self.move = move
        self.text = text
        self.because = because
        self.source = source
        self.moves = moves
        self.without = without
    }
}

/// A part that answered with less than its best.
package struct Degradation: Sendable, Equatable {
    package var node: String
    package var why: String
    package var used: String

    package init(node: String, why: String, used: String) {
        self.node = node
        self.why = why
        self.used = used
    }
}

/// What is said about a conversation after one of its turns, or after its end.
package struct Forecast: Sendable, Equatable {
    /// Turns seen so far.
    package var turn: Int
    /// The conversation is over, and this forecast knows it.
    package var isClosing: Bool
    /// Probability that the conversation converts, 0...1.
    package var probability: Float
    /// Against the forecast before; 0 for the first.
    package var change: Float
    /// Expected discounted return from here, in conversions.
    package var value: Float
    package var confidence: Confidence
    package var reasons: [Reason] = []
    package var nextStep: NextStep?
    package var modelID: String
    package var degraded: [Degradation] = []

    package init(
        turn: Int, isClosing: Bool = false, probability: Float, change: Float = 0, value: Float,
        confidence: Confidence, reasons: [Reason] = [], nextStep: NextStep? = nil,
        modelID: String, degraded: [Degradation] = []
    ) {
        self.turn = turn
        self.isClosing = isClosing
        self.probability = probability
        self.change = change
        self.value = value
        self.confidence = confidence
        self.reasons = reasons
        self.nextStep = nextStep
        self.modelID = modelID
        self.degraded = degraded
    }
}
