import Conversations
import Foundation
import Testing

@testable import Simulation

/// One industry, so that the tables of a debug build are made once and quickly.
enum Made {
    static let world = World(industries: [Industry.all[0]])
    static let conversations = Simulator(world: world, seed: 5, phrases: .train)
        .map(0..<600, threads: 2) { $0 }
}

@Suite("Simulated conversations")
struct SimulatorTests {
    @Test("The same seed gives the same bytes, whatever the number of threads")
    func deterministic() {
        let simulator = Simulator(
            world: Made.world, seed: 8, phrases: .test, keepsActionValues: true)
        let alone = simulator.map(0..<40, threads: 1) { $0.jsonLine() }
        #expect(alone == simulator.map(0..<40, threads: 4) { $0.jsonLine() })
        #expect(alone[7] == simulator.conversation(7).jsonLine())
        let other = Simulator(world: Made.world, seed: 9, phrases: .test)
        #expect(alone != other.map(0..<40, threads: 1) { $0.jsonLine() })
    }

    @Test("The acts are the same in training and test wording; the words are not")
    func wording() {
        let train = Simulator(world: Made.world, seed: 8, phrases: .train)
        let test = Simulator(world: Made.world, seed: 8, phrases: .test)
        for index in 0..<20 {
            let (one, two) = (train.conversation(index), test.conversation(index))
            #expect(one.turns.map(\.act) == two.turns.map(\.act))
            #expect(one.turns.map(\.probability) == two.turns.map(\.probability))
            #expect(one.converted == two.converted)
            #expect(one.turns.map(\.text) != two.turns.map(\.text))
        }
    }

    @Test("Forecasts are calibrated, and move as much as a coherent forecast should")
    func calibrated() {
        let summary = SimulationSummary(Made.conversations.map(SimulationSummary.Sample.init))
        #expect(summary.lengths.first.map { $0 >= 3 } == true)
        #expect(summary.lengths.last.map { $0 <= 27 } == true)
        #expect((6...10).contains(summary.lengths[3]))
        for row in summary.rows where row.turn != "last" {
            // Four standard errors; "last" is chosen by the future, so it may be off.
            #expect(abs(row.bias) < 4 * (row.brier / Double(row.count)).squareRoot(), "\(row)")
        }
        let last = summary.rows[3]
        #expect(last.auc > 0.7 && last.auc < 0.9)
        #expect(last.logLoss < last.priorLogLoss - 0.1)
        #expect(abs(summary.movementRatio - 1) < 0.25)
    }

    @Test("A line is read back as the conversation that was invented")
    func lines() throws {
        for conversation in Made.conversations.prefix(50) {
            let line = conversation.jsonLine()
            let read = try Transcript.conversation(fromJSONLine: line)
            #expect(read.turns == conversation.messages)
            #expect(read.converted == conversation.converted)
            let object =
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let turns = try #require(object?["turns"] as? [[String: Any]])
            for (written, turn) in zip(turns, conversation.turns) {
                #expect(written["act"] as? String == turn.act.name)
                let probability = try #require(written["probability"] as? Double)
                #expect(abs(probability - turn.probability) < 1e-6)
            }
        }
    }

    @Test("Whoever does what is worth most converts more than whoever follows habit")
    func guided() {
        var expected = (habit: 0.0, guided: 0.0)
        for index in 0..<120 {
            for isGuided in [false, true] {
                var episode = Episode(
                    in: Made.world.markets[0], seed: 3, index: index, phrases: .train)
                while episode.goOn(choosing: { moment in
                    guard isGuided, moment.proposed != .farewell else { return moment.proposed }
                    let values = moment.forecaster.actionValues()
                    return RepresentativeAct.moves.max { values[$0.rawValue] < values[$1.rawValue] }
                        ?? moment.proposed
                }) {}
                let end = episode.finished().endProbability
                if isGuided { expected.guided += end } else { expected.habit += end }
            }
        }
        #expect(expected.guided > expected.habit * 1.1)
    }
}
