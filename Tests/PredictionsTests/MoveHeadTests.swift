import Foundation
import Messages
import Tensors
import Testing

@testable import Predictions

@Suite("What moves are worth")
struct MoveHeadTests {
    private static let bare = Result { try Model(Sample.parts().file()) }

    /// A head of random weights over the sample model, or another one.
    static func head(
        for given: Model? = nil, supports: Float = 100, radius: Float = 1_000,
        floors: MoveHead.Floors = .init()
    ) throws -> MoveHead {
        let model = try given ?? bare.get()
        var stream = Sample.Stream(21)
        func net(_ inputs: Int, _ outputs: Int) -> MoveNet {
            let layout = MoveNet.Layout(inputs: inputs, hidden: 3, outputs: outputs)
            return MoveNet(
                layout: layout, parameters: stream.numbers(layout.count).map { $0 * 0.3 })
        }
        let inputs = 3 + model.summaryContext.count
        return MoveHead(
            mean: stream.numbers(model.summaryCount),
            scale: [Float](repeating: 0.5, count: model.summaryCount),
            context: model.summaryContext, behaviour: net(model.summaryCount, MoveHead.actions),
            members: (0..<4).map { _ in net(inputs, MoveHead.outputs) },
            cells: MoveCells(
                count: 2, dimensions: 4, centres: [0, 0, 0, 0, 90, 90, 90, 90],
                radii: [radius, radius],
                supports: [Float](repeating: supports, count: 2 * MoveHead.actions)),
            noise: [Float](repeating: 0.03, count: MoveHead.actions), floors: floors)
    }

    private struct Moment {
        let state: RecurrentState
        let said: Sample.Said
        let probability: Float
    }

    private func moment(_ model: Model, turns: Int = 4) throws -> Moment {
        var state = model.start()
        var probability: Float = 0
        let talk = Sample.conversation(turns: turns, seed: 5)
        for said in talk {
            probability =
                model.step(
                    &state, embedding: said.embedding, features: said.features,
                    speaker: said.speaker
                ).probability
        }
        return Moment(
            state: state, said: try #require(talk.last), probability: probability)
    }

    private func summary(_ model: Model, _ moment: Moment) -> [Float] {
        model.summary(
            of: moment.state, embedding: moment.said.embedding, features: moment.said.features,
            probability: moment.probability)
    }

    @Test("A summary holds features, clock, log-odds, memories, thoughts and the embedding")
    func summaryParts() throws {
        let model = try Self.bare.get()
        let now = try moment(model)
        let found = summary(model, now)
        #expect(found.count == model.summaryCount)
        #expect(found[Sample.features] == MemberLayout.tau(turn: 4))
        let logit = found[Sample.features + 1]
        #expect(abs(Squash.sigmoid(logit) - now.probability) < 1e-5)
        let memory = Array(found[(Sample.features + 2)..<(Sample.features + 2 + 12)])
        #expect(memory == Array(now.state.values[6...]))
        #expect(Array(found[model.summaryEmbedding...]) == now.said.embedding)
        let thoughts = found[(Sample.features + 14)..<model.summaryEmbedding]
        #expect(thoughts.count == 18 && thoughts.allSatisfy { abs($0) <= 1 && $0 != 0 })
    }

    @Test("Comes out of a file as it went in, and leaves the forecasts what they were")
    func file() throws {
        let model = try Self.bare.get()
        var parts = Sample.parts()
        parts.moves = try Self.head()
        let guided = try Model(parts.file())
        #expect(model.moves == nil)
        let head = try #require(guided.moves)
        #expect(try head == Self.head())
        let (one, other) = (try moment(model), try moment(guided))
        #expect(one.probability == other.probability)
        let reading = head.read(summary(guided, other), probability: other.probability)
        #expect(try reading == Self.head().read(summary(model, one), probability: one.probability))
    }

    @Test("A file with other moves is refused")
    func otherMoves() throws {
        var parts = Sample.parts()
        parts.moves = try Self.head()
        var file = parts.file()
        file.describe("moves", .list(["dance"]))
        let error = #expect(throws: PredictionError.self) { try Model(file) }
        #expect(error?.reason.contains("dance") == true)
    }

    @Test("Points are against what is usually done, best first, and inside their band")
    func points() throws {
        let model = try Self.bare.get()
        let now = try moment(model)
        let head = try Self.head()
        let reading = head.read(summary(model, now), probability: now.probability)
        #expect(reading.without == nil)
        #expect(reading.all.map(\.move) == Move.allCases)
        #expect(
            zip(reading.ranked, reading.ranked.dropFirst()).allSatisfy { $0.points >= $1.points })
        #expect(reading.ranked.allSatisfy { $0.low < $0.points && $0.points < $0.high })
        #expect(reading.all.contains { $0.points > 0 } && reading.all.contains { $0.points < 0 })
        let shares = reading.all.reduce(0) { $0 + $1.share }
        #expect(shares > 0.5 && shares < 1)
        // By hand: the first member's output for the first move.
        let worth = try Self.worth(of: .situation, head, summary(model, now), now.probability)
        #expect(abs(reading.all[0].points - worth) < 1e-3)
    }

    /// The definition of a move's points, written out once more.
    private static func worth(
        of move: Move, _ head: MoveHead, _ summary: [Float], _ probability: Float
    ) throws -> Float {
        let s = zip(summary, zip(head.mean, head.scale)).map {
            max(-4, min(4, ($0 - $1.0) * $1.1))
        }
        func run(_ net: MoveNet, _ input: [Float]) -> (hidden: [Float], outputs: [Float]) {
            let l = net.layout
            let p = net.parameters
            let hidden = (0..<l.hidden).map { unit in
                let sum = input.indices.reduce(p[l.inputBias + unit]) {
                    $0 + p[unit * l.inputs + $1] * input[$1]
                }
                return Squash.tanh(sum)
            }
            let outputs = (0..<l.outputs).map { output in
                hidden.indices.reduce(p[l.outputBias + output]) {
                    $0 + p[l.output + output * l.hidden + $1] * hidden[$1]
                }
            }
            return (hidden, outputs)
        }
        let behaviour = run(head.behaviour, s)
        let weights = behaviour.outputs.map { exp($0) }
        let total = weights.reduce(0, +)
        let view = behaviour.hidden + s[head.context]
        let points = head.members.map { member -> Float in
            let outputs = run(member, view).outputs
            let values = (0..<MoveHead.actions).map {
                100 * Squash.sigmoid(Squash.logit(probability) + outputs[$0])
            }
            return values[move.rawValue]
                - zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 / total }
        }
        return points.reduce(0, +) / Float(points.count)
    }

    @Test("Below a floor, and where no past moment was like it, there is no evidence")
    func floors() throws {
        let model = try Self.bare.get()
        let now = try moment(model)
        let here = summary(model, now)
        let rare = try Self.head(supports: 29).read(here, probability: now.probability)
        #expect(rare.ranked.isEmpty && rare.without?.contains("30 times") == true)
        let strange = try Self.head(radius: 0).read(here, probability: now.probability)
        #expect(strange.ranked.isEmpty && strange.without?.contains("no past moment") == true)
        var floors = MoveHead.Floors()
        floors.share = 0.05
        let common = try Self.head(floors: floors).read(here, probability: now.probability)
        #expect(common.ranked.count < Move.allCases.count && !common.ranked.isEmpty)
        #expect(common.ranked.allSatisfy { $0.share >= 0.05 })
    }
}
