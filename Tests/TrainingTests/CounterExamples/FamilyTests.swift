import Conversations
import Foundation
import Messages
import Testing

@testable import Training

@Suite("Counter-examples")
struct FamilyTests {
    private static func corpus(_ count: Int = 40) throws -> Corpus {
        try Made.inFolder { folder in
            let path = folder + "/data.jsonl"
            try Data(Made.lines(count).utf8).write(to: URL(filePath: path))
            return try Corpus([path])
        }
    }

    @Test("Say what became of the label, and change something", arguments: Family.all.map(\.name))
    func meaning(_ name: String) throws {
        let corpus = try Self.corpus()
        let family = try #require(Family.all.first { $0.name == name })
        let made = CounterExamples(corpus, [family], use: .testing, seed: 1)
        #expect(made.origins.count > 20)
        for (origin, changed) in zip(made.origins, made.corpus.conversations) {
            let before = corpus.conversations[origin]
            #expect((before.converted == changed.converted) == (family.meaning == .preserved))
            #expect(before.recorded.turns != changed.recorded.turns)
            #expect(changed.recorded.turns.map(\.number) == Array(1...changed.recorded.turns.count))
            #expect(changed.recorded.turns.allSatisfy { !$0.text.isEmpty })
        }
    }

    @Test("Are the same with the same seed, and others with another")
    func seeded() throws {
        let corpus = try Self.corpus()
        let texts = [3, 3, 4].map { (seed: UInt64) in
            CounterExamples(corpus, Family.all, use: .training, seed: seed).corpus.conversations
                .map { $0.recorded.turns.map(\.text) }
        }
        #expect(texts[0] == texts[1])
        #expect(texts[0] != texts[2])
    }

    /// What negation flips put behind the customer's last turns.
    private static func added(_ corpus: Corpus, _ use: Family.Use) -> Set<String> {
        let made = CounterExamples(corpus, [.negationFlips], use: use, seed: 2)
        let phrases = zip(made.origins, made.corpus.conversations).map { origin, changed in
            let turns = corpus.conversations[origin].recorded.turns
            let place = turns.lastIndex { $0.speaker == .customer } ?? 0
            return String(changed.recorded.turns[place].text.dropFirst(turns[place].text.count))
        }
        return Set(phrases)
    }

    @Test("Of training and of testing share no phrase")
    func halves() throws {
        let corpus = try Self.corpus()
        let (training, testing) = (Self.added(corpus, .training), Self.added(corpus, .testing))
        #expect(training.count > 5 && testing.count > 5)
        #expect(training.isDisjoint(with: testing))
    }

    @Test("Keep at least four families for testing alone, a flip of the label among them")
    func heldOut() {
        let kept = Family.all.filter { $0.use == .testing }
        #expect(kept.count >= 4 && kept.contains { $0.meaning == .flipped })
        #expect(Set(Family.all.map(\.name)).count == Family.all.count)
        #expect(Family.all.allSatisfy { $0.use == .testing || $0.meaning == .preserved })
    }

    @Test("A late reversal adds one exchange, a truncated call only takes turns away")
    func shapes() throws {
        let corpus = try Self.corpus()
        let late = CounterExamples(corpus, [.lateReversal], use: .testing, seed: 1)
        for (origin, changed) in zip(late.origins, late.corpus.conversations) {
            let turns = corpus.conversations[origin].recorded.turns
            #expect(changed.recorded.turns.count == turns.count + 2)
            #expect(Array(changed.recorded.turns.prefix(turns.count)) == turns)
            #expect(changed.recorded.turns.last?.speaker == .customer)
        }
        let cut = CounterExamples(corpus, [.truncation], use: .testing, seed: 1)
        for (origin, changed) in zip(cut.origins, cut.corpus.conversations) {
            let turns = corpus.conversations[origin].recorded.turns
            #expect(changed.recorded.turns.count >= 2)
            #expect(Array(turns.prefix(changed.recorded.turns.count)) == changed.recorded.turns)
        }
    }

    private static func train(
        _ configuration: TrainingConfiguration
    ) throws -> (model: Data, card: String) {
        let report = try TrainingRun(configuration: configuration, embedder: Made.embedder)
            .run { _ in }
        return (
            try Data(contentsOf: URL(filePath: configuration.output)),
            try String(contentsOfFile: report.cardPath, encoding: .utf8)
        )
    }

    @Test("A run learns from those of its own conversations, paced or not, and says so")
    func training() throws {
        try Made.inFolder { folder in
            var configuration = try Made.configuration(in: folder, lines: Made.lines(60))
            let plain = try Self.train(configuration)
            configuration.hasCounterExamples = true
            let all = try Self.train(configuration)
            configuration.learning.isPaced = true
            let paced = try Self.train(configuration)
            #expect(Set([plain.model, all.model, paced.model]).count == 3)
            #expect(!plain.card.contains("; counter-examples"))
            #expect(all.card.contains("; counter-examples |"))
            #expect(paced.card.contains("; counter-examples, in a curriculum |"))
            configuration.threads = 1
            let alone = try Self.train(configuration)
            #expect(alone.model == paced.model)
        }
    }

    @Test("A curriculum waits while validation still improves, and moves on when it stalls")
    func pace() {
        let train = (0..<30).map {
            Made.prepared(turns: 4, label: Float($0 % 2), seed: UInt64($0))
        }
        var learning = TrainingConfiguration.Learning()
        learning.isPaced = true
        let training = MemberTraining(
            layout: Made.layout, learning: learning, train: train, held: [],
            random: Random(seed: 1))
        let parameters = Made.parameters(seed: 2)
        var state = MemberState(
            parameters: parameters, adam: Adam(count: parameters.count),
            slow: SlowTarget(parameters: parameters), random: Random(seed: 3),
            order: Array(0..<20))
        let learner = Learner(Made.layout, turns: 4)
        training.pace(&state, learner)
        #expect(state.level == 0 && state.lossBefore.isFinite)
        training.pace(&state, learner)
        #expect(state.level == 1, "the loss did not move")
        state.lossBefore *= 2
        training.pace(&state, learner)
        #expect(state.level == 1, "the loss halved")
        for _ in 0..<3 { training.pace(&state, learner) }
        #expect(state.level == Variant.levels)
    }

    private static func forecasts(_ conversations: [[Turn]]) -> [[Double]] {
        conversations.map { turns in
            let warm = turns.count { $0.text.contains("great") || $0.text.contains("love") }
            let forecast = 0.3 + 0.1 * Double(min(warm, 5))
            return [Double](repeating: forecast, count: turns.count + 1)
        }
    }

    @Test("Rows of a report compare each family with the same conversations as they were")
    func rows() throws {
        let corpus = try Self.corpus()
        let clean = Self.forecasts(corpus.conversations.map(\.recorded.turns))
        let rows = try FamilyRow.rows(corpus, clean: clean, seed: 1, score: Self.forecasts)
        #expect(rows.count == 2 * Family.all.count)
        let boilerplate = try #require(rows.first { $0.family == "boilerplate" })
        #expect(boilerplate.auc == boilerplate.cleanAUC, "footers hold none of the words")
        let reversal = try #require(rows.first { $0.family == "late reversal" })
        #expect(abs(reversal.auc - (1 - reversal.cleanAUC)) < 1e-9, "blind to the last exchange")
    }
}
