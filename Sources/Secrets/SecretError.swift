/// Why a secret was not kept or not given. Equal when the codes are.
package struct SecretError: Error, Sendable, Equatable, CustomStringConvertible {
    package struct Code: Sendable, Hashable {
        package let name: String

        package init(_ name: String) { self.name = name }

        /// The key file is absent or cannot be read.
        package static let unreadable = Code("unreadable")
        /// Others than its owner may read the key file, or somebody may write to it.
        package static let permissions = Code("permissions")
        /// The key file is not one.
        package static let malformed = Code("malformed")
        /// A data key is wrapped under a key that the key file does not hold.
        package static let keyMissing = Code("keyMissing")
        /// A sealed form is not what was sealed for this place.
        package static let damaged = Code("damaged")
        /// A name or a value is not of its form.
        package static let invalid = Code("invalid")
        /// Somebody else changed the same thing at the same time.
        package static let conflict = Code("conflict")
        /// The registry failed.
        package static let storage = Code("storage")
    }

    package let code: Code
    /// Says what is wrong, where, and what to do. Never holds a secret.
    package let reason: String
    /// The field of the request that is at fault, where one is.
    package let field: String?

    package init(_ code: Code, _ reason: String, field: String? = nil) {
        self.code = code
        self.reason = reason
        self.field = field
    }

    package var description: String { reason }

    package static func == (left: SecretError, right: SecretError) -> Bool {
        left.code == right.code
    }
}
