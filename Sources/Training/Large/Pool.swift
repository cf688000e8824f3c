internal import Messages

/// Many conversations as numbers, in flat arrays: a text that was said a thousand times is embedded
/// and kept once, conversations hold its row.
struct Pool: Sendable {
    struct Entry: Sendable {
        var label: Float
        /// What it counts in the loss; 1 unless its file says otherwise.
        var weight: Float
        /// Where its turns begin in the arrays by turn.
        var first: Int
        var count: Int
        /// The exact forecast after closing; NaN where nobody knows it.
        var ending: Float
        /// Of the deal, in the data's currency; NaN where the data names none.
        var dealValue: Float
        /// Which of the files it came from.
        var file: Int
    }

    private(set) var entries: [Entry] = []
    /// By turn: the row of its text.
    private(set) var texts: [Int32] = []
    /// By turn: the act in `actNames`, -1 where the data names none.
    private(set) var acts: [Int16] = []
    /// By turn: the move in `Move`, -1 where none is known.
    private(set) var moves: [Int8] = []
    /// By turn: the exact forecast, NaN where nobody knows it.
    private(set) var truths: [Float] = []
    /// By turn, and by conversation when it was closed: features as measured.
    private(set) var features, closings: HalfRows
    /// By text.
    private(set) var embeddings: HalfRows
    /// By text: whose it is; the same words of the other side are another text.
    private(set) var isCustomer: [Bool] = []
    /// By text: which wording it was made from, or a number of its own where the data does not say.
    private(set) var phrases: [Int32] = []
    /// Names in the order of their first turn, and whose act each is.
    private(set) var actNames: [(name: String, isCustomer: Bool)] = []
    private(set) var sha256 = ""

    private var rows: [UInt64: Int32] = [:]
    /// The texts of each wording that the data numbers.
    private var wordings: [Int64: [Int32]] = [:]
    private var actPlaces: [String: Int16] = [:]

    init(features: Int, dimensions: Int) {
        self.features = HalfRows(width: features)
        closings = HalfRows(width: features)
        embeddings = HalfRows(width: dimensions)
    }

    var turns: Int { texts.count }
    var labels: [Float] { entries.map(\.label) }

    /// The row of a text that is already held.
    func row(_ hash: UInt64, isCustomer: Bool) -> Int32? { rows[Self.key(hash, isCustomer)] }

    /// How many texts of a wording are held.
    func texts(of phrase: Int, isCustomer: Bool) -> Int {
        wordings[Self.wording(phrase, isCustomer)]?.count ?? 0
    }

    mutating func addText(
        _ hash: UInt64, isCustomer: Bool, phrase: Int?, vector: [Float]
    ) {
        let row = Int32(embeddings.count)
        rows[Self.key(hash, isCustomer)] = row
        embeddings.append(vector)
        self.isCustomer.append(isCustomer)
        phrases.append(phrase.map { Int32(clamping: $0) } ?? Int32(hash % 0x7fff_ffff))
        if let phrase { wordings[Self.wording(phrase, isCustomer), default: []].append(row) }
    }

    /// The text itself, or, where it was not worth embedding, another of its wording.
    private func standIn(for turn: MeasuredConversation.Turn) -> Int32 {
        if let row = row(turn.hash, isCustomer: turn.isCustomer) { return row }
        guard let phrase = turn.phrase,
            let others = wordings[Self.wording(phrase, turn.isCustomer)]
        else { return 0 }
        return others[Int(turn.hash % UInt64(others.count))]
    }

    /// Its texts must have been added, or enough others of their wordings.
    mutating func add(_ one: MeasuredConversation, weight: Float, file: Int) {
        entries.append(
            Entry(
                label: one.label, weight: weight, first: texts.count, count: one.turns.count,
                ending: one.ending ?? .nan, dealValue: one.dealValue ?? .nan, file: file))
        for turn in one.turns {
            texts.append(standIn(for: turn))
            acts.append(turn.act.map { act(named: $0, isCustomer: turn.isCustomer) } ?? -1)
            moves.append(turn.move.map { Int8(clamping: $0.rawValue) } ?? -1)
            truths.append(turn.truth ?? .nan)
            features.append(turn.features)
        }
        closings.append(one.closed)
    }

    mutating func finish(sha256: String) { self.sha256 = sha256 }

    private mutating func act(named name: String, isCustomer: Bool) -> Int16 {
        let key = (isCustomer ? "c " : "r ") + name
        if let place = actPlaces[key] { return place }
        let place = Int16(clamping: actNames.count)
        actPlaces[key] = place
        actNames.append((name, isCustomer))
        return place
    }

    private static func wording(_ phrase: Int, _ isCustomer: Bool) -> Int64 {
        Int64(phrase) * 2 + (isCustomer ? 1 : 0)
    }

    private static func key(_ hash: UInt64, _ isCustomer: Bool) -> UInt64 {
        isCustomer ? hash : ~hash
    }
}

extension Pool {
    /// Some of its conversations in the form that reads one at a time, each text once.
    func examples(_ chosen: [Int]) -> Examples {
        var rows: [Int32: Int] = [:]
        var table: [Float] = []
        let all = chosen.map { one -> Example in
            let entry = entries[one]
            let turns = entry.first..<entry.first + entry.count
            let found = turns.map { turn -> Int in
                if let row = rows[texts[turn]] { return row }
                table += embeddings[Int(texts[turn])]
                rows[texts[turn]] = rows.count
                return rows.count - 1
            }
            return Example(
                id: String(one), label: entry.label, count: entry.count,
                features: turns.flatMap { features[$0] }, closed: closings[one], texts: found,
                speakers: turns.map { isCustomer[Int(texts[$0])] ? 1 : -1 })
        }
        return Examples(
            all: all, embeddings: table, dimensions: embeddings.width, features: features.width)
    }

    /// For each of some conversations and each turn what a representative did, as far as known.
    func moves(_ chosen: [Int]) -> [[Move?]] {
        chosen.map { one in
            let entry = entries[one]
            return moves[entry.first..<entry.first + entry.count].map {
                Move(rawValue: Int($0))
            }
        }
    }
}

/// A conversation that was read and measured, on its way into the pool.
struct MeasuredConversation: Sendable {
    struct Turn: Sendable {
        let text: String
        let hash: UInt64
        let isCustomer: Bool
        let features: [Float]
        var act: String?
        var move: Move?
        var phrase: Int?
        var truth: Float?
    }

    let id: String
    let label: Float
    var turns: [Turn]
    let closed: [Float]
    var ending: Float?
    var dealValue: Float?
}
