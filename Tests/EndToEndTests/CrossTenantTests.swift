import Accounts
import Foundation
import Messages
import Storage
import Testing
import Wire

/// Steele, Lea and Flood's SplitMix64: the same calls for the same seed.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

/// A call by which somebody reaches for what is another tenant's.
private struct Attempt {
    enum Reach: CaseIterable {
        /// Names the other tenant in the metadata.
        case header
        /// Names the other tenant, or what is its own, in the request.
        case request
    }

    let call: Contract.Call
    let reach: Reach
    let role: Role
    let own: TenantID
    /// The other tenant, and one of its conversations.
    let tenant, conversation: String
    let eventID: String

    /// The same, reaching for what nobody has.
    func forNobody() -> Attempt {
        Attempt(
            call: call, reach: reach, role: role, own: own, tenant: nobody(tenant),
            conversation: nobody(conversation), eventID: eventID + "-none")
    }

    private func nobody(_ name: String) -> String { String(repeating: "n", count: name.count) }

    /// What the answer may differ in, the longer one first: the other may be part of it.
    var names: [String] { [conversation, tenant] }

    var request: Payload {
        call.request { field in
            switch field.name {
            case "conversation_id": conversation
            case "tenant" where reach == .request: tenant
            case "event_id": eventID
            default: nil
            }
        }
    }
}

/// How a call ended, with the names that it asked for taken out.
private struct Refusal: Hashable {
    let code: StatusCode
    let message: String
    let details: [String]

    init(_ status: Status, of attempt: Attempt) {
        code = status.code
        message = attempt.names.reduce(status.message) { text, name in
            text.replacing(name, with: "NAME")
        }
        details = status.details.map { $0.typeURL + Data($0.value).base64EncodedString() }
    }
}

@Suite("Across tenants", .serialized, .enabled(if: Daemon.models != nil, Daemon.cannotRun))
struct CrossTenantTests {
    private static let count = 10_000
    private static let seed =
        ProcessInfo.processInfo.environment["SALESRL_SEED"]
        .flatMap(UInt64.init) ?? 20_261_125
    private static let tenants = ["acme", "other"]
    private static let conversations = ["acme": "the-deal-with-a", "other": "the-deal-with-b"]

    /// Methods that look something up by an id, and make nothing of it.
    private static let lookups: Set<String> = [
        "salesrl.v1.Scoring/GetConversation", "salesrl.v1.Scoring/Close",
    ]

    private static let calls = Contract.calls {
        ($0.hasPrefix("salesrl.v1.") && $0 != "salesrl.v1.ConnectorHost")
            || $0.hasPrefix("grpc.reflection.")
    }

    private func attempts() -> [Attempt] {
        var random = Seeded(state: Self.seed)
        return (0..<Self.count).map { index in
            let own = Self.tenants.randomElement(using: &random) ?? ""
            let other = Self.tenants.first { $0 != own } ?? ""
            let call = Self.calls.randomElement(using: &random) ?? Self.calls[0]
            let reaches =
                Self.lookups.contains(call.path) || call.texts.contains { $0.name == "tenant" }
                ? Attempt.Reach.allCases : [.header]
            return Attempt(
                call: call, reach: reaches.randomElement(using: &random) ?? .header,
                role: Role.ofTenants.randomElement(using: &random) ?? .admin,
                own: TenantID(own), tenant: other, conversation: Self.conversations[other] ?? "",
                eventID: "e\(index)")
        }
    }

    @Test(
        "10,000 calls are all refused, all audited, and look as if there were nothing",
        .timeLimit(.minutes(5)))
    func isolated() async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        for (tenant, conversation) in Self.conversations {
            let caller = try await daemon.caller(tenant: tenant)
            let turn = Turn(number: 1, speaker: .customer, text: "This is ours alone.")
            let _: ObserveResponse = try await caller.call(
                "Observe",
                ObserveRequest.Draft(conversationID: conversation, eventID: "1", turn: turn))
        }
        let attempts = attempts()
        let lanes = 8
        let refused = try await withThrowingTaskGroup(of: [AuditKind: Int].self) { group in
            for lane in 0..<lanes {
                let own = stride(from: lane, to: attempts.count, by: lanes).map { attempts[$0] }
                let door = TestDoor.allCases[lane % TestDoor.allCases.count]
                let caller = try await daemon.caller(door, role: nil)
                let tokens = daemon.tokens
                group.addTask { try await Self.run(own, caller, tokens) }
            }
            return try await group.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
        }
        let total = refused.values.reduce(0, +)
        // Every attempt, and what it was compared with.
        #expect(total >= Self.count)

