import Messages

@testable import Conversations

/// One turn, read by itself.
func reading(_ text: String, by speaker: Speaker = .customer) -> Reading {
    Reading(Cleaning.clean(text).text, speaker: speaker)
}

/// The cues that a text shows, tone left out.
func cues(_ text: String, by speaker: Speaker = .customer) -> Set<Cue> {
    let reading = reading(text, by: speaker)
    return Set(Cue.allCases.filter { reading[$0] > 0 && $0 != .positive && $0 != .negative })
}

/// A conversation measured turn by turn: what the last one gave, and the state after it.
func measured(_ turns: [(Speaker, String)]) -> (last: Measured?, state: ConversationState) {
    var state = ConversationState()
    var last: Measured?
    for (index, turn) in turns.enumerated() {
        last = state.measure(Turn(number: index + 1, speaker: turn.0, text: turn.1))
    }
    return (last, state)
}

extension Measured {
    /// The value of a feature by name; nil where the schema has none of that name.
    func value(_ name: String) -> Float? {
        position(name).map { features.values[$0] }
    }

    func turn(showing name: String) -> Int? {
        position(name).map { shownIn[$0] }
    }

    private func position(_ name: String) -> Int? {
        ConversationState.schema.features.firstIndex { $0.name == name }
    }
}
