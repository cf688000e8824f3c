import Messages

extension TenantID: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(value) }
}
