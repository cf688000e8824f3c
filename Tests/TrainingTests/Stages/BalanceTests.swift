import Foundation
import Predictions
import Testing

@testable import Training

@Suite("Balanced batches")
struct BalanceTests {
    private static func conversations(_ count: Int, share: Float) -> [Prepared] {
        (0..<count).map { one in
            let converted = Float(one % 100) < 100 * share
            return Made.prepared(
                turns: 3 + one % 4, label: converted ? 1 : 0, seed: UInt64(one))
        }
    }

    @Test("Hold as many of each outcome, in every epoch, whatever the data's share")
    func halves() {
        let train = Self.conversations(200, share: 0.1)
        let batches = BatchOrder(train, isBalanced: true)
        var random = Random(seed: 1)
        var order = batches.draw(&random)
        #expect(order.count == 200)
        for _ in 0..<3 {
            let before = order
            batches.shuffle(&order, &random)
            #expect(order != before && order.sorted() == before.sorted())
            for first in stride(from: 0, to: 200, by: 20) {
                #expect(order[first..<first + 20].count { train[$0].label > 0.5 } == 10)
            }
        }
        let weights = batches.weight(1) * 100 + batches.weight(0) * 100
        #expect(abs(weights - 200) < 1e-3 && abs(batches.weight(1) - 0.2) < 1e-6)
    }

    @Test("Forecast the base rate on average once corrected, and far from it before")
    func baseRate() throws {
        let share: Float = 0.15
        let train = Self.conversations(600, share: share)
        let held = Self.conversations(600, share: share)
        var learning = TrainingConfiguration.Learning()
        learning.epochs = 8
        learning.rate = 0.01
        learning.dropout = 0
        learning.isBalanced = true
        let training = MemberTraining(
            layout: Made.layout, learning: learning, train: train, held: held,
            random: Random(seed: 3))
        let logits = try #require(training.run(epochs: 8) { false }?.forecasts.last)
        var mean: Float = 0
        var uncorrected: Float = 0
        var turns: Float = 0
        var place = 0
        let correction = BatchOrder(train, isBalanced: true).correction
        for item in held {
            for turn in 0..<item.count {
                mean += Squash.sigmoid(logits[place + turn])
                uncorrected += Squash.sigmoid(logits[place + turn] - correction)
                turns += 1
            }
            place += item.count + 1
        }
        print("balanced: mean forecast \(mean / turns), before \(uncorrected / turns)")
        #expect(abs(mean / turns - share) < 0.03)
        #expect(uncorrected / turns > 0.35)
    }

    @Test("Of one outcome only are what they were: nothing to balance, nothing to correct")
    func oneSided() {
        let batches = BatchOrder(Self.conversations(50, share: 1), isBalanced: true)
        #expect(batches.correction == 0 && batches.weight(1) == 1)
    }
}
