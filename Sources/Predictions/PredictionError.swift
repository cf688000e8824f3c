internal import Tensors

/// Why a model or a saved state was refused. Two are equal when their codes are.
package struct PredictionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// An open set: a later version may add codes.
    package struct Code: Sendable, Hashable, CustomStringConvertible {
        package let description: String
        package init(_ name: String) { description = name }

        /// The model file was refused; the reason says by which check.
        package static let badModelFile = Code("badModelFile")
        /// The model was trained on another embedder's vectors.
        package static let otherEmbedder = Code("otherEmbedder")
        /// The model was trained on other features.
        package static let otherSchema = Code("otherSchema")
        /// A size is outside `PredictionLimits`, or sizes contradict each other.
        package static let unsupportedShape = Code("unsupportedShape")
        /// Saved bytes are not a state of this model.
        package static let badState = Code("badState")
    }

    package let code: Code
    /// What is wrong, where, and what to do.
    package let reason: String
    /// For `badModelFile`: which check of the file failed ("truncated", "wrongMagic", ...).
    package let fileCode: String?

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
        fileCode = nil
    }

    init(_ error: ModelFileError) {
        code = .badModelFile
        reason = error.reason
        fileCode = error.code.description
    }

    package var description: String { "\(reason) (\(fileCode ?? code.description))" }

    package static func == (left: PredictionError, right: PredictionError) -> Bool {
        left.code == right.code && left.fileCode == right.fileCode
    }
}
