import Foundation
import Predictions
import Testing

@testable import Training

@Suite("A forecast as a policy")
struct BetaPolicyTests {
    @Test("Digamma and trigamma have their known values and are derivatives of ln Gamma")
    func gamma() {
        let euler = 0.577_215_664_901_532_9
        #expect(abs(Gamma.digamma(1) + euler) < 1e-10)
        #expect(abs(Gamma.digamma(0.5) + euler + 2 * log(2)) < 1e-10)
        #expect(abs(Gamma.digamma(10) - 2.251_752_589_066_721) < 1e-10)
        #expect(abs(Gamma.trigamma(1) - Double.pi * Double.pi / 6) < 1e-10)
        #expect(abs(Gamma.trigamma(0.5) - Double.pi * Double.pi / 2) < 1e-10)
        for x in [0.05, 0.3, 1.7, 4, 7.99, 8.01, 25, 400] {
            let step = 1e-5 * max(x, 0.1)
            let slope = (Gamma.log(x + step) - Gamma.log(x - step)) / (2 * step)
            #expect(abs(Gamma.digamma(x) - slope) < 1e-5 * max(1, abs(slope)), "\(x)")
            let bend = (Gamma.digamma(x + step) - Gamma.digamma(x - step)) / (2 * step)
            #expect(abs(Gamma.trigamma(x) - bend) < 1e-4 * max(1, abs(bend)), "\(x)")
        }
    }

    private static let policies = [
        BetaPolicy(logit: 0, spread: 18), BetaPolicy(logit: -1.5, spread: 2),
        BetaPolicy(logit: 2.2, spread: 30), BetaPolicy(logit: 0.4, spread: -1),
    ]

    /// Central differences in logit and in spread.
    private static func differences(
        _ policy: BetaPolicy, _ value: (BetaPolicy) -> Double
    ) -> BetaPolicy.Slope {
        let step = 1e-5
        func moved(_ logit: Double, _ spread: Double) -> Double {
            value(BetaPolicy(logit: policy.logit + logit, spread: policy.spread + spread))
        }
        return .init(
            logit: (moved(step, 0) - moved(-step, 0)) / (2 * step),
            spread: (moved(0, step) - moved(0, -step)) / (2 * step))
    }

