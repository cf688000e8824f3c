/// Who said it.
package enum Speaker: UInt8, Sendable, Hashable, CaseIterable {
    case representative = 1
    case customer = 2
}

/// One utterance of one speaker.
package struct Turn: Sendable, Equatable {
    /// 1 for the first turn of a conversation; 0 where the next one is meant.
    package var number: Int
    package var speaker: Speaker
    package var text: String
    /// Milliseconds since 1970-01-01 UTC; nil when nobody knows.
    package var saidAtMilliseconds: Int64?

    package init(
        number: Int, speaker: Speaker, text: String, saidAtMilliseconds: Int64? = nil
    ) {
        self.number = number
        self.speaker = speaker
        self.text = text
        self.saidAtMilliseconds = saidAtMilliseconds
    }
}
