import Messages
import Testing

@testable import Predictions

@Suite("The record behind a confidence")
struct ReliabilityTests {
    @Test("Has the band of Wilson's interval: 10 of 20 gives 0.327 to 0.673")
    func wilson() {
        let half = Reliability.wilson(10, of: 20)
        #expect(abs(half.low - 0.3274) < 0.0005)
        #expect(abs(half.high - 0.6726) < 0.0005)
        let none = Reliability.wilson(0, of: 10)
        #expect(none.low == 0)
        #expect(abs(none.high - 0.2130) < 0.0005)
    }

    @Test("Names how many conversations it stands on, and is surer where they agreed")
    func levels() {
        let record = Sample.parts().reliability
        let low = record.confidence(probability: 0.05, bucket: 3)
        let middle = record.confidence(probability: 0.45, bucket: 3)
        #expect(low.band?.support == 40)
        #expect(low.level > middle.level)
        #expect((0...1).contains(low.level) && (0...1).contains(middle.level))
        #expect((low.band?.high ?? 1) < (middle.band?.low ?? 0) + 0.2)
    }

    @Test("Says nothing where nothing was ever scored")
    func empty() {
        let cells = TurnBuckets.count * Reliability.bins
        let record = Reliability(
            edges: [Float](repeating: 0.5, count: TurnBuckets.count * (Reliability.bins - 1)),
            supports: [Float](repeating: 0, count: cells),
            conversions: [Float](repeating: 0, count: cells))
        #expect(record.confidence(probability: 0.7, bucket: 0) == Confidence(level: 0))
    }

    @Test("Keeps turns in buckets that cover every turn once")
    func buckets() {
        let found = (1...40).map { TurnBuckets.bucket(turn: $0) }
        #expect(zip(found, found.dropFirst()).allSatisfy { $1 == $0 || $1 == $0 + 1 })
        #expect(Set(found) == Set(0..<TurnBuckets.closing))
        #expect(TurnBuckets.label(0) == "1-2")
        #expect(TurnBuckets.label(TurnBuckets.closing - 1) == "17+")
    }
}