    private static func isNear(_ one: BetaPolicy.Slope, _ other: BetaPolicy.Slope) -> Bool {
        func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-6 + 1e-4 * abs(b) }
        return near(one.logit, other.logit) && near(one.spread, other.spread)
    }

    @Test("Slopes of the density and of the divergence are those of finite differences")
    func slopes() {
        for policy in Self.policies {
            for action in [0.02, 0.3, 0.5, 0.9] {
                let density = Self.differences(policy) { $0.logDensity(action) }
                #expect(Self.isNear(policy.logDensitySlope(action), density))
            }
            for other in Self.policies {
                let divergence = Self.differences(policy) { $0.divergence(from: other) }
                #expect(Self.isNear(policy.divergenceSlope(from: other), divergence))
            }
        }
    }

    @Test("The closed form of the divergence is the integral that it stands for")
    func divergence() {
        for (one, other) in zip(Self.policies, Self.policies.dropFirst()) {
            let steps = 200_000
            let integral = (0..<steps).reduce(0.0) { sum, step in
                let x = (Double(step) + 0.5) / Double(steps)
                let density = one.logDensity(x)
                return sum + exp(density) * (density - other.logDensity(x)) / Double(steps)
            }
            #expect(abs(one.divergence(from: other) - integral) < 2e-3 * max(1, integral))
            #expect(abs(one.divergence(from: one)) < 1e-9)
        }
    }

    @Test("Draws have the policy's mean and variance, and earn what it expects of a right mean")
    func draws() {
        var random = Random(seed: 5)
        for policy in Self.policies {
            let draws = (0..<20_000).map { _ in policy.draw(&random) }
            let mean = draws.reduce(0, +) / 20_000
            let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
            #expect(abs(mean - policy.mu) < 0.01)
            #expect(abs(variance - policy.variance) < 0.06 * policy.variance + 1e-4)
            let reward = draws.reduce(0.0) {
                $0 + policy.mu * BetaPolicy.reward($1, outcome: 1)
                    + (1 - policy.mu) * BetaPolicy.reward($1, outcome: 0)
            }
            #expect(abs(reward / 20_000 - policy.expectedReward) < 0.01)
        }
    }

    private static func draw(
        _ old: BetaPolicy, action: Double, advantage: Double
    ) -> PolicyTraining.Draw {
        .init(
            action: action, logDensity: old.logDensity(action), advantage: advantage,
            start: BetaPolicy(logit: old.logit - 0.3, spread: old.spread + 1), old: old)
    }

    @Test("The clipped surrogate's slope is that of finite differences, clipped or not")
    func surrogate() {
        var clipped = 0
        for old in Self.policies {
            for (action, advantage) in [(0.2, 1.3), (0.7, -0.8), (0.5, 0.4)] {
                let draw = Self.draw(old, action: action, advantage: advantage)
                for shift in [-0.8, -0.03, 0.04, 0.9] {
                    let now = BetaPolicy(logit: old.logit + shift, spread: old.spread)
                    let claimed = PolicyTraining.slope(now, draw, clip: 0.2, anchor: 0.5)
                    let found = Self.differences(now) {
                        PolicyTraining.loss($0, draw, clip: 0.2, anchor: 0.5)
                    }
                    #expect(Self.isNear(claimed, found), "\(old) \(action) \(shift)")
                    let pull = 0.5 * now.divergenceSlope(from: draw.start)
                    if claimed == pull { clipped += 1 }
                }
            }
        }
        #expect(clipped > 4, "the clip was never reached")
    }

    @Test("The gradient of a whole conversation agrees with finite differences")
    func network() {
        let layout = Made.layout
        let item = Made.prepared(turns: 4, label: 1, seed: 31)
        let training = PolicyTraining(
            layout: layout, learning: .init(), policy: .init(), train: [item])
        var parameters = Made.parameters(seed: 32)
        parameters += [Float](repeating: 0.2, count: layout.hidden)
        parameters.append(6)
        let learner = Learner(layout, turns: 4)
        let draws = training.policies(item, learner, parameters).enumerated().map { turn, old in
            Self.draw(old, action: 0.2 + 0.15 * Double(turn), advantage: turn % 2 == 0 ? 1 : -1)
        }
        var gradient = [Float](repeating: 0, count: parameters.count)
        training.add(item, draws, 0.5, learner, parameters, &gradient)
        let weights = MemberTraining.weights(4, finalWeight: 12)
        func loss(_ parameters: [Float]) -> Double {
            zip(training.policies(item, learner, parameters), draws).enumerated().reduce(0.0) {
                $0 + Double(weights[$1.offset])
                    * PolicyTraining.loss($1.element.0, $1.element.1, clip: 0.2, anchor: 0.5)
            }
        }
        // Closing's head has a loss of its own, the value's none; the spread reads the hidden layer
        // without moving it, so only the probability head and the spread are compared exactly.
        let head = layout.heads[MemberLayout.Head.probability.rawValue].all.flatMap(\.range)
        for index in head + (layout.count..<parameters.count) {
            var (up, down) = (parameters, parameters)
            up[index] += 5e-3
            down[index] -= 5e-3
            let found = (loss(up) - loss(down)) / 1e-2
            #expect(
                abs(found - Double(gradient[index])) < 5e-3 + 2e-2 * abs(found), "\(index)")
        }
        #expect(gradient.contains { abs($0) > 0.1 })
    }

    @Test("Training as a policy stays near its start, and does the forecasts no harm")
    func training() throws {
        let train = (0..<60).map { one in
            Made.prepared(turns: 3 + one % 4, label: Float(one % 2), seed: UInt64(one))
        }
        var learning = TrainingConfiguration.Learning()
        learning.epochs = 4
        learning.rate = 0.01
        let member = MemberTraining(
            layout: Made.layout, learning: learning, train: train, held: train,
            random: Random(seed: 1))
        let start = try #require(member.run(epochs: 4) { false })
        let training = PolicyTraining(
            layout: Made.layout, learning: learning, policy: .init(), train: train)
        let refined = try #require(
            training.refined(start.parameters, random: Random(seed: 2)) { false })
        #expect(refined.parameters.count == Made.layout.count)
        #expect(refined.parameters != start.parameters)
        #expect(refined.divergence > 0 && refined.divergence < 0.2)
        func brier(_ parameters: [Float]) -> Double {
            let learner = Learner(Made.layout, turns: 8)
            let padded = parameters + [Float](repeating: 0, count: Made.layout.hidden + 1)
            let errors = train.flatMap { item in
                training.policies(item, learner, padded).map { pow($0.mu - Double(item.label), 2) }
            }
            return errors.reduce(0, +) / Double(errors.count)
        }
        print("Brier on its own data \(brier(start.parameters)) to \(brier(refined.parameters))")
        #expect(brier(refined.parameters) < brier(start.parameters) + 0.005)
        #expect(training.refined(start.parameters, random: Random(seed: 2)) { true } == nil)
    }
}

@Suite("A run that trains its members on as policies")
struct PolicyRunTests {
    @Test("Says what that changed, and gives the same model on one thread and on two")
    func run() throws {
        try Made.inFolder { folder in
            var configuration = try Made.configuration(in: folder, lines: Made.lines(45))
            configuration.learning.epochs = 2
            configuration.policy = .init()
            configuration.policy?.rounds = 2
            var models: [Data] = []
            for threads in [1, 2] {
                configuration.threads = threads
                let report = try TrainingRun(configuration: configuration, embedder: Made.embedder)
                    .run { _ in }
                let comparison = try #require(report.forms?.policy)
                #expect(comparison.largest > 0 && comparison.largest < 0.3)
                models.append(try Data(contentsOf: URL(filePath: configuration.output)))
            }
            #expect(models[0] == models[1])
        }
    }
}