        daemon.signal(SIGTERM)
        await daemon.ended()
        #expect(daemon.process.terminationStatus == 0)
        let audited = try await Self.audited(daemon)
        #expect(audited == refused, "seed \(Self.seed)")
        for (tenant, conversation) in Self.conversations {
            let name = try #require(Self.tenants.first { $0 != tenant })
            #expect(refused.keys.contains { $0.actor.hasPrefix("\(name)/") }, "\(conversation)")
        }
    }

    /// What the audit log tells calls apart by.
    private struct AuditKind: Hashable {
        let actor, path, reason: String
    }

    /// Makes the calls one after the other; gives what must have been audited.
    private static func run(
        _ attempts: [Attempt], _ caller: Caller, _ tokens: [String: [Role: String]]
    ) async throws -> [AuditKind: Int] {
        var counts: [AuditKind: Int] = [:]
        var expected: [String: Refusal] = [:]
        func refusal(_ attempt: Attempt) async throws -> Refusal? {
            var options = caller.options
            options.metadata.add(
                "authorization", "Bearer \(tokens[attempt.own.name]?[attempt.role] ?? "")")
            if attempt.reach == .header { options.metadata.add("salesrl-tenant", attempt.tenant) }
            guard let status = await status(attempt, caller.client, options) else {
                Issue.record(
                    "\(attempt.call.path) was answered to a \(attempt.role) of \(attempt.own)")
                return nil
            }
            let reason =
                switch status.errorInfo?.reason {
                case "NO_SUCH_CONVERSATION": "NOT_FOUND"
                case let reason: reason ?? "\(status.code)"
                }
            let kind = AuditKind(
                actor: "\(attempt.own)/\(attempt.role.rawValue)", path: attempt.call.path,
                reason: reason)
            counts[kind, default: 0] += 1
            return Refusal(status, of: attempt)
        }
        for attempt in attempts {
            let found = try await refusal(attempt)
            let kind = "\(attempt.call.path) \(attempt.reach) \(attempt.role)"
            if expected[kind] == nil { expected[kind] = try await refusal(attempt.forNobody()) }
            #expect(found == expected[kind], "\(kind) of \(attempt.own), seed \(seed)")
            let may = Permissions.allows(attempt.role, attempt.call.path)
            #expect(found?.code == (may ? .notFound : .permissionDenied), "\(kind), seed \(seed)")
        }
        return counts
    }

    /// How the call was refused; nil where it was not.
    private static func status(
        _ attempt: Attempt, _ client: any RPCClient, _ options: CallOptions
    ) async -> Status? {
        let call = attempt.call
        do throws(Status) {
            guard call.kind != .unary else {
                _ = try await client.unary(
                    call.service, call.method.name, attempt.request, options: options)
                return nil
            }
            let stream = try await client.stream(
                call.service, call.method.name, kind: call.kind, options: options)
            // The refusal may be here before the request is out.
            do throws(Status) {
                try await stream.send(attempt.request)
                try await stream.finishSending()
            } catch {}
            while try await stream.next() != nil {}
            return nil
        } catch {
            return error
        }
    }

    private static func audited(_ daemon: Daemon) async throws -> [AuditKind: Int] {
        let file = daemon.directory + "/two-tenants.db"
        let key = daemon.directory + "/two-tenants.key"
        #expect(try AccountFiles.verifyAudit(file, key: key).problems.isEmpty)
        let book = try await AccountFiles(file: file, key: key).open()
        var query = AuditQuery()
        query.action = "call.refuse"
        query.limit = RegistryLimits.page
        var counts: [AuditKind: Int] = [:]
        while true {
            let entries = try await book.registry.audit(query)
            guard let last = entries.last else { break }
            for entry in entries {
                let kind = AuditKind(
                    actor: entry.note.actor, path: entry.note.object, reason: entry.note.outcome)
                counts[kind, default: 0] += entry.note.count
                #expect(entry.note.peer == "127.0.0.1")
            }
            query.after = last.number
        }
        await book.close()
        return counts
    }
}
