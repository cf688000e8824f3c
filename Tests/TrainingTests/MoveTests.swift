import Conversations
import Foundation
import Messages
import Predictions
import Simulation
import Testing

@testable import Training

/// A world of one decision in a row: a mood that everybody sees, and acts that help or harm.
private enum Village {
    static let size = 1_500

    /// Act 0 is chosen mostly when the mood is good, and harms by 10 points; act 1 mostly when it
    /// is bad, and helps by 10. Who counts winners finds the opposite.
    static func decisions(_ count: Int, seed: UInt64) -> MoveDecisions {
        var random = Random(seed: seed)
        var heads: [Float] = []
        let all = (0..<count).map { index -> MoveDecisions.Decision in
            let isGood = random.unit() < 0.5
            let act = random.unit() < (isGood ? 0.8 : 0.2) ? 0 : 1
            let chance: Float = (isGood ? 0.7 : 0.3) + (act == 0 ? -0.1 : 0.1)
            let forecast: Float = isGood ? 0.7 - 0.06 : 0.3 + 0.06
            heads += [isGood ? 1 : -1, 0, Squash.logit(forecast)]
            return MoveDecisions.Decision(
                group: index, act: act, next: nil, outcome: random.unit() < chance ? 1 : 0,
                probability: forecast, text: 0)
        }
        return MoveDecisions(
            all: all, heads: heads, embeddings: [0, 0], inputs: 5, dimensions: 2, context: 1..<3,
            groups: count)
    }

    static var settings: TrainingConfiguration.Moves {
        var settings = TrainingConfiguration.Moves()
        settings.hidden = 2
        settings.behaviourHidden = 2
        settings.rate = 2e-2
        settings.batch = 16
        settings.epochs = 4
        settings.behaviourEpochs = 4
        settings.dropout = 0
        settings.behaviourDropout = 0
        settings.members = 2
        return settings
    }

    static func learn(threads: Int) -> MoveTraining.Outcome? {
        MoveTraining(
            data: decisions(size, seed: 3), settings: settings, seed: 4, threads: threads,
            stop: TrainingStop()
        ).run { _, _ in }
    }

    static func summary(isGood: Bool, forecast: Float) -> [Float] {
        [isGood ? 1 : -1, 0, Squash.logit(forecast), 0, 0]
    }
}

@Suite("Learning what moves are worth")
struct MoveTests {
    @Test("The backward pass of a network agrees with finite differences")
    func gradient() {
        let layout = MoveNet.Layout(inputs: 7, hidden: 4, outputs: 5)
        var random = Random(seed: 8)
        let learner = MoveLearner(layout)
        let input = (0..<layout.inputs).map { _ in random.normal() }
        for (index, value) in input.enumerated() { learner.summary[index] = value }
        var parameters = (0..<layout.count).map { _ in random.normal() * 0.5 }
        // The loss: a weighed sum of the outputs, one of them left out.
        let weights: [Float] = [0.5, -1, 0, 2, 0.25]
        func loss(_ p: [Float]) -> Float {
            p.withUnsafeBufferPointer { if let base = $0.baseAddress { learner.forward(base) } }
            return weights.indices.reduce(0) { $0 + weights[$1] * learner.outputs[$1] }
        }
        _ = loss(parameters)
        for (index, weight) in weights.enumerated() { learner.slopes[index] = weight }
        var claimed = [Float](repeating: 0, count: layout.count)
        parameters.withUnsafeBufferPointer { p in
            claimed.withUnsafeMutableBufferPointer { g in
                guard let p = p.baseAddress, let g = g.baseAddress else { return }
                learner.backward(p, g)
            }
        }
        for index in parameters.indices {
            let kept = parameters[index]
            parameters[index] = kept + 1e-2
            let above = loss(parameters)
            parameters[index] = kept - 1e-2
            let below = loss(parameters)
            parameters[index] = kept
            #expect(abs((above - below) / 2e-2 - claimed[index]) < 5e-3, "parameter \(index)")
        }
    }

