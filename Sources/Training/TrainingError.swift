/// Why a training run stopped. Two are equal when their codes are.
package struct TrainingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// An open set: a later version may add codes.
    package struct Code: Sendable, Hashable, CustomStringConvertible {
        package let description: String
        package init(_ name: String) { description = name }

        /// A file cannot be read, or is larger than `TrainingLimits.fileBytes`.
        package static let unreadable = Code("unreadable")
        /// A line of the data is not a conversation with an outcome.
        package static let badData = Code("badData")
        /// Too few conversations, or too few of one outcome.
        package static let tooFew = Code("tooFew")
        /// A setting is outside its range.
        package static let badSetting = Code("badSetting")
        /// The model or its card cannot be written.
        package static let unwritable = Code("unwritable")
        /// No step of an adaptation forecasts later conversations better.
        package static let noGain = Code("noGain")
        package static let cancelled = Code("cancelled")
    }

    package let code: Code
    /// What is wrong, where (file, line, field), and what to do.
    package let reason: String

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    package var description: String { "\(reason) (\(code))" }

    package static func == (left: TrainingError, right: TrainingError) -> Bool {
        left.code == right.code
    }
}
