internal import Foundation
internal import Messages
internal import Predictions

/// A forecast as JSON, in the words of `Protos/salesrl/v1/forecast.proto`.
struct ForecastLine: Encodable {
    struct Band: Encodable {
        let low: Double
        let high: Double
        let support: Int
    }
    struct Unlikeness: Encodable {
        let rank: Double
        let neighbours: Int
    }
    struct Agreed: Encodable {
        let spread: Double
        let rank: Double
    }
    struct Why: Encodable {
        let text: String
        let feature: String
        let turn: Int?
        let weight: Double
    }
    struct Step: Encodable {
        let move: String
        let text: String
        let because: String
        let source: String?
        let moves: [Worth]
        let without: String?

        init(_ step: NextStep) {
            move = step.move
            text = step.text
            because = step.because
            source = step.source.map { "\($0)" }
            moves = step.moves.map(Worth.init)
            without = step.without.isEmpty ? nil : step.without
        }
    }
    struct Worth: Encodable {
        let move: String
        let points: Double
        let low: Double
        let high: Double
        let support: Int
        let text: String

        init(_ move: ValuedMove) {
            self.move = move.move
            points = rounded(move.points)
            low = rounded(move.low)
            high = rounded(move.high)
            support = move.support
            text = move.text
        }
    }
    struct Loss: Encodable {
        let node: String
        let why: String
        let used: String
    }

    let id: String?
    let turn: TurnLabel
    let probability: Double
    let change: Double
    let value: Double
    let confidence: Double
    let band: Band?
    /// "converts", "does_not_convert" or "undecided"; like the next three, absent where unknown.
    let labels90: String?
    let novelty: Unlikeness?
    let agreement: Agreed?
    let abstain: Bool?
    /// Why it abstains: "early", "novel", "few_neighbours", "disagreement", "undecided".
    let doubts: [String]?
    let reasons: [Why]
    let nextStep: Step?
    let model: String
    let degraded: [Loss]
    var conflated: Int?

    init(_ forecast: Forecast, id: String? = nil) {
        self.id = id
        turn = forecast.isClosing ? .end : .number(forecast.turn)
        probability = rounded(forecast.probability)
        change = rounded(forecast.change)
        value = rounded(forecast.value)
        confidence = rounded(forecast.confidence.level)
        band = forecast.confidence.band.map {
            Band(low: rounded($0.low), high: rounded($0.high), support: $0.support)
        }
        labels90 = forecast.confidence.labels?.rawValue
        novelty = forecast.confidence.novelty.map {
            Unlikeness(rank: rounded($0.rank), neighbours: $0.neighbours)
        }
        agreement = forecast.confidence.agreement.map {
            Agreed(spread: rounded($0.spread), rank: rounded($0.rank))
        }
        abstain = forecast.confidence.doubts.map { !$0.isEmpty }
        doubts = forecast.confidence.doubts?.map(\.rawValue)
        reasons = forecast.reasons.map {
            Why(text: $0.text, feature: $0.feature, turn: $0.turn, weight: rounded($0.weight))
        }
        nextStep = forecast.nextStep.map(Step.init)
        model = forecast.modelID
        degraded = forecast.degraded.map { Loss(node: $0.node, why: $0.why, used: $0.used) }
    }
}

/// The short line that `score` writes: what a judge of forecasts needs and no more.
struct ScoreLine: Encodable {
    let id: String
    let turn: TurnLabel
    let probability: Double
    let confidence: Double
    /// Absent where the model does not know.
    let labels90: String?
    let abstain: Bool?

    init(_ forecast: Forecast, id: String) {
        self.init(
            id: id, turn: forecast.isClosing ? .end : .number(forecast.turn),
            forecast.probability, forecast.confidence)
    }

    init(id: String, turn: TurnLabel, _ prediction: Prediction) {
        self.init(id: id, turn: turn, prediction.probability, prediction.confidence)
    }

    private init(
        id: String, turn: TurnLabel, _ probability: Float, _ confidence: Confidence
    ) {
        self.id = id
        self.turn = turn
        self.probability = rounded(probability)
        self.confidence = rounded(confidence.level)
        labels90 = confidence.labels?.rawValue
        abstain = confidence.doubts.map { !$0.isEmpty }
    }
}

/// A turn's number, or "end" for the forecast after closing.
enum TurnLabel: Encodable {
    case number(Int)
    case end

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .end: try container.encode("end")
        }
    }
}

/// Six decimals: what a 32-bit float holds, without its tail.
private func rounded(_ number: Float) -> Double {
    (Double(number) * 1e6).rounded() / 1e6
}

extension Encodable {
    /// One line of JSON, keys in alphabetical order.
    func jsonLine() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // A figure that cannot be computed, such as a share of none, is said so.
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
