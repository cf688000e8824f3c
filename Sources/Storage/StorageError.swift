/// Why something was not remembered. Two errors are equal when their codes are.
package struct StorageError: Error, Sendable, Equatable, CustomStringConvertible {
    package struct Code: Sendable, Hashable {
        package let name: String

        package init(_ name: String) { self.name = name }

        /// There is no room, and nothing that may leave.
        package static let full = Code("full")
        /// The entry is not the one after the conversation's last.
        package static let outOfOrder = Code("out of order")
        /// The conversation is closed.
        package static let closed = Code("closed")
        /// The event key belongs to another entry.
        package static let eventTaken = Code("event taken")
        /// The event was erased, and is not taken again.
        package static let erased = Code("erased")
        /// There is a record of that name already.
        package static let taken = Code("taken")
        /// There is no record of that name.
        package static let missing = Code("missing")
        /// The record has another revision than the expected one.
        package static let changed = Code("changed")
        /// Too much waits for the disk.
        package static let busy = Code("busy")
        /// The store is being closed.
        package static let closing = Code("closing")
        /// Another process holds the file.
        package static let inUse = Code("in use")
        /// The file cannot be opened, or is none of ours.
        package static let unreadable = Code("unreadable")
        /// A newer version of this program wrote the file.
        package static let newer = Code("newer")
        /// The disk failed: what is on it is in doubt, and nothing more is written.
        package static let broken = Code("broken")
        /// What is on the disk is not what was written.
        package static let damaged = Code("damaged")
    }

    package let code: Code
    /// Says what is wrong, and the limit and its setting where there is one.
    package let reason: String

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    package var description: String { "\(code.name): \(reason)" }

    package static func == (left: StorageError, right: StorageError) -> Bool {
        left.code == right.code
    }
}
