internal import Messages

/// An entry as its row has it. The checksum is over every column.
struct EventRow {
    let key: EventKey
    let conversation: ConversationKey
    let sequence: Int
    /// Milliseconds since 1970-01-01 UTC.
    let keptAt: Int
    /// salesrl.v1.Turn; nil for a closing.
    let said: [UInt8]?
    /// salesrl.v1.Forecast
    let forecast: [UInt8]

    init(_ entry: Entry, keptAt: Int) {
        key = entry.event.key
        conversation = entry.event.conversation
        sequence = entry.sequence
        self.keptAt = keptAt
        switch entry.event.what {
        case .said(let turn): said = turn.bytes()
        case .closed: said = nil
        }
        forecast = entry.forecast.bytes()
    }

    static let columns =
        "tenant, conversation, sequence, source, event, kept_at, said, forecast, checksum"

    /// Reads ``columns``. A row that is not what was written is refused.
    init(_ row: Row) throws(StorageError) {
        let tenant = TenantID(row.text(0))
        conversation = ConversationKey(tenant: tenant, conversation: row.text(1))
        sequence = row.integer(2)
        key = EventKey(tenant: tenant, source: row.text(3), event: row.text(4))
        keptAt = row.integer(5)
        said = row.isNull(6) ? nil : row.blob(6)
        forecast = row.blob(7)
        guard row.integer(8) == checksum else { throw Self.damaged(conversation, sequence) }
    }

    var checksum: Int {
        var sum = Checksum()
        for text in [key.tenant.name, conversation.conversation, key.source, key.event] {
            sum.take(text.utf8)
        }
        sum.take(sequence)
        sum.take(keptAt)
        if let said { sum.take(said) }
        sum.take(forecast)
        return sum.value
    }

    static func damaged(_ conversation: ConversationKey, _ sequence: Int?) -> StorageError {
        let place = sequence.map { "entry \($0)" } ?? "the state"
        return StorageError(
            .damaged,
            "\(place) of conversation \(conversation.conversation) of tenant "
                + "\(conversation.tenant) is not what was written; restore a backup")
    }

    // MARK: As values

    func what() throws(StorageError) -> Event.What {
        guard let said else { return .closed }
        let turn: Turn?
        do {
            turn = try IncomingTurn(decoding: said).value
        } catch {
            throw Self.damaged(conversation, sequence)
        }
        guard let turn else { throw Self.damaged(conversation, sequence) }
        return .said(turn)
    }

    func told() throws(StorageError) -> Forecast {
        do {
            return try Forecast(decoding: forecast)
        } catch {
            throw Self.damaged(conversation, sequence)
        }
    }
}

/// Where a conversation stands, as its row has it.
struct ConversationRow {
    let conversation: ConversationKey
    var entries: Int
    var isClosed: Bool
    var state: [UInt8]
    /// salesrl.v1.Forecast, the last.
    var forecast: [UInt8]
    /// The consumer that the forecast waits for; empty where nobody carries it back.
    var carrier: String

    init(
        _ conversation: ConversationKey, entries: Int, isClosed: Bool, state: [UInt8],
        forecast: [UInt8], carrier: String
    ) {
        self.conversation = conversation
        self.entries = entries
        self.isClosed = isClosed
        self.state = state
        self.forecast = forecast
        self.carrier = carrier
    }

    static let columns = "tenant, conversation, entries, closed, state, forecast, carrier, checksum"

    /// ``columns`` as a file of an earlier version has them.
    static func columns(of version: Int) -> String {
        version == 1 ? columns.replacing("carrier", with: "'' AS carrier") : columns
    }

    init(_ row: Row) throws(StorageError) {
        conversation = ConversationKey(
            tenant: TenantID(row.text(0)), conversation: row.text(1))
        entries = row.integer(2)
        isClosed = row.integer(3) != 0
        state = row.blob(4)
        forecast = row.blob(5)
        carrier = row.text(6)
        guard row.integer(7) == checksum else { throw EventRow.damaged(conversation, nil) }
    }

    func told() throws(StorageError) -> Forecast {
        do {
            return try Forecast(decoding: forecast)
        } catch {
            throw EventRow.damaged(conversation, nil)
        }
    }

    var checksum: Int {
        var sum = Checksum()
        sum.take(conversation.tenant.name.utf8)
        sum.take(conversation.conversation.utf8)
        sum.take(entries)
        sum.take(isClosed ? 1 : 0)
        sum.take(state)
        sum.take(forecast)
        // Rows of before there were carriers keep the sum that they have.
        if !carrier.isEmpty { sum.take(carrier.utf8) }
        return sum.value
    }
}
