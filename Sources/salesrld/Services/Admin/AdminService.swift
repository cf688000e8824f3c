internal import Accounts
internal import Guidance
internal import Messages
internal import Secrets
internal import Storage
internal import Wire

/// `salesrl.v1.Admin`: takes messages apart, asks the keepers, puts what they say into messages.
///
/// Who may call what is the gate's business (`Permissions`); whose a thing is, is decided here, by
/// ``tenant(_:_:)`` alone: what is another tenant's is not found.
struct AdminService: Sendable {
    static let name = "salesrl.v1.Admin"

    let gate: Gate
    let book: AccountBook
    let vault: Vault
    let connectors: ConnectorBook
    let story: Story
    let store: any Store

    var service: Service {
        Service(
            Self.name,
            methods: tenantMethods + tokenMethods + principalMethods + quotaMethods
                + connectorMethods + secretMethods + lookMethods + erasureMethods)
    }

    /// A method whose request and answer are plain values.
    func method<Request: IncomingMessage, Answer: MessageDraft>(
        _ name: String, _ body: @escaping @Sendable (Request, Ask) async throws -> Answer
    ) -> Method {
        Method(
            name,
            .unary { payload, call in
                let request = try payload.read(Request.self)
                return Payload(
                    try await Status.asking { try await body(request, try ask(call)) })
            })
    }

    func ask(_ call: Call) throws(Status) -> Ask {
        Ask(
            caller: try gate.caller(of: call),
            peer: call.peer.network, book: book)
    }
}

/// One call: who asks, and what follows from that.
struct Ask: Sendable {
    let caller: Caller
    let peer: String
    let book: AccountBook

    var principal: Principal { caller.principal }
    var isOperator: Bool { principal.role == .operator }

    func act(validateOnly: Bool) -> Act { Act(caller, peer: peer, isDryRun: validateOnly) }

    /// The tenant that is meant: the caller's own where none is named. Another one's, or one that
    /// does not exist, is not found; a deleted one is found by operators.
    ///
    /// To be asked before the rest of a request is looked at: what is wrong with that would tell
    /// that the tenant is there.
    func tenant(_ name: String) throws(Status) -> TenantID {
        if isOperator {
            guard !name.isEmpty else {
                throw .fieldViolation(
                    field: "tenant", description: "is missing; an operator has none of its own")
            }
            let id = TenantID(name)
            if id == .above { return id }
            _ = try Self.known { () throws(AccountError) in
                try book.tenant(id, for: principal)
            }
            return id
        }
        guard name.isEmpty || name == principal.tenant.name else {
            throw Status(AccountError.noTenant(name))
        }
        return principal.tenant
    }

    static func known<Value>(
        _ body: () throws(AccountError) -> Value
    ) throws(Status) -> Value {
        do throws(AccountError) {
            return try body()
        } catch {
            throw Status(error)
        }
    }
}

// MARK: What requests have in common

/// Reads the parts that many requests have.
enum Asked {
    static let pageSize = 50
    static let pageSizeMax = 500

    /// The revision that an etag names; nil where none is given.
    static func revision(_ etag: String) throws(Status) -> Int? {
        if etag.isEmpty { return nil }
        guard let revision = Int(etag), revision > 0 else {
            throw .fieldViolation(
                field: "etag", description: "is \"\(etag.prefix(40))\"; no etag of this server")
        }
        return revision
    }

    static func size(_ asked: Int) throws(Status) -> Int {
        guard asked >= 0 else {
            throw .fieldViolation(
                field: "page_size",
                description: "is \(asked); must be 0 to \(pageSizeMax), 0 being \(pageSize)")
        }
        return asked == 0 ? pageSize : min(asked, pageSizeMax)
    }

    /// The name after which a page begins. Its token is hexadecimal, so that nobody makes one up.
    static func after(_ token: String) throws(Status) -> String {
        let digits = token.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        let bytes = stride(from: 0, to: digits.count - digits.count % 2, by: 2).map {
            UInt8(digits[$0] << 4 | digits[$0 + 1])
        }
        guard token.utf8.count == 2 * bytes.count, bytes.count <= 1_000,
            let name = String(validating: bytes, as: UTF8.self)
        else {
            throw .fieldViolation(
                field: "page_token",
                description: "is not one that this server gave; begin again without it")
        }
        return name
    }

    static func token(_ next: String?) -> String {
        AuditAnchor.hexadecimal(Array((next ?? "").utf8))
    }

    /// The fields that an update names; refuses unknown ones, and an update of nothing.
    static func mask(_ fields: [String], of known: [String]) throws(Status) -> Set<String> {
        let list = known.map { "\"\($0)\"" }.joined(separator: ", ")
        guard !fields.isEmpty else {
            throw .fieldViolation(
                field: "update_mask", description: "is empty; name what to change: \(list)")
        }
        for (index, field) in fields.enumerated() where !known.contains(field) {
            throw .fieldViolation(
                field: "update_mask[\(index)]",
                description: "is \"\(field.prefix(40))\"; can be \(list)")
        }
        return Set(fields)
    }

    /// A time of a request: nil for 0.
    static func time(_ milliseconds: Int64, _ field: String) throws(Status) -> Duration? {
        guard milliseconds >= 0, milliseconds < 1 << 52 else {
            throw .fieldViolation(
                field: field, description: "is \(milliseconds); must be 0 or more milliseconds")
        }
        return milliseconds == 0 ? nil : .milliseconds(milliseconds)
    }

    static func role(_ text: String) throws(Status) -> Role? {
        if text.isEmpty { return nil }
        guard let role = Role(rawValue: text) else {
            throw .fieldViolation(
                field: "role",
                description: "is \"\(text.prefix(40))\"; can be "
                    + Role.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return role
    }
}

extension Status {
    /// Runs what asks the keepers, and says their refusals as callers hear them.
    static func asking<Answer>(_ body: () async throws -> Answer) async throws -> Answer {
        do {
            return try await body()
        } catch let error as AccountError {
            throw Status(error)
        } catch let error as SecretError {
            throw Status(error)
        } catch let error as StorageError {
            throw Status(.unavailable, error.reason).errorInfo(reason: "STORE_UNAVAILABLE")
        }
    }

    init(_ error: SecretError) {
        switch error.code {
        case .invalid:
            self = .fieldViolation(field: error.field ?? "", description: error.reason)
        case .conflict:
            self = Status(.aborted, error.reason).errorInfo(reason: "ETAG_MISMATCH")
        case .damaged, .keyMissing:
            self = Status(.dataLoss, error.reason).errorInfo(reason: "SECRET_UNREADABLE")
        case .storage:
            self = Status(.unavailable, error.reason).errorInfo(reason: "ACCOUNTS_UNAVAILABLE")
        default:
            self = Status(.failedPrecondition, error.reason).errorInfo(reason: "KEY_FILE")
        }
    }
}