    @Test("Tells what an act does from when it is done")
    func confounded() throws {
        let data = Village.decisions(Village.size, seed: 3)
        func rate(_ act: Int) -> Float {
            let done = data.all.filter { $0.act == act }
            return done.reduce(0) { $0 + $1.outcome } / Float(done.count)
        }
        #expect(rate(0) > rate(1), "counting winners must be misled, or this shows nothing")
        let head = try #require(Village.learn(threads: 2)).head
        for isGood in [true, false] {
            let forecast: Float = isGood ? 0.64 : 0.36
            let reading = head.read(
                Village.summary(isGood: isGood, forecast: forecast), probability: forecast)
            let (harmful, helpful) = (reading.all[0], reading.all[1])
            // 20 points apart; the commoner of the two is nearer to what is usual.
            #expect(helpful.points > 0 && harmful.points < 0)
            #expect(abs(helpful.points - harmful.points - 20) < 12)
            #expect(abs(harmful.share - (isGood ? 0.8 : 0.2)) < 0.1)
            #expect(reading.ranked.first?.move == helpful.move)
            #expect(Set(reading.ranked.map(\.move)).isSubset(of: [harmful.move, helpful.move]))
        }
    }

    @Test("Gives the same head with one thread and with two")
    func deterministic() throws {
        let (one, two) = (Village.learn(threads: 1), Village.learn(threads: 2))
        #expect(try #require(one).head == #require(two).head)
    }

    @Test("An expectile above a half leans to the better act")
    func expectile() throws {
        func moment(_ expectile: Float) throws -> Float {
            var settings = Village.settings
            settings.expectile = expectile
            let outcome = MoveTraining(
                data: Village.decisions(Village.size, seed: 3), settings: settings, seed: 4,
                threads: 2,
                stop: TrainingStop()
            ).run { _, _ in }
            let member = try #require(outcome?.head.members.first)
            // The moment's own output is a bias and what the inputs add; the bias tells.
            return member.parameters[member.layout.outputBias + MoveHead.moment]
        }
        #expect(try moment(0.9) > moment(0.5))
    }
}

@Suite("Moves from data to advice, and their judges")
struct MoveRunTests {
    /// A small model with moves, of simulated conversations.
    private func trained(in folder: String, seed: UInt64 = 1) throws -> TrainingReport {
        let simulator = Simulator(seed: 21, phrases: .train)
        let lines = simulator.map(0..<60, threads: 2) { $0.jsonLine() }.joined(separator: "\n")
        var configuration = try Made.configuration(in: folder, lines: lines)
        configuration.learning.epochs = 1
        configuration.moves.least = 50
        configuration.moves.leastGain = -1_000
        configuration.moves.supportFloor = 3
        configuration.moves.epochs = 1
        configuration.moves.behaviourEpochs = 1
        configuration.moves.hidden = 3
        configuration.moves.behaviourHidden = 3
        configuration.moves.members = 2
        return try TrainingRun(configuration: configuration, embedder: Made.embedder).run { _ in }
    }

    @Test("A training run on acts gives a model that values moves, judged and tried out")
    func whole() throws {
        try Made.inFolder { folder in
            let report = try trained(in: folder)
            let moves = try #require(report.moves)
            #expect(moves.decisions > 100)
            #expect(moves.counts.reduce(0, +) > 50)
            let model = try Model(contentsOf: report.modelPath)
            #expect(model.moves != nil)
            #expect(model.notes["moves.source"] == "labels")
            let judge = MoveJudge(
                model: model, embedder: Made.embedder,
                simulator: Simulator(seed: 22, phrases: .test))
            let found = try #require(judge.run(count: 12, threads: 2))
            #expect(found.moments > 20)
            #expect(found.rows.map(\.move) == Move.allCases.map(\.id))
            let best = try #require(found.choices.first)
            #expect(best.regret == 0 && best.worth > 0)
            #expect(found.choices.allSatisfy { $0.worth <= best.worth + 1e-9 })
            var settings = MoveTrial.Settings()
            settings.representatives = 8
            settings.conversations = 20
            settings.adoption = 0
            let trial = MoveTrial(model: model, embedder: Made.embedder, settings: settings)
            let idle = try #require(trial.run(threads: 2))
            #expect(idle.followed == 0)
            #expect(idle.guided.conversations + idle.unguided.conversations == 20)
            #expect(idle.guided.representatives == 4)
            #expect(idle.low < idle.effect && idle.effect < idle.high)
        }
    }

