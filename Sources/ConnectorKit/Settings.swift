/// The values of a connector's options, as the daemon validated them.
public struct Settings: Sendable {
    private let values: [String: String]

    public init(_ values: [String: String]) { self.values = values }

    /// Nil where the option is not set and has no default.
    public subscript(name: String) -> String? { values[name] }

    /// The value of an option of kind `integer`.
    public func integer(_ name: String) -> Int? { values[name].flatMap { Int($0) } }

    /// The value of an option of kind `boolean`; false where it is not set.
    public func isOn(_ name: String) -> Bool { values[name] == "true" }
}
