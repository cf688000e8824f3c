package import Messages

/// What a request must hold before it is an event. Every refusal names the field and the limit.
package struct Checks: Sendable {
    package let limits: GuidanceLimits

    package init(_ limits: GuidanceLimits) { self.limits = limits }

    /// A name of 1 to 200 bytes without control characters.
    package func id(
        _ text: String, _ field: String, mayBeEmpty: Bool = false
    ) throws(Status) {
        if text.isEmpty {
            if mayBeEmpty { return }
            throw .fieldViolation(
                field: field,
                description: "is empty; it must be 1 to \(GuidanceLimits.idBytes) bytes")
        }
        guard text.utf8.count <= GuidanceLimits.idBytes else {
            throw .fieldViolation(
                field: field,
                description: "has \(text.utf8.count) bytes; at most \(GuidanceLimits.idBytes) are "
                    + "possible")
        }
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f }) else {
            throw .fieldViolation(field: field, description: "holds a control character")
        }
    }

    /// An event from any door.
    func event(_ event: Event) throws(Status) {
        try id(event.conversation.conversation, "conversation_id")
        try id(event.key.event, "event_id")
        if case .said(let turn) = event.what { try check(turn, "turn") }
    }

    /// A number that can be, and a text that says something.
    private func check(_ turn: Turn, _ field: String) throws(Status) {
        guard turn.number >= 0 else {
            throw .fieldViolation(
                field: "\(field).number",
                description: "is \(turn.number); the first turn is 1, and 0 means the next one")
        }
        guard turn.number <= limits.turns else {
            throw .fieldViolation(
                field: "\(field).number",
                description: "is \(turn.number); a conversation has at most "
                    + "limits.turnsPerConversation = \(limits.turns) turns")
        }
        guard turn.text.utf8.count <= limits.turnBytes else {
            throw .fieldViolation(
                field: "\(field).text",
                description: "has \(turn.text.utf8.count) bytes; at most limits.turnBytes = "
                    + "\(limits.turnBytes) are possible")
        }
        guard turn.text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            throw .fieldViolation(
                field: "\(field).text", description: "says nothing; it needs a visible character")
        }
    }

    /// The turns of a whole transcript, numbered from 1.
    package func transcript(_ turns: [IncomingTurn]) throws(Status) -> [Turn] {
        guard !turns.isEmpty else {
            throw .fieldViolation(
                field: "turns", description: "is empty; a conversation has at least one turn")
        }
        guard turns.count <= limits.turns else {
            throw .fieldViolation(
                field: "turns",
                description: "holds \(turns.count) turns; at most limits.turnsPerConversation = "
                    + "\(limits.turns) are possible")
        }
        var checked: [Turn] = []
        checked.reserveCapacity(turns.count)
        for (index, incoming) in turns.enumerated() {
            var turn = try incoming.checked("turns[\(index)]")
            try check(turn, "turns[\(index)]")
            guard turn.number == 0 || turn.number == index + 1 else {
                throw .fieldViolation(
                    field: "turns[\(index)].number",
                    description: "is \(turn.number); turns are numbered from 1 without gaps, so "
                        + "\(index + 1) comes here (or 0 to leave it open)")
            }
            turn.number = index + 1
            checked.append(turn)
        }
        return checked
    }
}
