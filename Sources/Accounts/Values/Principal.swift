package import Messages
package import Storage

/// Somebody who may call: a person or a program, whatever it shows to prove it.
package struct Principal: Sendable, Hashable {
    package let tenant: TenantID
    /// Unique in the tenant.
    package let id: String
    package let role: Role
    /// For people: "Ann's laptop". May be empty.
    package var label = ""
    /// Milliseconds since 1970-01-01 UTC.
    package var createdAt = 0
    /// One more with each change: what a change may expect.
    package var revision = 0

    package init(tenant: TenantID, id: String, role: Role) {
        self.tenant = tenant
        self.id = id
        self.role = role
    }

    /// "acme/ann", as the audit log has it.
    package var name: String { "\(tenant)/\(id)" }

    /// Whoever runs a command on the machine of the daemon itself, with its files.
    package static let console = Principal(tenant: .above, id: "console", role: .operator)
}

extension TenantID {
    /// Where operators are at home: above the tenants, and no tenant itself.
    package static let above = TenantID("*")
}

/// Who called, and by what it was known. One object a credential, so that a call that is admitted
/// takes a reference and no copy.
package final class Caller: Sendable {
    package let principal: Principal
    /// "token 4fGh…" or "certificate 1a2b…": names what was shown without giving it away.
    package let credential: String

    package init(_ principal: Principal, credential: String) {
        self.principal = principal
        self.credential = credential
    }
}

/// A change as it is asked for: by whom, from where, and whether it is meant.
package struct Act: Sendable {
    package let by: Principal
    package let credential: String
    /// Where the call came from, without its port; empty for the console.
    package let peer: String
    /// Everything is checked as if it were meant, and nothing is kept.
    package var isDryRun = false

    package init(_ caller: Caller, peer: String, isDryRun: Bool = false) {
        by = caller.principal
        credential = caller.credential
        self.peer = peer
        self.isDryRun = isDryRun
    }

    /// From a command on the machine itself.
    package static let console = Act(Caller(.console, credential: "console"), peer: "")

    /// What the daemon does by itself.
    package static let daemon = Act(
        Caller(Principal(tenant: .above, id: "salesrld", role: .operator), credential: ""),
        peer: "")

    /// What the audit log is to say of it.
    /// - Parameters:
    ///   - action: "token.revoke".
    ///   - object: "token 4fGh…".
    ///   - detail: what changed; holds no secret.
    package func note(
        _ action: String, _ object: String, of tenant: TenantID, detail: String = ""
    ) -> AuditNote {
        AuditNote(
            actor: by.name, credential: credential, peer: peer, tenant: tenant.name,
            action: action, object: object, detail: detail)
    }
}
