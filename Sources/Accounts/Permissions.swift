/// Who may call what. What is not in the table is denied.
package enum Permissions {
    package enum Rule: Sendable, Equatable {
        /// No token needed.
        case everyone
        case roles(Set<Role>)
        /// Not for this port, whoever asks.
        case nobody
    }

    private static let readers = Rule.roles([.viewer, .service, .manager, .admin, .auditor])
    private static let scorers = Rule.roles([.service, .manager, .admin])
    private static let writers = Rule.roles([.service, .connector, .admin])
    private static let anybody = Rule.roles(Set(Role.allCases))
    private static let operators = Rule.roles([.operator])
    private static let administrators = Rule.roles([.admin, .operator])
    private static let inspectors = Rule.roles([.admin, .auditor, .operator])

    /// The page of metrics, which tells of the whole daemon and of the reader's own tenant...
    package static let metricsPage = "pages/metrics"
    /// ...and what it tells of other tenants.
    package static let metricsOfAllTenants = "pages/metrics of all tenants"

    /// By "package.Service/Method". A test walks the descriptors and fails where one is missing.
    package static let table: [String: Rule] = [
        "salesrl.v1.Scoring/ScoreConversation": scorers,
        "salesrl.v1.Scoring/Observe": writers,
        "salesrl.v1.Scoring/Live": writers,
        "salesrl.v1.Scoring/Watch": readers,
        "salesrl.v1.Scoring/Close": writers,
        "salesrl.v1.Scoring/GetConversation": readers,
        "salesrl.v1.Info/GetInfo": anybody,
        // Tenants themselves, and what they may take, are an operator's; what is in a tenant is its
        // administrators' too.
        "salesrl.v1.Admin/CreateTenant": operators,
        "salesrl.v1.Admin/ListTenants": operators,
        "salesrl.v1.Admin/DeleteTenant": operators,
        "salesrl.v1.Admin/UndeleteTenant": operators,
        "salesrl.v1.Admin/UpdateQuota": operators,
        "salesrl.v1.Admin/GetTenant": inspectors,
        "salesrl.v1.Admin/UpdateTenant": administrators,
        "salesrl.v1.Admin/IssueToken": administrators,
        "salesrl.v1.Admin/ListTokens": inspectors,
        "salesrl.v1.Admin/RotateToken": administrators,
        "salesrl.v1.Admin/RevokeToken": administrators,
        "salesrl.v1.Admin/ListPrincipals": inspectors,
        "salesrl.v1.Admin/AssignRole": administrators,
        "salesrl.v1.Admin/RemovePrincipal": administrators,
        "salesrl.v1.Admin/ListCertificates": inspectors,
        "salesrl.v1.Admin/BindCertificate": administrators,
        "salesrl.v1.Admin/UnbindCertificate": administrators,
        "salesrl.v1.Admin/GetQuota": inspectors,
        "salesrl.v1.Admin/ListConnectors": inspectors,
        "salesrl.v1.Admin/GetConnector": inspectors,
        "salesrl.v1.Admin/ConfigureConnector": administrators,
        "salesrl.v1.Admin/EnableConnector": administrators,
        "salesrl.v1.Admin/DisableConnector": administrators,
        "salesrl.v1.Admin/SetSecret": administrators,
        "salesrl.v1.Admin/ListSecrets": inspectors,
        "salesrl.v1.Admin/DeleteSecret": administrators,
        "salesrl.v1.Admin/RotateKeys": administrators,
        "salesrl.v1.Admin/GetGraph": .roles([
            .viewer, .service, .manager, .admin, .auditor, .operator,
        ]),
        "salesrl.v1.Admin/ListAudit": inspectors,
        "salesrl.v1.Admin/EraseConversations": administrators,
        // Probes come without a token; nothing else does.
        "grpc.health.v1.Health/Check": .everyone,
        "grpc.health.v1.Health/List": .everyone,
        "grpc.health.v1.Health/Watch": .everyone,
        "grpc.reflection.v1.ServerReflection/ServerReflectionInfo": anybody,
        "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo": anybody,
        metricsPage: .roles([.manager, .admin, .auditor, .operator]),
        metricsOfAllTenants: .roles([.operator]),
        // Spoken over a connector's own socketpair, which no caller of the port can reach.
        "salesrl.v1.ConnectorHost/Start": .nobody,
        "salesrl.v1.ConnectorHost/Deliver": .nobody,
        "salesrl.v1.ConnectorHost/WriteBacks": .nobody,
        "salesrl.v1.ConnectorHost/Secret": .nobody,
        "salesrl.v1.ConnectorHost/Log": .nobody,
        "salesrl.v1.ConnectorHost/Checkpoint": .nobody,
    ]

    package static func rule(for method: String) -> Rule { table[method] ?? .nobody }

    package static func allows(_ role: Role, _ method: String) -> Bool {
        switch rule(for: method) {
        case .everyone: true
        case .roles(let roles): roles.contains(role)
        case .nobody: false
        }
    }
}
