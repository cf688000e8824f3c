/// Why bytes were refused as a message. Two errors are equal when their codes are.
package struct MessageError: Error, Sendable, Equatable, CustomStringConvertible {
    package struct Code: Sendable, Hashable {
        package let name: String

        package init(_ name: String) { self.name = name }

        /// The bytes end within a field, or a length points past the end.
        package static let truncated = Code("truncated")
        /// Not protobuf, or a field of another type than the contract says.
        package static let malformed = Code("malformed")
        /// More bytes than ``DecodeLimits/bytes``.
        package static let tooLarge = Code("too large")
        /// Messages within messages, past ``DecodeLimits/depth``.
        package static let tooDeep = Code("too deep")
        /// More than ``DecodeLimits/elements``.
        package static let tooManyElements = Code("too many elements")
        /// More than ``DecodeLimits/unknownBytes``.
        package static let tooManyUnknownBytes = Code("too many unknown bytes")
        /// A string holds NUL or bytes that are not UTF-8.
        package static let invalidText = Code("invalid text")
        /// Unpacking would take more than ``DecodeLimits/memory(wireBytes:elements:)``.
        package static let outOfMemory = Code("out of memory")
    }

    package let code: Code
    /// The message's full name: "salesrl.v1.ObserveRequest".
    package let message: String
    /// Path of the field at fault: "turns[3].text"; empty where it is the message as a whole.
    package let field: String
    /// What is wrong, with the limit that was passed.
    package let reason: String

    package init(_ code: Code, message: String, field: String = "", reason: String) {
        self.code = code
        self.message = message
        self.field = field
        self.reason = reason
    }

    package var description: String {
        field.isEmpty ? "\(message): \(reason)" : "\(message): \(field): \(reason)"
    }

    package static func == (left: MessageError, right: MessageError) -> Bool {
        left.code == right.code
    }
}
