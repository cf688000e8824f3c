/// Conversations of a table: one row a turn, or one row a conversation with its transcript.
struct TableConversations {
    private(set) var conversations: [RawConversation] = []
    private(set) var refusals: [String] = []
    private let path: String
    private let mapping: ColumnMapping
    private let columns: [ColumnMapping.Meaning: Int]
    private var places: [String: Int] = [:]

    init(_ text: String, path: String, mapping: ColumnMapping) throws(TrainingError) {
        self.path = path
        self.mapping = mapping
        let rows = try CommaSeparated.rows(text, path: path)
        guard let header = rows.first else {
            throw TrainingError(.badData, "\(path): empty; the first line names the columns")
        }
        columns = try Self.columns(header.fields, mapping, path)
        for row in rows.dropFirst() {
            guard row.fields.count == header.fields.count else {
                refusals.append(
                    "\(path):\(row.line): \(row.fields.count) fields where the first line names "
                        + "\(header.fields.count) columns")
                continue
            }
            take(row)
        }
    }

    private static func columns(
        _ header: [String], _ mapping: ColumnMapping, _ path: String
    ) throws(TrainingError) -> [ColumnMapping.Meaning: Int] {
        let names = header.map { $0.trimmed.lowercased() }
        var columns: [ColumnMapping.Meaning: Int] = [:]
        for meaning in ColumnMapping.Meaning.allCases where meaning != .turns {
            let found = mapping.candidates(meaning).lazy
                .compactMap { names.firstIndex(of: $0.lowercased()) }.first
            columns[meaning] = found
            guard found != nil || !mapping.isMapped(meaning) else {
                throw TrainingError(
                    .badData,
                    "\(path):1: no column \"\(mapping.candidates(meaning)[0])\"; the columns are "
                        + header.joined(separator: ", "))
            }
        }
        let isByTurn = columns[.speaker] != nil && columns[.text] != nil
        guard columns[.id] != nil, isByTurn || columns[.transcript] != nil else {
            throw TrainingError(
                .badData,
                "\(path):1: needs a column for the id and either speaker and text (one row a turn) "
                    + "or transcript (one row a conversation); the columns are "
                    + header.joined(separator: ", ") + ". Name them with --map id=COLUMN")
        }
        return columns
    }

    private func field(_ meaning: ColumnMapping.Meaning, _ row: CommaSeparated.Row) -> String? {
        guard let column = columns[meaning] else { return nil }
        let text = row.fields[column].trimmed
        return text.isEmpty ? nil : text
    }

    private mutating func take(_ row: CommaSeparated.Row) {
        guard let id = field(.id, row) else {
            refusals.append("\(path):\(row.line): id: empty")
            return
        }
        let known = places[id]
        let place = known ?? conversations.count
        if known == nil {
            places[id] = place
            conversations.append(RawConversation(line: row.line, id: id))
        }
        let isByTurn = columns[.speaker] != nil && columns[.text] != nil
        guard isByTurn || known == nil else {
            refusals.append("\(path):\(row.line): id: \"\(id)\" has a row already")
            return
        }
        conversations[place].source = conversations[place].source ?? field(.source, row)
        conversations[place].industry = conversations[place].industry ?? field(.industry, row)
        if let outcome = field(.converted, row) {
            if let before = conversations[place].converted, before != outcome {
                refusals.append(
                    "\(path):\(row.line): converted: \"\(outcome)\" where line "
                        + "\(conversations[place].line) says \"\(before)\"")
            }
            conversations[place].converted = conversations[place].converted ?? outcome
        }
        if isByTurn {
            conversations[place].turns.append(
                RawConversation.Turn(
                    line: row.line, speaker: field(.speaker, row) ?? "",
                    text: field(.text, row) ?? "", at: field(.at, row)))
        } else {
            conversations[place].transcript = field(.transcript, row) ?? ""
        }
    }
}
