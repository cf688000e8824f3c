/// What is wrong with accounts or the directory that holds them. Equal when the codes are.
package struct AccountError: Error, Sendable, Equatable, CustomStringConvertible {
    package struct Code: Sendable, Hashable {
        package let name: String

        package init(_ name: String) { self.name = name }

        /// The tokens file is absent or cannot be read.
        package static let unreadable = Code("unreadable")
        /// The tokens file is not what `salesrl init` writes.
        package static let malformed = Code("malformed")
        /// Something could not be written.
        package static let unwritable = Code("unwritable")
        /// There is something already.
        package static let exists = Code("exists")
    }

    package let code: Code
    /// Says what is wrong, where, and what to do.
    package let reason: String

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    package var description: String { reason }

    package static func == (left: AccountError, right: AccountError) -> Bool {
        left.code == right.code
    }
}
