/// Who said it.
public enum Speaker: Sendable, Hashable {
    case representative
    case customer
}

/// One utterance of one speaker.
public struct Turn: Sendable, Hashable {
    /// 1 for the first turn of a conversation; 0 where the next one is meant.
    public var number: Int
    public var speaker: Speaker
    public var text: String
    /// Milliseconds since 1970-01-01 UTC; nil when nobody knows.
    public var saidAtMilliseconds: Int64?

    public init(
        number: Int = 0, speaker: Speaker, text: String, saidAtMilliseconds: Int64? = nil
    ) {
        self.number = number
        self.speaker = speaker
        self.text = text
        self.saidAtMilliseconds = saidAtMilliseconds
    }
}

/// Something happened in a conversation of the other system.
public struct ConversationEvent: Sendable, Hashable {
    public enum What: Sendable, Hashable {
        case said(Turn)
        case closed
    }

    /// Unique for ever within this connector: a second delivery under it gets the first answer.
    public var id: String
    public var conversation: String
    public var what: What

    public init(id: String, conversation: String, what: What) {
        self.id = id
        self.conversation = conversation
        self.what = what
    }
}
