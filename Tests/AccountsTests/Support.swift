import Foundation
import Messages
import Storage
import Synchronization
import Wire

@testable import Accounts

let acme = TenantID("acme")
let other = TenantID("other")

/// A clock that a test moves: milliseconds.
final class TestClock: Sendable {
    private let time = Mutex(1_000_000_000_000)

    var now: @Sendable () -> Int { { self.time.withLock { $0 } } }

    func advance(_ duration: Duration) { time.withLock { $0 += duration.milliseconds } }
}

/// Accounts in memory, under a key and a clock of their own.
struct TestAccounts {
    let clock = TestClock()
    let key = ServerKey.make()
    let registry: MemoryRegistry
    let book: AccountBook

    init(_ tenants: [TenantID] = [acme, other]) async throws {
        registry = MemoryRegistry(digest: Digest.sha256, now: clock.now)
        book = try await AccountBook(registry: registry, key: key, now: clock.now)
        for tenant in tenants {
            _ = try await book.createTenant(tenant, Tenant.Settings(), .console)
        }
    }

    /// The same accounts, read again.
    func again() async throws -> AccountBook {
        try await AccountBook(registry: registry, key: key, now: clock.now)
    }

    func token(_ role: Role, of tenant: TenantID = acme) async throws -> IssuedToken {
        try await book.issueToken(of: tenant, role: role, .console)
    }

    /// What the audit log says was done, the oldest first.
    func actions() async throws -> [String] {
        try await registry.audit(AuditQuery()).map(\.note.action)
    }
}

extension AccountBook.Verdict {
    var name: String {
        switch self {
        case .known: "known"
        case .unknown: "unknown"
        case .expired: "expired"
        case .revoked: "revoked"
        case .closed: "closed"
        }
    }

    var principal: Principal? {
        guard case .known(let caller) = self else { return nil }
        return caller.principal
    }
}

/// A folder that is removed when the test is over.
final class Folder: Sendable {
    let path = NSTemporaryDirectory() + "salesrl-accounts-" + UUID().uuidString

    init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var files: AccountFiles { DataDirectory.accounts(in: path) }
}

func mode(of path: String) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue
}
