/// What a connector is, and which settings it takes.
public struct ConnectorDescriptor: Sendable {
    /// Lower case letters, digits, "-" and "_", at most 64: "folder".
    public var name: String
    public var version: String
    /// One sentence.
    public var description: String
    public var options: [ConnectorOption]
    /// Whether ``Connector/writeBack(_:)`` is to be called.
    public var takesWriteBacks: Bool

    public init(
        name: String, version: String, description: String, options: [ConnectorOption] = [],
        takesWriteBacks: Bool = false
    ) {
        self.name = name
        self.version = version
        self.description = description
        self.options = options
        self.takesWriteBacks = takesWriteBacks
    }
}

/// A setting that a connector understands. The daemon validates it before the start.
public struct ConnectorOption: Sendable {
    /// An open set: a new kind is no new case in anybody's switch.
    public struct Kind: Sendable, Hashable {
        let number: Int32

        public static let text = Kind(number: 1)
        /// Decimal, 64 bits.
        public static let integer = Kind(number: 2)
        /// "true" or "false".
        public static let boolean = Kind(number: 3)
        /// An absolute path.
        public static let path = Kind(number: 4)
    }

    /// Lower case letters, digits and "_".
    public var name: String
    public var kind: Kind
    public var isRequired: Bool
    public var defaultValue: String?
    /// One sentence, with the unit where there is one.
    public var help: String

    public init(
        _ name: String, _ kind: Kind, isRequired: Bool = false, default defaultValue: String? = nil,
        help: String
    ) {
        self.name = name
        self.kind = kind
        self.isRequired = isRequired
        self.defaultValue = defaultValue
        self.help = help
    }
}
