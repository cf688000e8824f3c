import Messages
import Predictions
import Testing

@testable import Training

@Suite("What a report says of confidence")
struct ConfidenceReportTests {
    @Test("A jittery stream moves more than it learns, and the interval holds the ratio")
    func movement() {
        let coherent = StreamMovement([[0.5, 0.5, 1, 1], [0.5, 0.5, 0, 0]])
        #expect(coherent.ratio == 1 && coherent.excess == 0)
        #expect(coherent.low == 1 && coherent.high == 1)
        let jittery = StreamMovement([[0.5, 0.1, 1, 1], [0.5, 0.9, 0, 0]])
        #expect(jittery.ratio > 2 && jittery.excess > 0)
        let still = StreamMovement([[0.5, 0.5], [0.3, 0.3, 0.3]])
        #expect(still.ratio.isNaN && still.excess == 0)
        var random = Random(seed: 1)
        let walks = (0..<300).map { _ -> [Double] in
            var (series, stake) = ([0.5], 0.5)
            for _ in 0..<8 {
                stake = random.unit() < 0.5 ? stake + 0.05 : stake - 0.05
                series.append(stake)
            }
            return series + [stake]
        }
        let martingale = StreamMovement(walks)
        #expect(martingale.low < 1 && martingale.high > 1)
        #expect(martingale.low < martingale.ratio && martingale.ratio < martingale.high)
    }

    @Test("Risk falls where sureness ranks errors last, and ties share their errors")
    func riskCoverage() {
        let errors: [Double] = [0, 0, 0, 1, 1]
        let right = RiskCoverage(signal: "", sureness: [5, 4, 3, 2, 1], errors: errors)
        #expect(right.risks == [0, 0, 0, 0.25, 0.4])
        #expect(abs(right.area - 0.65 / 5) < 1e-12)
        let chance = RiskCoverage(signal: "", sureness: [1, 1, 1, 1, 1], errors: errors)
        #expect(chance.risks.allSatisfy { abs($0 - 0.4) < 1e-12 })
        let wrong = RiskCoverage(signal: "", sureness: [1, 2, 3, 4, 5], errors: errors)
        #expect(wrong.area > chance.area && chance.area > right.area)
    }

    @Test("Coverage counts turns alike, tells the outcomes apart, and calls need all their turns")
    func coverage() throws {
        func one(_ labels: LabelSet, _ doubts: [Doubt] = []) -> JudgedConfidence {
            JudgedConfidence(
                probability: 0.7, confidence: Confidence(level: 0, labels: labels, doubts: doubts))
        }
        // Twenty calls that converted, of two turns; ten that did not, of one.
        let won = [one(.converts), one(.undecided, [.novel]), one(.converts)]
        let lost = [one(.converts), one(.doesNotConvert)]
        let judged = JudgedConfidences(
            all: [[JudgedConfidence]](repeating: won, count: 20)
                + [[JudgedConfidence]](repeating: lost, count: 10) + [[]])
        let outcomes = (0..<31).map { $0 < 20 }
        let report = try #require(ConfidenceReport(judged, outcomes))
        let first = report.coverage[0]
        #expect(first.turns == "1-2" && first.conversations == 30)
        #expect(abs(first.share - 40 / 50) < 1e-12)
        #expect(first.converted == 1 && first.lost == 0)
        #expect(abs(first.undecided - 20 / 50) < 1e-12 && first.novel == first.undecided)
        #expect(abs(first.right - 20.0 / 30) < 1e-12)
        #expect(first.low < first.share && first.share < first.high)
        #expect(abs(report.wholeCall - 20.0 / 30) < 1e-12)
        #expect(report.reasons.map(\.share) == [20.0 / 50])
        let answered = try #require(report.parts.first { $0.name == "answered" })
        #expect(answered.turns == 30 && abs(answered.wrong - 10.0 / 30) < 1e-12)
        #expect(report.page.contains("| 1-2 | 30 | 80.0 % |"))
        let silent = [[JudgedConfidence(probability: 0.5, confidence: Confidence(level: 0))]]
        #expect(ConfidenceReport(JudgedConfidences(all: silent), [true]) == nil)
    }

    @Test("What is far is found: area 1 for turns beyond all others, one half for the same")
    func foreign() throws {
        func conversations(_ novelty: (Int) -> Double) -> [[JudgedConfidence]] {
            (0..<30).map { index in
                (0..<3).map { turn in
                    JudgedConfidence(
                        probability: 0.5,
                        confidence: Confidence(level: 0, labels: .undecided, doubts: []),
                        novelty: novelty(index * 3 + turn))
                }
            }
        }
        let judged = JudgedConfidences(
            all: conversations { Double($0) },
            foreign: [
                ("far", conversations { Double($0) + 1_000 }), ("same", conversations(Double.init)),
            ])
        let report = try #require(ConfidenceReport(judged, (0..<30).map { $0 % 2 == 0 }))
        #expect(report.foreign.filter { $0.name == "far" }.allSatisfy { $0.both == 1 })
        #expect(report.foreign.filter { $0.name == "same" }.allSatisfy { $0.both == 0.5 })
        #expect(report.foreign.count == 4 && report.foreign.allSatisfy(\.neighbours.isNaN))
    }
}
