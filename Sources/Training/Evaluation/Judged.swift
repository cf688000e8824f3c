internal import Foundation

/// Conversations with what is needed to judge forecasts of them.
struct Judged: Sendable {
    let outcomes: [Bool]
    /// Turns of each.
    let counts: [Int]

    static let turns = Evaluation.turns.map(String.init) + ["last", "end"]

    /// Where the forecast of a turn lies in a series of turns + 1; nil where there is none.
    static func place(_ turn: String, _ count: Int) -> Int? {
        switch turn {
        case "last": return count - 1
        case "end": return count
        default:
            guard let number = Int(turn), number <= count else { return nil }
            return number - 1
        }
    }

    /// Conversations that are judged at a turn; empty where they are too few.
    func members(_ turn: String) -> [Int] {
        let members = counts.indices.filter { Self.place(turn, counts[$0]) != nil }
        let won = members.count { outcomes[$0] }
        return members.count >= Evaluation.least && won > 0 && won < members.count ? members : []
    }

    /// Forecasts by conversation and turn of ``turns``, as baselines give them: a turn that is
    /// also the last has two, of two regressions.
    func table(_ series: [[Double]]) -> [[Double?]] {
        zip(series, counts).map { forecasts, count in
            Self.turns.map { turn in Self.place(turn, count).map { forecasts[$0] } }
        }
    }

    func pick(_ table: [[Double?]], _ turn: String, _ members: [Int]) -> [Double] {
        let column = Self.turns.firstIndex(of: turn) ?? 0
        return members.map { table[$0][column] ?? 0.5 }
    }

    /// A row for each turn, figures averaged over the splits.
    func rows(_ model: String, _ splits: [[[Double?]]]) -> [EvaluationReport.Row] {
        Self.turns.compactMap { turn in
            let members = members(turn)
            guard !members.isEmpty, let first = splits.first else { return nil }
            let outcomes = members.map { self.outcomes[$0] }
            var mean = Metrics(outcomes: outcomes, forecasts: pick(first, turn, members))
            let others = splits.dropFirst().map {
                Metrics(outcomes: outcomes, forecasts: pick($0, turn, members), rounds: 0)
            }
            let share = 1 / Double(splits.count)
            func average(_ value: WritableKeyPath<Metrics, Double>) {
                mean[keyPath: value] =
                    others.reduce(mean[keyPath: value]) { $0 + $1[keyPath: value] } * share
            }
            for value in [\Metrics.accuracy, \.auc, \.brier, \.ece, \.skill] { average(value) }
            return .init(model: model, turn: turn, metrics: mean)
        }
    }

    func gap(_ ours: [[[Double?]]], _ theirs: [[[Double?]]], _ turn: String) -> PairedGap? {
        let members = members(turn)
        guard !members.isEmpty else { return nil }
        return PairedGap(
            ours: ours.map { pick($0, turn, members) },
            theirs: theirs.map { pick($0, turn, members) },
            outcomes: members.map { outcomes[$0] })
    }

    func reliability(_ series: [[Double]]) -> [EvaluationReport.Bin] {
        let all = Array(counts.indices)
        let pairs = zip(pick(table(series), "last", all), outcomes).sorted { $0.0 < $1.0 }
        return (0..<10).compactMap { bin in
            let part = pairs[pairs.count * bin / 10..<pairs.count * (bin + 1) / 10]
            guard !part.isEmpty else { return nil }
            let count = Double(part.count)
            return .init(
                said: part.reduce(0) { $0 + $1.0 } / count,
                happened: Double(part.count { $0.1 }) / count, count: part.count)
        }
    }

    /// Share of losses that a threshold lets through, and of wins, from the highest threshold down.
    func roc(_ series: [[Double]], _ turn: String) -> EvaluationReport.Curve? {
        let members = members(turn)
        guard !members.isEmpty else { return nil }
        let pairs = zip(pick(table(series), turn, members), members.map { outcomes[$0] })
            .sorted { $0.0 > $1.0 }
        let won = Double(pairs.count { $0.1 })
        let lost = Double(pairs.count) - won
        var (x, y) = (0.0, 0.0)
        var points = [[0.0, 0.0]]
        for pair in pairs {
            if pair.1 { y += 1 / won } else { x += 1 / lost }
            points.append([x, y])
        }
        return .init(name: "turn \(turn)", points: points)
    }
}

/// What only some data says about a conversation.
struct Extras: Sendable {
    var industry: String?
    /// The exact forecast after each turn, of simulated conversations; empty elsewhere.
    var ceiling: [Double] = []

    static func read(_ paths: [String]) throws(TrainingError) -> [Extras] {
        var all: [Extras] = []
        for path in paths {
            for line in try TextFile.read(path).split(separator: "\n")
            where !line.allSatisfy(\.isWhitespace) {
                var extras = Extras()
                let value = try? JSONDecoder().decode(JSONValue.self, from: Data(line.utf8))
                extras.industry = value?.at("industry")?.text
                let turns = value?.at("turns")?.list ?? []
                let exact = turns.compactMap { turn -> Double? in
                    if case .number(let number) = turn.at("probability") { number } else { nil }
                }
                if exact.count == turns.count { extras.ceiling = exact }
                all.append(extras)
            }
        }
        return all
    }
}
