/// What somebody is here for. A principal has one.
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
    /// Above tenants: makes and removes them, and sees none of their conversations.
    case `operator`

    /// The roles that a tenant can give.
    package static let ofTenants = allCases.filter { $0 != .operator }
}
