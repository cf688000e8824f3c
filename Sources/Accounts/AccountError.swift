internal import Storage

/// What is wrong with accounts, a change of them, or the directory that holds them. Equal when the
/// codes are.
package struct AccountError: Error, Sendable, Equatable, CustomStringConvertible {
    package struct Code: Sendable, Hashable {
        package let name: String

        package init(_ name: String) { self.name = name }

        /// A file is absent or cannot be read.
        package static let unreadable = Code("unreadable")
        /// A file is not what was written.
        package static let malformed = Code("malformed")
        /// Something could not be written.
        package static let unwritable = Code("unwritable")
        /// Another process holds the file.
        package static let inUse = Code("in use")
        /// There is something already.
        package static let exists = Code("exists")
        /// There is nothing of that name, or nothing that the caller may know of.
        package static let notFound = Code("not found")
        /// The record has another revision than the expected one.
        package static let changed = Code("changed")
        /// A field holds what it may not.
        package static let invalidField = Code("invalid field")
        /// It cannot be done as things are.
        package static let impossible = Code("impossible")
        /// There are as many as are kept.
        package static let full = Code("full")
        /// The disk failed, or too much waits for it.
        package static let unavailable = Code("unavailable")
    }

    package let code: Code
    /// Says what is wrong, where, and what to do.
    package let reason: String
    /// Of ``Code/invalidField``, ``Code/notFound`` and ``Code/exists``: which one, as the contract
    /// names it.
    package let field: String?

    package init(_ code: Code, _ reason: String, field: String? = nil) {
        self.code = code
        self.reason = reason
        self.field = field
    }

    package var description: String { reason }

    package static func == (left: AccountError, right: AccountError) -> Bool {
        left.code == right.code
    }

    /// - Parameter description: what is wrong with it, without its name.
    static func invalid(_ field: String, _ description: String) -> AccountError {
        AccountError(.invalidField, "\(field) \(description)", field: field)
    }

    /// The one answer to "there is none" and to "it is not yours".
    package static func noTenant(_ name: String) -> AccountError {
        AccountError(.notFound, "tenant: there is no tenant \(name)", field: "tenant")
    }

    init(_ error: StorageError) {
        let code: Code =
            switch error.code {
            case .taken: .exists
            case .missing: .notFound
            case .changed: .changed
            case .inUse: .inUse
            case .damaged, .newer: .malformed
            case .unreadable: .unreadable
            case .full: .full
            default: .unavailable
            }
        self.init(code, error.reason)
    }
}
