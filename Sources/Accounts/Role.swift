package import Messages

/// What somebody is here for. A token has one.
package enum Role: String, Sendable, CaseIterable, Codable {
    /// Looks at conversations and forecasts.
    case viewer
    /// A program that sends turns and asks for scores.
    case service
    /// A connector: brings events, and nothing else.
    case connector
    /// Looks, and scores by hand.
    case manager
    /// Everything in the tenant.
    case admin
    /// Reads everything, changes nothing.
    case auditor
}

/// Who is calling.
package struct Principal: Sendable, Hashable {
    package let tenant: TenantID
    package let role: Role
    /// Names the token without giving it away: for logs.
    package let tokenID: String

    package init(tenant: TenantID, role: Role, tokenID: String) {
        self.tenant = tenant
        self.role = role
        self.tokenID = tokenID
    }
}
