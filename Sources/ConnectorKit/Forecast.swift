/// What is said about a conversation after one of its turns, or after its end.
public struct Forecast: Sendable, Hashable {
    /// Turns seen so far.
    public var turn: Int
    /// The conversation is over, and this forecast knows it.
    public var isClosing: Bool
    /// Probability that the conversation converts, 0...1.
    public var probability: Float
    /// Against the forecast before; 0 for the first.
    public var change: Float
    /// Expected discounted return from here, in conversions.
    public var value: Float
    public var confidence: Confidence
    public var reasons: [Reason]
    /// The step that the playbook puts next.
    public var nextStep: NextStep?
    public var modelID: String
    /// Parts that answered with less than their best: "embed: …".
    public var degraded: [String]

    public init(
        turn: Int, isClosing: Bool = false, probability: Float, change: Float = 0, value: Float = 0,
        confidence: Confidence = Confidence(level: 0), reasons: [Reason] = [],
        nextStep: NextStep? = nil, modelID: String = "", degraded: [String] = []
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

/// How sure a forecast is.
public struct Confidence: Sendable, Hashable {
    /// "Of `support` past conversations scored like this, `low` to `high` converted."
    public struct Band: Sendable, Hashable {
        public var low: Float
        public var high: Float
        public var support: Int

        public init(low: Float, high: Float, support: Int) {
            self.low = low
            self.high = high
            self.support = support
        }
    }

    /// 0 (no idea) to 1 (as sure as this model ever is).
    public var level: Float
    /// Nil where the model holds no such record.
    public var band: Band?
    /// The outcomes that a 90 % label set leaves open; nil where the model does not know.
    public enum Labels: String, Sendable, Hashable {
        case converts
        case doesNotConvert = "does_not_convert"
        case undecided
    }
    public var labels: Labels?
    /// Of held-out turns at this stage, the share that lay nearer to past conversations, 0...1; nil
    /// where the model does not know.
    public var novelty: Float?
    /// Why the forecast should not be acted on, in words; empty where nothing speaks against it,
    /// nil where the model cannot tell.
    public var doubts: [String]?

    public init(
        level: Float, band: Band? = nil, labels: Labels? = nil, novelty: Float? = nil,
        doubts: [String]? = nil
    ) {
        self.level = level
        self.band = band
        self.labels = labels
        self.novelty = novelty
        self.doubts = doubts
    }
}

/// Why the probability is what it is.
public struct Reason: Sendable, Hashable {
    public var text: String
    public var feature: String
    /// The turn that shows it; nil when it speaks of the whole conversation.
    public var turn: Int?
    /// Push on the log-odds: positive speaks for conversion.
    public var weight: Float

    public init(text: String, feature: String, turn: Int? = nil, weight: Float) {
        self.text = text
        self.feature = feature
        self.turn = turn
        self.weight = weight
    }
}

/// The step that the playbook puts next.
public struct NextStep: Sendable, Hashable {
    public var move: String
    public var text: String
    public var because: String

    public init(move: String, text: String, because: String) {
        self.move = move
        self.text = text
        self.because = because
    }
}

/// The daemon's answer to an event: it is committed, and this is its forecast.
public struct Receipt: Sendable, Hashable {
    public var forecast: Forecast
    /// The event had been answered before; the forecast is the first answer.
    public var isReplay: Bool

    public init(forecast: Forecast, isReplay: Bool) {
        self.forecast = forecast
        self.isReplay = isReplay
    }
}

/// A forecast to carry to the other system.
public struct WriteBack: Sendable, Hashable {
    public var conversation: String
    public var forecast: Forecast

    public init(conversation: String, forecast: Forecast) {
        self.conversation = conversation
        self.forecast = forecast
    }
}
