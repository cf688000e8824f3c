/// Why a text is not a conversation, or bytes are not a state.
///
/// Two errors are equal when their codes are, so that tests need not match prose.
package struct ConversationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// An open set: compare against the constants, expect others.
    package struct Code: Sendable, Hashable {
        package let name: String

        package init(_ name: String) { self.name = name }

        package static let emptyTranscript = Code("emptyTranscript")
        package static let unknownSpeaker = Code("unknownSpeaker")
        package static let malformedJSON = Code("malformedJSON")
        package static let missingField = Code("missingField")
        package static let wrongType = Code("wrongType")
        package static let tooLarge = Code("tooLarge")
        package static let badState = Code("badState")
    }

    package let code: Code
    /// Says what is wrong, where, and what to do about it.
    package let reason: String
    /// Line of the input, 1 for the first; nil where there are no lines.
    package let line: Int?
    /// "turns[3].speaker"; nil where no field is to blame.
    package let field: String?

    package init(_ code: Code, _ reason: String, line: Int? = nil, field: String? = nil) {
        self.code = code
        self.reason = reason
        self.line = line
        self.field = field
    }

    package var description: String {
        var place = line.map { "line \($0)" } ?? ""
        if let field { place += (place.isEmpty ? "" : ", ") + field }
        return place.isEmpty ? reason : "\(place): \(reason)"
    }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
