package import Messages

/// Everything that is remembered of a conversation in order to measure its next turn.
///
/// A plain value of fixed size: the same after three turns and after three thousand.
package struct ConversationState: Sendable, Equatable {
    /// By position in ``Track/all``: decayed strength, undecayed sum, and last turn that showed it.
    var recents = [Float](repeating: 0, count: Track.all.count)
    var sums = [Float](repeating: 0, count: Track.all.count)
    var shown = [UInt16](repeating: 0, count: Track.all.count)
    var registers = [Float](repeating: 0, count: Register.allCases.count)
    /// Stems (folded to 16 bits) of the turn before, for the echo of one side in the other.
    var echo = [UInt16](repeating: 0, count: Self.echoWords)
    var lastSaidAt: Int64 = .min

    static let echoWords = 24

    package init() {}

    /// Names of the features, in their order.
    package static let schema = FeatureSchema(
        Track.all.flatMap { track in
            let overall = FeatureSchema.Feature(
                name: "\(track.name).overall", phrase: track.phrase)
            guard track.isMomentary else { return [overall] }
            let recent = FeatureSchema.Feature(
                name: "\(track.name).recent", phrase: "\(track.phrase) just now")
            return [recent, overall]
        } + Measurement.all.map { FeatureSchema.Feature(name: $0.name, phrase: $0.phrase) })

    /// Takes one more turn in, and says what it and all before it amount to.
    package mutating func measure(_ turn: Turn) -> Measured {
        let cleaned = Cleaning.clean(turn.text)
        let reading = Reading(cleaned.text, speaker: turn.speaker)
        add(reading, turn)
        return measured(
            text: reading.scan.text, isTruncated: cleaned.isTruncated, words: reading.scan.wordKeys)
    }

    /// The conversation is over: the features that begin with `closed` say how it ended.
    ///
    /// Closing twice changes nothing. A turn measured afterwards opens the conversation again.
    package mutating func close() -> Measured {
        self[.isClosed] = 1
        return measured(text: "", isTruncated: false)
    }

    /// Turns taken in so far.
    package var turnCount: Int { Int(turns) }
}

/// What one turn gives: the text to embed, and one number for each feature of the schema.
package struct Measured: Sendable, Equatable {
    /// Cleaned; links, e-mail addresses and phone numbers stand as plain words. May be empty.
    package let text: String
    package let features: Features
    /// For each feature the last turn that moved it, 1 for the first turn; 0: none.
    package let shownIn: [Int]
    /// The text was longer than ``Limits/turnBytes``; what is past it was not looked at.
    package let isTruncated: Bool
}

extension ConversationState {
    subscript(register: Register) -> Float {
        get { registers[register.rawValue] }
        set { registers[register.rawValue] = newValue }
    }

    /// The register of one side: 0 representative, 1 customer.
    subscript(register: Register, side: Int) -> Float {
        get { registers[register.of(side)] }
        set { registers[register.of(side)] = newValue }
    }

    var turns: Float { self[.repTurns] + self[.customerTurns] }

    /// A sum over the turns of one side, by turn.
    func mean(_ register: Register, _ side: Int) -> Float {
        self[register, side] / max(1, self[.repTurns, side])
    }

    func recent(_ side: Speaker, _ cue: Cue) -> Float {
        let position = Track.positions[side == .customer ? 1 : 0][Int(cue.rawValue)]
        return position < 0 ? 0 : recents[position]
    }

    /// Signs for a yes minus signs for a no, over many cues that are each too rare to weigh alone.
    func favour(_ strengths: [Float]) -> Float {
        var total: Float = 0
        for position in Self.favouring { total += strengths[position] }
        for position in Self.opposing { total -= strengths[position] }
        return total
    }

    func objections() -> Float {
        Self.objecting.reduce(0) { $0 + sums[$1] }
    }

    private static let favouring = positions([
        .interest, .intent, .accept, .agree, .praise, .portion, .experience,
    ])
    private static let objecting = positions([
        .objectPrice, .objectTiming, .objectAuthority, .objectNeed, .objectTrust,
        .objectCompetitor, .hardship, .doubt, .alreadyGives, .confusion,
    ])
    private static let opposing =
        objecting + positions([.refuse, .postpone, .complaint, .wish])

    private static func positions(_ cues: [Cue]) -> [Int] {
        cues.map { Track.positions[1][Int($0.rawValue)] }.filter { $0 >= 0 }
    }

    /// Both sides named an amount, and their last ones are within one percent.
    var hasMet: Bool {
        guard self[.customerAmounts] > 0, self[.repAmounts] > 0 else { return false }
        let (one, other) = (self[.customerLast], self[.repLast])
        return abs(one - other) <= 0.01 * max(one, other)
    }

    private func measured(
        text: String, isTruncated: Bool, words: [UInt64] = []
    ) -> Measured {
        var values: [Float] = []
        var places: [Int] = []
        values.reserveCapacity(Self.schema.count)
        places.reserveCapacity(Self.schema.count)
        for (position, track) in Track.all.enumerated() {
            if track.isMomentary {
                values.append(min(4, recents[position]))
                places.append(Int(shown[position]))
            }
            values.append(min(4, Scale.log(sums[position])))
            places.append(Int(shown[position]))
        }
        let turn = Int(turns)
        for measurement in Measurement.all {
            let value = measurement.value(self)
            values.append(min(4, max(-4, value)))
            switch measurement.shown {
            case .turn: places.append(turn)
            case .at(let register): places.append(Int(self[register]))
            case .closing: places.append(self[.isClosed] > 0 ? turn : 0)
            }
        }
        return Measured(
            text: text,
            features: Features(values: values, schema: Self.schema.hash, words: words),
            shownIn: places, isTruncated: isTruncated)
    }
}
