import Conversations
import Messages
import ModelSupport
import Orchestration
import Predictions
import Storage
import Synchronization
import Testing

@testable import Guidance

private let talk: [(Speaker, String)] = [
    (.representative, "Hi, how do you handle follow-ups today?"),
    (.customer, "By hand, and we lose track. But your price is too high for us."),
    (.representative, "It pays back within three months. Shall we set up a trial?"),
    (.customer, "Yes, send me the contract, let's do it."),
]

private func turns() -> [Turn] {
    talk.enumerated().map { Turn(number: $0 + 1, speaker: $1.0, text: $1.1) }
}

@Suite("The story of one event")
struct StoryTests {
    @Test("walks the declared graph, in this order")
    func graph() throws {
        let graph = try EventGraph.make(
            model: SmallModel.model(embedder: "test/16", dimensions: 16), embedder: TestEmbedder(),
            playbook: Playbook(), limits: GuidanceLimits())
        #expect(graph.order == ["Recall", "Measure", "Embed", "Score", "NextStep", "Commit"])
    }

    @Test("a transcript and a live conversation of the same turns get the same forecasts")
    func oneGraph() async throws {
        let story = try story()
        let scored = try await story.score(turns(), tenant: acme)
        for (index, turn) in turns().enumerated() {
            let told = try await story.tell(
                said(turn.text, turn.number, by: turn.speaker, event: "e\(index)"))
            #expect(told.forecast == scored.forecasts[index])
        }
        #expect(try await story.tell(closing(event: "end")).forecast == scored.closing)
    }

    @Test("a transcript leaves nothing behind")
    func nothingKept() async throws {
        let store = MemoryStore()
        _ = try await story(store: store).score(turns(), tenant: acme)
        #expect(store.size.conversations == 0)
    }

    @Test("a forecast adds up: turn, probability, change, confidence, model")
    func forecast() async throws {
        let scored = try await story().score(turns(), tenant: acme)
        #expect(scored.forecasts.map(\.turn) == [1, 2, 3, 4])
        #expect(scored.forecasts.allSatisfy { (0...1).contains($0.probability) })
        #expect(scored.forecasts[0].change == 0)
        for (one, next) in zip(scored.forecasts, scored.forecasts.dropFirst()) {
            #expect(abs(next.change - (next.probability - one.probability)) < 1e-6)
        }
        #expect(scored.closing.isClosing)
        #expect(scored.closing.nextStep == nil)
        let foreign = scored.forecasts.filter { !$0.modelID.hasPrefix("small/") }
        #expect(foreign.isEmpty)
        let degraded = scored.forecasts.flatMap(\.degraded)
        #expect(degraded.isEmpty)
    }

    @Test("reasons are two to four, one a subject, and point to turns that are there")
    func reasons() async throws {
        let scored = try await story().score(turns(), tenant: acme)
        for forecast in scored.forecasts {
            #expect((2...4).contains(forecast.reasons.count))
            #expect(Set(forecast.reasons.map(\.text)).count == forecast.reasons.count)
            for reason in forecast.reasons {
                let place = reason.turn ?? 1
                #expect((1...forecast.turn).contains(place))
                #expect(reason.turn == nil || !reason.text.hasPrefix("not so far"))
                #expect(reason.weight != 0)
            }
        }
    }

    @Test("the next step answers what was said, and names the turn")
    func nextStep() async throws {
        let scored = try await story().score(turns(), tenant: acme)
        let step = try #require(scored.forecasts[1].nextStep)
        #expect(step.move == "value")
        #expect(step.because == "the customer objected to the price in turn 2")
    }

    @Test("every cue of the playbook is a feature")
    func playbook() {
        #expect(Playbook().unknownCues.isEmpty)
        #expect(Playbook([.init("no.such", .value, "y")]).unknownCues == ["no.such"])
    }

    @Test("an encoder that fails is replaced, and the forecast says by what")
    func brokenEncoder() async throws {
        let embedder = TestEmbedder()
        embedder.mood.withLock { $0 = .broken }
        let told = try await story(embedder).tell(said("Hello", event: "a"))
        #expect(told.forecast.degraded.map(\.node) == ["Embed"])
        #expect(told.forecast.degraded.first?.why.contains("too much to do") == true)
        #expect(told.forecast.degraded.first?.used.isEmpty == false)
    }

    @Test("an encoder that is late is replaced within its budget")
    func lateEncoder() async throws {
        let embedder = TestEmbedder()
        embedder.mood.withLock { $0 = .late }
        let limits = patient { $0.embedBudget = .milliseconds(5) }
        let told = try await story(embedder, limits: limits).tell(said("Hello", event: "a"))
        #expect(told.forecast.degraded.first?.why.hasPrefix("late") == true)
    }

    @Test("a caller's deadline ends the walk, nothing is kept, and the turn can come again")
    func deadline() async throws {
        let embedder = TestEmbedder()
        embedder.mood.withLock { $0 = .late }
        let store = MemoryStore()
        let story = try story(embedder, store: store)
        await #expect(throws: Status(.deadlineExceeded, "")) {
            _ = try await story.tell(said("Hello", event: "a"), deadline: .now + .milliseconds(10))
        }
        #expect(store.size.conversations == 0)
        embedder.mood.withLock { $0 = .well }
        let again = try await story.tell(said("Hello", event: "a"))
        #expect(!again.isReplay)
    }

    @Test("a transcript's texts are embedded together, each once; the forecasts are the same")
    func ahead() async throws {
        let embedder = TestEmbedder()
        let scored = try await story(embedder).score(turns(), tenant: acme)
        #expect(embedder.asked.withLock { $0 } == [4])
        let live = try story()
        for turn in turns() {
            let told = try await live.tell(
                said(turn.text, turn.number, by: turn.speaker, event: "\(turn.number)"))
            #expect(told.forecast == scored.forecasts[turn.number - 1])
        }
    }

    @Test("a transcript longer than is looked ahead is embedded in parts, each text once")
    func parts() async throws {
        let embedder = TestEmbedder()
        let count = GuidanceLimits.turnsAhead + 3
        let many = (1...count).map { Turn(number: $0, speaker: .customer, text: "word \($0)") }
        let scored = try await story(embedder).score(many, tenant: acme)
        #expect(scored.forecasts.map(\.turn) == Array(1...count))
        #expect(embedder.asked.withLock { $0 } == [GuidanceLimits.turnsAhead, 3])
    }

    @Test("an encoder that is late for a whole transcript is replaced in each of its forecasts")
    func lateTranscript() async throws {
        let embedder = TestEmbedder()
        embedder.mood.withLock { $0 = .late }
        let limits = patient { $0.embedBudget = .milliseconds(5) }
        let scored = try await story(embedder, limits: limits).score(turns(), tenant: acme)
        #expect(
            scored.forecasts.map { $0.degraded.map(\.node) } == [
                ["Embed"], ["Embed"], ["Embed"], ["Embed"],
            ])
        #expect(embedder.asked.withLock { $0 } == [4, 1, 1, 1, 1])
    }

    @Test("a model of another embedder is refused before anything is scored")
    func otherEmbedder() throws {
        #expect(throws: PredictionError(.otherEmbedder, "")) {
            try Story(
                model: SmallModel.model(embedder: "other/16", dimensions: 16),
                embedder: TestEmbedder(), store: MemoryStore())
        }
    }

    @Test("a turn longer than is read is scored by its beginning, and the forecast says so")
    func longTurn() async throws {
        let text = String(repeating: "more words ", count: 10_000)
        let told = try await story().tell(said(text, event: "a"))
        #expect(told.forecast.degraded.map(\.node) == ["Measure"])
    }
}