    @Test("Without acts in the data no moves are learned")
    func without() throws {
        try Made.inFolder { folder in
            let configuration = try Made.configuration(in: folder, lines: Made.lines(60))
            let report = try TrainingRun(configuration: configuration, embedder: Made.embedder)
                .run { _ in }
            #expect(report.moves == nil)
            #expect(try Model(contentsOf: report.modelPath).moves == nil)
        }
    }

    @Test("Every move has an act of the simulated world, and every such act a move")
    func mapping() {
        #expect(Set(Move.allCases.map(\.act)) == Set(RepresentativeAct.moves))
        for move in Move.allCases { #expect(Move(move.act) == move) }
        #expect(Move(RepresentativeAct.rapport) == nil && Move(RepresentativeAct.farewell) == nil)
    }

    @Test("Words show the move often enough to be of use")
    func words() {
        let simulator = Simulator(seed: 31, phrases: .test)
        let pairs = simulator.map(0..<60, threads: 2) { conversation in
            let noted = conversation.turns.map { Move(named: $0.act.name) }
            return zip(noted, MoveRecognition.moves(of: conversation.messages)).filter {
                $0.0 != nil
            }
        }.flatMap { $0 }
        let named = pairs.filter { $0.1 != nil }
        let right = named.count { $0.0 == $0.1 }
        // By chance one name in twenty would be right; where no word shows, nothing is named.
        #expect(Double(named.count) / Double(pairs.count) > 0.35)
        #expect(Double(right) / Double(named.count) > 0.5)
    }
}

@Suite("A trial's arithmetic")
struct MoveTrialTests {
    @Test("Student's t agrees with the tables")
    func student() {
        #expect(abs(Student.quantile(0.975, degrees: 30) - 2.042) < 0.003)
        #expect(abs(Student.quantile(0.975, degrees: 215) - 1.971) < 0.002)
        #expect(abs(Student.upper(1.96, degrees: 1e6) - 0.025) < 1e-4)
    }

    @Test("Conversations of one representative that end alike count once")
    func clusters() {
        func record(_ isGuided: Bool, _ won: Int, of count: Int) -> MoveTrial.Record {
            MoveTrial.Record(isGuided: isGuided, count: count, won: won)
        }
        // Each representative wins all ten or none.
        let alike = (0..<40).map { record($0 % 2 == 0, $0 % 4 < 2 ? 10 : 0, of: 10) }
        let found = Comparison(alike)
        #expect(found.effect == 0)
        let ratio = found.error / found.naiveError
        #expect(abs(ratio * ratio - 10 * 40.0 / 39) < 1e-9)
        // By hand: rates 0.75 and 0.5; residual sums 2.5 and -2.5, 5 and -5.
        let few = [
            record(true, 10, of: 10), record(true, 5, of: 10), record(false, 10, of: 10),
            record(false, 0, of: 10),
        ]
        let hand = Comparison(few)
        #expect(abs(hand.effect - 0.25) < 1e-12)
        let variance = (2 * 6.25 / 400 + 2 * 25.0 / 400) * 4 / 3
        #expect(abs(hand.error - variance.squareRoot()) < 1e-12)
    }
}
