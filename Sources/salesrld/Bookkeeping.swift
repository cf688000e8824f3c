internal import Accounts
internal import Logging
internal import Messages
internal import Storage

/// What the accounts want done every now and then: refusals and last uses written down, deleted
/// tenants purged when their grace is over.
struct Bookkeeping: Sendable {
    let book: AccountBook
    let refusals: RefusalLog
    let logger: Logger

    private static let usesEvery = 10
    private static let purgesEvery = 60

    /// Runs until its task is cancelled.
    func run() async {
        for second in 1... {
            do {
                try await Task.sleep(for: .seconds(1))
            } catch {
                return
            }
            await attempt { () async throws(AccountError) in try await refusals.write() }
            if second % Self.usesEvery == 0 {
                await attempt { () async throws(AccountError) in try await book.noteUses() }
            }
            if second % Self.purgesEvery == 0 { await purge() }
        }
    }

    /// Writes what is left, says where the audit log ends, and closes the accounts.
    func close() async {
        await attempt { () async throws(AccountError) in try await refusals.write(all: true) }
        await tellHead("the audit log ends here for now")
        await book.close()
    }

    /// The log of the daemon lies elsewhere: whoever cuts the audit log cannot change it there.
    func tellHead(_ message: Logger.Message) async {
        guard let head = try? await book.registry.auditHead() else { return }
        logger.notice(
            message,
            metadata: [
                "entries": "\(head.count)",
                "hash": "\(AuditAnchor.hexadecimal(head.hash))",
            ])
    }

    private func purge() async {
        for tenant in book.tenantsToPurge {
            await attempt { () async throws(AccountError) in
                try await book.purgeTenant(tenant, .daemon)
            }
        }
    }

    private func attempt(_ body: () async throws(AccountError) -> Void) async {
        do throws(AccountError) {
            try await body()
        } catch {
            logger.error("the accounts could not be written", metadata: ["reason": "\(error)"])
        }
    }
}
