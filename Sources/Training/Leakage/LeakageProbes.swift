internal import Conversations
internal import Messages

/// What a simple reader can tell of the outcome from parts of the data that should not tell it, or
/// not all of it. Each figure is an AUC of forecasts out of five folds.
package struct LeakageProbes: Sendable, Codable, Equatable {
    package struct Probe: Sendable, Codable, Equatable {
        /// "labels permuted"
        package var name: String
        package var auc: Double
        /// Between these an AUC is what chance gives; nil where chance is not the question.
        package var chanceLow: Double?
        package var chanceHigh: Double?
        package var reading: String
    }

    package var conversations: Int
    package var probes: [Probe]

    /// Conversations that are looked at; of more, a seeded draw.
    static let most = 4_000
    private static let wordPenalty: Float = 1e-3
    private static let numberPenalty: Float = 1e-4
    /// The turns at the end that `suffix` takes away, or looks at alone.
    static let suffix = 2

    init(_ corpus: Corpus, seed: UInt64, threads: Int) {
        var chosen = Array(corpus.conversations.indices)
        if chosen.count > Self.most {
            var random = Random(seed: seed, 0x1eaf)
            random.shuffle(&chosen)
            chosen = chosen.prefix(Self.most).sorted()
        }
        let texts = Crew.map(chosen.count, threads: threads) { [chosen] in
            ProbeText(corpus.conversations[chosen[$0]])
        }
        let labels = chosen.map { corpus.conversations[$0].converted }
        conversations = chosen.count
        probes = []
        func auc(_ rows: [Logistic.Row], _ outcomes: [Bool], numbers: Bool = false) -> Double {
            Metrics.auc(
                outcomes,
                Logistic.outOfFold(
                    rows, outcomes, columns: numbers ? Self.numbers : Words.columns,
                    penalty: numbers ? Self.numberPenalty : Self.wordPenalty, seed: seed,
                    threads: threads))
        }
        let chance = Self.chance(labels)
        func add(_ name: String, _ auc: Double, _ reading: String, isChance: Bool = false) {
            probes.append(
                Probe(
                    name: name, auc: auc, chanceLow: isChance ? chance.low : nil,
                    chanceHigh: isChance ? chance.high : nil, reading: reading))
        }
        let whole = texts.map { Words.row($0.all) }
        let everything = auc(whole, labels)
        add("all words", everything, "what a bag of words finds in whole conversations")
        add(
            "outcome words removed", auc(texts.map { Words.row($0.plain) }, labels),
            "the same without words that name an outcome; much less means the label is in the words"
        )
        add(
            "last \(Self.suffix) turns alone", auc(texts.map { Words.row($0.end) }, labels),
            "how much of it lies in the end")
        add(
            "without the last \(Self.suffix) turns", auc(texts.map { Words.row($0.start) }, labels),
            "what is left before the end")
        add(
            "first turn alone", auc(texts.map { Words.row($0.first) }, labels),
            "a template or campaign that gives the outcome away")
        add(
            "length alone", auc(texts.map(\.lengths).scaledToRows(), labels, numbers: true),
            "how long a conversation gets; never compare at a share of its turns where this is high"
        )
        add(
            "place in the file",
            Self.twoSided(Metrics.auc(labels, chosen.map { Double($0) })),
            "above chance: the file is sorted by outcome or by time", isChance: true)
        var random = Random(seed: seed, 0x9e24)
        var permuted: [Double] = []
        for _ in 0..<3 {
            var shuffled = labels
            random.shuffle(&shuffled)
            permuted.append(auc(whole, shuffled))
        }
        add(
            "labels permuted", permuted.reduce(0, +) / Double(permuted.count),
            "mean of three; outside the range of chance the harness itself leaks", isChance: true)
    }

    /// 95 % of AUCs of forecasts that know nothing (Hanley and McNeil 1982, at AUC 0.5).
    private static func chance(_ labels: [Bool]) -> (low: Double, high: Double) {
        let won = Double(labels.count { $0 })
        let lost = Double(labels.count) - won
        let half = 1.96 * ((won + lost + 1) / (12 * max(won * lost, 1))).squareRoot()
        return (0.5 - half, 0.5 + half)
    }

    private static func twoSided(_ auc: Double) -> Double { max(auc, 1 - auc) }

    fileprivate static let numbers = 6
}

/// The hashed words of a conversation, and what is left of them in each probe.
private struct ProbeText: Sendable {
    var all: [UInt64] = []
    var plain: [UInt64] = []
    var start: [UInt64] = []
    var end: [UInt64] = []
    var first: [UInt64] = []
    let lengths: [Float]

    init(_ conversation: Corpus.Conversation) {
        let turns = conversation.recorded.turns
        var spoken: [Float] = [0, 0]
        for (index, turn) in turns.enumerated() {
            let words = Words.of(turn.text)
            let hashes = words.map(Words.hash)
            all += hashes
            plain += words.filter { !Words.isOutcome($0) }.map(Words.hash)
            if index < turns.count - LeakageProbes.suffix { start += hashes } else { end += hashes }
            if index == 0 { first = hashes }
            spoken[turn.speaker == .customer ? 1 : 0] += Float(words.count)
        }
        let count = Float(turns.count)
        lengths = [
            count, count * count, spoken[0], spoken[1],
            turns.last?.speaker == .customer ? 1 : 0,
        ]
    }
}

extension [[Float]] {
    /// Columns with mean 0 and deviation 1, the rows then scaled to length 1 at most on average.
    fileprivate func scaledToRows() -> [Logistic.Row] {
        let width = first?.count ?? 0
        let share = 1 / Float(Swift.max(count, 1))
        let means = (0..<width).map { column in reduce(0) { $0 + $1[column] } * share }
        let scales = (0..<width).map { column in
            1
                / Swift.max(
                    (reduce(0) { $0 + ($1[column] - means[column]) * ($1[column] - means[column]) }
                        * share).squareRoot(), 1e-6)
        }
        let most = Float(width) * 3
        return map { row in
            Logistic.Row(
                columns: (0..<width).map { Int32($0) },
                values: (0..<width).map {
                    Swift.max(-3, Swift.min(3, (row[$0] - means[$0]) * scales[$0]))
                        / most.squareRoot()
                })
        }
    }
}
