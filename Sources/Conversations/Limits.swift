/// Every bound of this room. A text past a bound is cut, and the cut is told; nothing here refuses.
package enum Limits {
    /// `limits.turnBytes`: bytes of cleaned text that are measured and embedded; the rest is cut.
    package static let turnBytes = 16 * 1_024
    /// Bytes of the incoming text that are looked at before cleaning. Markup and entities shrink,
    /// so this is wider than ``turnBytes``.
    package static let rawTurnBytes = 4 * turnBytes
    /// Bytes of one transcript or of one JSONL line.
    package static let transcriptBytes = 16 * 1_024 * 1_024
    /// Turns of one transcript.
    package static let transcriptTurns = 10_000
    /// How deep the values of a JSONL line may nest.
    package static let jsonDepth = 16
    /// Bytes of an encoded ``ConversationState``.
    package static let stateBytes = 3 * 1_024
    /// Elements between two words of a gap (`..`) in a lexicon's phrase.
    static let gapWords = 2
}
