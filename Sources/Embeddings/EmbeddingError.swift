/// Why there is no embedding. Equality looks at the code only.
package struct EmbeddingError: Error, Equatable, CustomStringConvertible {
    package struct Code: Sendable, Equatable {
        private let name: String

        /// The files are not there; the reason says how to get them.
        package static let weightsMissing = Code(name: "weightsMissing")
        /// The files are there but not what they should be.
        package static let weightsDamaged = Code(name: "weightsDamaged")
        /// More texts wait than the limit allows; try again later.
        package static let overloaded = Code(name: "overloaded")
        /// Whoever asked no longer wants the answer.
        package static let cancelled = Code(name: "cancelled")
        /// The embedder was shut down.
        package static let closed = Code(name: "closed")
        /// The embedding service cannot be reached, or answers too late.
        package static let serviceAway = Code(name: "serviceAway")
        /// The embedding service answers, and not with embeddings.
        package static let serviceRefused = Code(name: "serviceRefused")
        /// A kernel was asked for that this machine does not have.
        package static let unknownKernels = Code(name: "unknownKernels")
    }

    package let code: Code
    /// What is wrong, where, and what to do.
    package let reason: String

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    package var description: String { reason }
    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
