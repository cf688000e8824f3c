internal import ConnectorKit
internal import Foundation

/// One line of an answer: the forecast after a turn, or after the conversation's end.
struct AnswerLine: Encodable {
    let id: String
    let forecast: Forecast

    private enum Key: String, CodingKey {
        case id, turn, probability, change, value, confidence, band, labels90, novelty, doubts,
            reasons, model
        case degraded
        case nextStep = "next_step"
    }

    private enum BandKey: String, CodingKey { case low, high, support }

    func encode(to encoder: any Encoder) throws {
        var line = encoder.container(keyedBy: Key.self)
        try line.encode(id, forKey: .id)
        if forecast.isClosing {
            try line.encode("end", forKey: .turn)
        } else {
            try line.encode(forecast.turn, forKey: .turn)
        }
        try line.encode(forecast.probability, forKey: .probability)
        try line.encode(forecast.change, forKey: .change)
        try line.encode(forecast.value, forKey: .value)
        try line.encode(forecast.confidence.level, forKey: .confidence)
        if let band = forecast.confidence.band {
            var fields = line.nestedContainer(keyedBy: BandKey.self, forKey: .band)
            try fields.encode(band.low, forKey: .low)
            try fields.encode(band.high, forKey: .high)
            try fields.encode(band.support, forKey: .support)
        }
        try line.encodeIfPresent(forecast.confidence.labels?.rawValue, forKey: .labels90)
        try line.encodeIfPresent(forecast.confidence.novelty, forKey: .novelty)
        try line.encodeIfPresent(forecast.confidence.doubts, forKey: .doubts)
        try line.encode(forecast.reasons.map(\.text), forKey: .reasons)
        try line.encodeIfPresent(forecast.nextStep?.text, forKey: .nextStep)
        try line.encode(forecast.modelID, forKey: .model)
        if !forecast.degraded.isEmpty { try line.encode(forecast.degraded, forKey: .degraded) }
    }

    /// The line with its newline. Fields are in the order of the alphabet, so equal forecasts give
    /// equal bytes.
    func bytes() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try Array(encoder.encode(self)) + [UInt8(ascii: "\n")]
    }
}
