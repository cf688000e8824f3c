/// Why a model file was refused. Two are equal when their codes are.
package struct ModelFileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// An open set: a later version may add codes.
    package struct Code: Sendable, Hashable, CustomStringConvertible {
        package let description: String
        private init(_ name: String) { description = name }

        /// The file cannot be opened, read or written.
        package static let unreadable = Code("unreadable")
        /// Longer than `ModelFileLimits.bytes`.
        package static let tooLarge = Code("tooLarge")
        /// The file ends before what it announces.
        package static let truncated = Code("truncated")
        /// Not a model file at all.
        package static let wrongMagic = Code("wrongMagic")
        /// A model file of a format that this program does not read.
        package static let unsupportedVersion = Code("unsupportedVersion")
        /// Some byte is not what was written.
        package static let checksumMismatch = Code("checksumMismatch")
        /// The header is not the JSON it should be, or points outside the file.
        package static let malformedHeader = Code("malformedHeader")
        package static let missingTensor = Code("missingTensor")
        package static let missingMetadata = Code("missingMetadata")
        package static let shapeMismatch = Code("shapeMismatch")
    }

    package let code: Code
    /// What is wrong, where, and what to do.
    package var reason: String

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    package var description: String { "\(reason) (\(code))" }

    package static func == (left: ModelFileError, right: ModelFileError) -> Bool {
        left.code == right.code
    }

    /// The same, with the path in front.
    func at(_ path: String) -> ModelFileError { ModelFileError(code, "\(path): \(reason)") }

    static func missing(tensor name: String, among names: some Sequence<String>) -> Self {
        ModelFileError(
            .missingTensor,
            "no tensor \"\(name)\"; the file holds \(names.sorted().joined(separator: ", "))")
    }

    static func missing(metadata key: String) -> Self {
        ModelFileError(
            .missingMetadata,
            "the header says nothing of \"\(key)\"; train the model again with this version")
    }
}

/// What a model file may be at most; checked before memory is taken.
package enum ModelFileLimits {
    package static let bytes = 256 << 20
    package static let headerBytes = 1 << 20
    package static let tensors = 4096
    package static let dimensions = 4
}
