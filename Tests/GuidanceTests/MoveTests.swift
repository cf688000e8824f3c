import Messages
import ModelSupport
import Predictions
import Storage
import Testing

@testable import Guidance

@Suite("The next step")
struct MoveTests {
    private let turns = [
        Turn(number: 1, speaker: .customer, text: "Your price is too high for us."),
        Turn(number: 2, speaker: .representative, text: "I see."),
    ]

    private func story(_ model: Model) throws -> Story {
        try Story(model: model, embedder: TestEmbedder(), store: MemoryStore())
    }

    @Test("comes from the model where it values moves, with what to say at this moment")
    func fromModel() async throws {
        let story = try story(SmallModel.valuing(.value, embedder: "test/16", dimensions: 16))
        let scored = try await story.score(turns, tenant: acme)
        let step = try #require(scored.forecasts[0].nextStep)
        #expect(step.source == .model && step.move == "value" && step.without.isEmpty)
        #expect(step.moves.count == GuidanceLimits.moves)
        #expect(step.moves.first?.move == step.move && step.moves.first?.text == step.text)
        // After an objection to the price, not for any moment.
        #expect(step.text == Play.of(.value).text { $0 == "customer.objection.price.overall" })
        #expect(step.text != Play.of(.value).text)
        for move in step.moves {
            #expect(move.low < move.points && move.points < move.high && move.points > 0)
            #expect(move.support == 400 && !move.text.isEmpty)
        }
    }

    @Test("falls back on the rules, and says why: no such model, or not the time for it")
    func fallback() async throws {
        let bare = try story(SmallModel.model(embedder: "test/16", dimensions: 16))
        let ruled = try #require(try await bare.score(turns, tenant: acme).forecasts[0].nextStep)
        #expect(ruled.source == .rules && ruled.moves.isEmpty)
        #expect(ruled.without == "the model values no moves")
        let valuing = try story(SmallModel.valuing(.exit, embedder: "test/16", dimensions: 16))
        let after = try #require(try await valuing.score(turns, tenant: acme).forecasts[1].nextStep)
        #expect(after.source == .rules && after.without == "the customer is to speak")
    }

    @Test("may be to say nothing, or to let go", arguments: [Move.silence, .exit])
    func restraint(move: Move) async throws {
        let story = try story(SmallModel.valuing(move, embedder: "test/16", dimensions: 16))
        let step = try #require(
            try await story.score(turns, tenant: acme).forecasts[0].nextStep)
        #expect(step.move == move.id)
    }

    @Test("every move has a play of its own, whose cues are features")
    func plays() {
        for move in Move.allCases {
            let play = Play.of(move)
            #expect(play.move == move && !play.text.isEmpty)
            let cues = play.after.map { Playbook.Rule($0.cue, move, $0.text) }
            #expect(Playbook(cues).unknownCues.isEmpty)
        }
        #expect(Set(Move.allCases.map { Play.of($0).text }).count == Move.allCases.count)
    }
}
