import Foundation
import Predictions
import Testing

@testable import Training

@Suite("The metrics")
struct MetricsTests {
    /// 60 forecasts with ties; the expected figures come from the evaluation script on the same
    /// numbers.
    static let forecasts: [Double] = (0..<60).map { Double(($0 * 37 + 11) % 50) / 50 }
    static let outcomes: [Bool] = (0..<60).map { ($0 * 37 + 11) % 50 + ($0 * 29) % 40 > 42 }

    private enum Frozen {
        static let accuracy = 0.7667
        static let auc = 0.8677
        static let low = 0.7679
        static let high = 0.9428
        static let brier = 0.1502
        static let ece = 0.0587
        static let skill = 0.3965
    }

    @Test("Give what the evaluation script gives on the same forecasts")
    func frozen() {
        let metrics = Metrics(outcomes: Self.outcomes, forecasts: Self.forecasts)
        #expect(metrics.count == 60)
        #expect(abs(metrics.accuracy - Frozen.accuracy) < 5e-5)
        #expect(abs(metrics.auc - Frozen.auc) < 5e-5)
        #expect(abs(metrics.brier - Frozen.brier) < 5e-5)
        #expect(abs(metrics.ece - Frozen.ece) < 5e-5)
        #expect(abs(metrics.skill - Frozen.skill) < 5e-5)
        // Another generator draws the bootstrap, so the interval agrees only roughly.
        #expect(abs(metrics.aucLow - Frozen.low) < 0.03)
        #expect(abs(metrics.aucHigh - Frozen.high) < 0.03)
    }

    @Test("Count a tie as half and know the extremes")
    func extremes() {
        #expect(Metrics.auc([true, false], [0.5, 0.5]) == 0.5)
        #expect(Metrics.auc([true, false, true], [0.9, 0.1, 0.8]) == 1)
        #expect(Metrics.auc([false, true], [0.9, 0.1]) == 0)
        #expect(Metrics.auc([true, true], [0.9, 0.1]).isNaN)
        #expect(Metrics.ece([true, false], [1, 0]) == 0)
    }
}

@Suite("The calibrator")
struct CalibratorTests {
    /// Log-odds that are three times too bold: the truth is sigmoid(logit / 3).
    private static func bold(_ count: Int) -> (logits: [[Float]], labels: [Float]) {
        var random = Random(seed: 31)
        var logits: [[Float]] = []
        var labels: [Float] = []
        for _ in 0..<count {
            let truth = random.normal()
            labels.append(random.unit() < Squash.sigmoid(truth) ? 1 : 0)
            logits.append([Float](repeating: 3 * truth, count: 25))
        }
        return (logits, labels)
    }

    @Test("Finds the temperature that the forecasts were too bold by")
    func temperature() {
        let (logits, labels) = Self.bold(4_000)
        let calibrator = Calibrator(fitting: logits, labels, Array(labels.indices))
        for slope in calibrator.slopes { #expect(abs(slope - 1 / 3) < 0.03, "\(slope)") }
        let outcomes = labels.map { $0 > 0.5 }
        let raw = logits.map { Double(Squash.sigmoid($0[0])) }
        let calibrated = logits.map { calibrator.probabilities($0)[0] }
        #expect(Metrics.ece(outcomes, calibrated) < 0.03)
        #expect(Metrics.ece(outcomes, raw) > 0.1)
        // A slope keeps the order; only forecasts so bold that they round to 1 may tie.
        #expect(abs(Metrics.auc(outcomes, raw) - Metrics.auc(outcomes, calibrated)) < 1e-5)
    }

    @Test("Fills a record in which a conversation counts once in a bin")
    func record() {
        let (logits, labels) = Self.bold(600)
        let calibrator = Calibrator(fitting: logits, labels, Array(labels.indices))
        let record = Reliability(
            probabilities: logits.map(calibrator.probabilities), labels: labels)
        for bucket in 0..<TurnBuckets.count {
            let cells = bucket * Reliability.bins..<(bucket + 1) * Reliability.bins
            #expect(cells.reduce(0) { $0 + record.supports[$1] } == 600)
            let rates = cells.map { record.conversions[$0] / record.supports[$0] }
            #expect((rates.last ?? 0) - (rates.first ?? 1) > 0.3)
        }
    }
}
