/// Why a call between the daemon and a connector came to nothing. Equal when the codes are.
public struct ConnectorError: Error, Sendable, Equatable, CustomStringConvertible {
    /// An open set: a new code is no new case in anybody's switch.
    public struct Code: Sendable, Hashable {
        let number: Int32

        /// For good: the same again will be refused again.
        public static let refused = Code(number: 1)
        /// Not now: the same call, some time later, is right.
        public static let tryAgain = Code(number: 2)
        /// There is nothing of that name.
        public static let notFound = Code(number: 3)
        /// A setting or argument is not what was asked for.
        public static let invalid = Code(number: 4)
        /// Something broke.
        public static let failed = Code(number: 5)
        /// The connector is being stopped.
        public static let stopping = Code(number: 6)
    }

    public let code: Code
    /// What is wrong, where, and what to do about it.
    public let reason: String

    public init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    public var description: String { reason }

    public static func == (left: ConnectorError, right: ConnectorError) -> Bool {
        left.code == right.code
    }
}
