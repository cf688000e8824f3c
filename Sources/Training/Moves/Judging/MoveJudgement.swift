internal import Messages
internal import Predictions

/// How far a model's values of moves are from the true ones. All in points of the chance to
/// convert, against what is usually done at the moment.
package struct MoveJudgement: Sendable, Codable {
    /// Values against true values, over moves of one kind at many moments.
    package struct Fit: Sendable, Codable {
        package var count = 0
        package var error = 0.0
        package var correlation = 0.0
        /// Share with the wrong sign, among those whose true value is at least half a point away
        /// from 0.
        package var signErrors = 0.0
        /// Share of true values inside the 90 % band.
        package var coverage = 0.0
    }

    /// A way of choosing, by what its choices are truly worth.
    package struct Choice: Sendable, Codable {
        package var name: String
        /// Mean true worth.
        package var worth: Double
        /// Mean of what the best move would be worth more.
        package var regret: Double
    }

    /// One move over all moments.
    package struct Row: Sendable, Codable {
        package var move: String
        package var truth: Double
        package var value: Double
        /// Share of conversions where it was done, less that of all moments: what counting says.
        package var naive: Double
        /// Share of moments at which the head has evidence for it.
        package var evidence: Double
    }

    /// Turns with a noted move, those of them whose words show some move, and the noted one.
    package struct Words: Sendable, Codable {
        package var turns = 0
        package var named = 0
        package var right = 0
    }

    package var conversations: Int
    package var moments: Int
    package var words: Words
    /// What values of all moves take after a turn.
    package var microseconds: Double
    /// Share of moments at which a move is named.
    package var named: Double
    /// Share of the best named moves whose true value is below 0.
    package var misleading: Double
    package var fit: Fit
    /// The moves whose band leaves 0 out.
    package var sure: Fit
    /// By least support: 0 is below the floor.
    package var bySupport: [String: Fit]
    package var choices: [Choice]
    package var rows: [Row]

    init(_ moments: [MoveJudge.Moment], conversations: Int, words: Words, microseconds: Double) {
        self.words = words
        self.microseconds = microseconds
        self.conversations = conversations
        self.moments = moments.count
        let pairs = moments.flatMap { moment in
            moment.reading.ranked.map { ($0, moment.truth[$0.move.rawValue]) }
        }
        fit = Fit(pairs)
        sure = Fit(pairs.filter { $0.0.low > 0 || $0.0.high < 0 })
        let everything = moments.flatMap { moment in
            moment.reading.all.map { ($0, moment.truth[$0.move.rawValue]) }
        }
        let edges = [0, 30, 100, 300, 1_000, Int.max]
        bySupport = [:]
        for (low, high) in zip(edges, edges.dropFirst()) {
            bySupport[String(low)] = Fit(everything.filter { (low..<high).contains($0.0.support) })
        }
        let best = moments.compactMap { moment in
            Self.named(moment).map { moment.truth[$0.move.rawValue] }
        }
        named = Double(best.count) / Double(max(1, moments.count))
        misleading = Double(best.count { $0 < 0 }) / Double(max(1, best.count))
        choices = Self.choices(moments)
        rows = Move.allCases.map { Self.row($0, moments) }
    }

    /// The first move that a reply would name.
    private static func named(_ moment: MoveJudge.Moment) -> MoveValue? {
        moment.reading.ranked.first.flatMap { $0.points > 0 ? $0 : nil }
    }

    /// Over the moments at which a move is named, so that all are asked the same.
    private static func choices(_ moments: [MoveJudge.Moment]) -> [Choice] {
        let asked = moments.filter { named($0) != nil }
        func choice(_ name: String, _ worth: (MoveJudge.Moment) -> Double) -> Choice {
            let count = Double(max(1, asked.count))
            let worths = asked.map(worth)
            let bests = asked.map { $0.truth.max() ?? 0 }
            return Choice(
                name: name, worth: worths.reduce(0, +) / count,
                regret: zip(bests, worths).reduce(0) { $0 + $1.0 - $1.1 } / count)
        }
        return [
            choice("the best move") { $0.truth.max() ?? 0 },
            choice("named by the model") { moment in
                named(moment).map { moment.truth[$0.move.rawValue] } ?? 0
            },
            choice("what is done most") { moment in
                let most = moment.reading.all.max { $0.share < $1.share }
                return most.map { moment.truth[$0.move.rawValue] } ?? 0
            },
            choice("what representatives do") { _ in 0 },
            choice("any move") { $0.truth.reduce(0, +) / Double($0.truth.count) },
        ]
    }

    private static func row(_ move: Move, _ moments: [MoveJudge.Moment]) -> Row {
        let count = Double(max(1, moments.count))
        let at = move.rawValue
        let all = Double(moments.count(where: \.converted)) / count
        let done = moments.filter { $0.done == move }
        let won = Double(done.count(where: \.converted)) / Double(max(1, done.count))
        return Row(
            move: move.id, truth: moments.reduce(0) { $0 + $1.truth[at] } / count,
            value: moments.reduce(0) { $0 + Double($1.reading.all[at].points) } / count,
            naive: done.isEmpty ? 0 : 100 * (won - all),
            evidence: Double(moments.count { $0.reading.ranked.contains { $0.move == move } })
                / count)
    }
}

extension MoveJudgement.Fit {
    init(_ pairs: [(value: MoveValue, truth: Double)]) {
        count = pairs.count
        guard count > 1 else { return }
        let share = 1 / Double(count)
        let values = pairs.map { Double($0.value.points) }
        let truths = pairs.map(\.truth)
        error = zip(values, truths).reduce(0) {
            $0 + ($1.0 - $1.1) * ($1.0 - $1.1) * share
        }.squareRoot()
        let (mean, middle) = (
            values.reduce(0, +) * share, truths.reduce(0, +) * share
        )
        var both = 0.0
        var ours = 0.0
        var theirs = 0.0
        for (value, truth) in zip(values, truths) {
            both += (value - mean) * (truth - middle)
            ours += (value - mean) * (value - mean)
            theirs += (truth - middle) * (truth - middle)
        }
        correlation = ours > 0 && theirs > 0 ? both / (ours * theirs).squareRoot() : 0
        let clear = zip(values, truths).filter { abs($0.1) >= 0.5 }
        signErrors =
            Double(clear.count { $0.0 * $0.1 < 0 }) / Double(max(1, clear.count))
        coverage =
            Double(
                pairs.count {
                    Double($0.value.low) <= $0.truth && $0.truth <= Double($0.value.high)
                }) * share
    }
}
