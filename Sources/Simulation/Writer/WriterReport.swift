/// What became of the lines that a writer was asked for.
package struct WriterReport: Sendable, Equatable, Encodable {
    /// Turns that were to be written.
    package var turns = 0
    /// Whose first line passed.
    package var accepted = 0
    /// Whose line passed after others had been rejected.
    package var acceptedLater = 0
    /// That keep the grammar's words, and of these those for which the service gave no reply.
    package var fallenBack = 0
    package var unanswered = 0
    /// Replies that were rejected, by reason.
    package var rejected: [String: Int] = [:]
    /// Replies that came from the cache, and that were paid for.
    package var cached = 0
    package var calls = 0
    /// Of what was paid for, prompts included, as the service counts them.
    package var tokens = 0

    package init() {}

    /// For a person.
    package var lines: [String] {
        let reasons = rejected.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        return [
            "\(turns) turns: \(accepted) written, \(acceptedLater) after asking again, "
                + "\(fallenBack) left as they were (\(unanswered) without a reply)",
            "replies rejected: \(reasons.isEmpty ? "none" : reasons)",
            "\(cached) replies from the cache, \(calls) calls, \(tokens) tokens",
        ]
    }
}
