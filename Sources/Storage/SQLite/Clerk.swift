internal import Foundation
internal import Synchronization

/// A thread of its own with a connection of its own. What is asked of it waits in a bounded queue
/// and is served in order, so that no blocking call sits on Swift's cooperative pool.
///
/// A clerk that writes serves all that waits in one transaction: one fsync pays for many commits
/// (group commit), and nobody is answered before it.
final class Clerk: @unchecked Sendable {
    private struct Job {
        /// Does the work and gives what it threw, and what to do once it is known whether it was
        /// kept.
        let run: (Database) -> (threw: StorageError?, finish: (StorageError?) -> Void)
        /// Answers without having done anything.
        let refuse: (StorageError) -> Void
        /// Not within the transaction that it would share with others.
        var isAlone = false
    }

    private let lock = NSCondition()
    private var queue: [Job] = []
    private var isClosed = false
    private var hasEnded = false
    /// The first failure after which nothing on the disk is certain; then nothing more is done.
    private var broken: StorageError?
    private let isWriter: Bool
    private let onBroken: @Sendable (StorageError) -> Void

    /// - Parameters:
    ///   - onBroken: is told once, when the disk failed in a way that leaves its content in doubt.
    init(
        _ name: String, _ database: sending Database, isWriter: Bool,
        onBroken: @escaping @Sendable (StorageError) -> Void
    ) {
        self.isWriter = isWriter
        self.onBroken = onBroken
        let kept = Owned(database)
        let thread = Thread { [self] in work(kept.database) }
        thread.name = name
        thread.stackSize = 1 << 20
        thread.start()
    }

    /// The connection, handed over to the thread.
    private struct Owned: @unchecked Sendable {
        let database: Database
        init(_ database: Database) { self.database = database }
    }

    /// Serves what waits, then ends the thread. Returns when the connection is closed.
    func close() {
        lock.withLock {
            isClosed = true
            lock.broadcast()
            while !hasEnded { lock.wait() }
        }
    }

    /// Runs `body` on the thread. What it throws leaves nothing behind: it must check before it
    /// writes.
    ///
    /// - Parameter isAlone: outside of any transaction; a writer's own then.
    func serve<Value: Sendable>(
        isAlone: Bool = false,
        _ body: @escaping @Sendable (Database) throws(StorageError) -> Value
    ) async throws(StorageError) -> Value {
        let result = await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<Value, StorageError>, Never>) in
            var job = Job { database in
                let result: Result<Value, StorageError>
                do throws(StorageError) {
                    result = .success(try body(database))
                } catch {
                    result = .failure(error)
                }
                var threw: StorageError?
                if case .failure(let error) = result { threw = error }
                return (
                    threw,
                    { failure in
                        continuation.resume(returning: failure.map(Result.failure) ?? result)
                    }
                )
            } refuse: {
                continuation.resume(returning: .failure($0))
            }
            job.isAlone = isAlone
            if let refusal = enqueue(job) { job.refuse(refusal) }
        }
        return try result.get()
    }

    private func enqueue(_ job: Job) -> StorageError? {
        lock.withLock {
            if let broken { return broken }
            if isClosed { return StorageError(.closing, "the store is being closed") }
            guard queue.count < SQLiteLimits.waiting else {
                return StorageError(
                    .busy, "\(queue.count) requests wait for the disk already; try again later")
            }
            queue.append(job)
            lock.signal()
            return nil
        }
    }

    // MARK: - On the thread

    private func work(_ database: Database) {
        while let jobs = next() {
            if isWriter, jobs[0].isAlone {
                writeAlone(jobs[0], database)
            } else if isWriter {
                write(jobs, database)
            } else {
                for job in jobs { job.run(database).finish(nil) }
            }
        }
        database.close()
        lock.withLock {
            hasEnded = true
            lock.broadcast()
        }
    }

    private func next() -> [Job]? {
        lock.lock()
        defer { lock.unlock() }
        while queue.isEmpty {
            if isClosed { return nil }
            lock.wait()
        }
        let isAlone = queue[0].isAlone
        let jobs = Array(
            isAlone
                ? queue.prefix(1)
                : queue.prefix(SQLiteLimits.group).prefix { !$0.isAlone })
        queue.removeFirst(jobs.count)
        return jobs
    }

    private func write(_ jobs: [Job], _ database: Database) {
        var finishers: [(StorageError?) -> Void] = []
        var failure: StorageError?
        do throws(StorageError) {
            if let broken = lock.withLock({ broken }) { throw broken }
            try database.script("BEGIN IMMEDIATE")
            for job in jobs {
                let (threw, finish) = job.run(database)
                finishers.append(finish)
                if let threw, threw.isOfTheDisk { throw threw }
                // SQLite rolls back by itself when a statement finds the disk full; what follows
                // would be kept one by one.
                guard database.isInTransaction else {
                    throw StorageError(
                        .full, "\(database.path): the disk is full, nothing was kept; make room")
                }
            }
            FailPoint.reach("before-commit")
            try database.script("COMMIT")
            FailPoint.reach("after-commit")
        } catch {
            failure = error
            if database.isInTransaction { try? database.script("ROLLBACK") }
            if error.code == .broken { breakDown(error) }
        }
        for finish in finishers { finish(failure) }
        if let failure { for job in jobs.dropFirst(finishers.count) { job.refuse(failure) } }
    }

    private func writeAlone(_ job: Job, _ database: Database) {
        if let broken = lock.withLock({ broken }) { return job.refuse(broken) }
        let (threw, finish) = job.run(database)
        if let threw, threw.code == .broken { breakDown(threw) }
        finish(nil)
    }

    /// After a failed write or fsync nobody knows what is on the disk: asking again may be answered
    /// with a lie (Rebello et al., 2020). Nothing more is done here; what was acknowledged is in
    /// the log.
    private func breakDown(_ error: StorageError) {
        let isFirst = lock.withLock {
            guard broken == nil else { return false }
            broken = error
            return true
        }
        if isFirst { onBroken(error) }
    }
}

extension StorageError {
    /// Not the request was wrong, but the disk: what shares the transaction fails with it.
    fileprivate var isOfTheDisk: Bool {
        [.broken, .full, .inUse, .unreadable].contains(code)
    }
}

/// What the disk-bound store may hold at once.
enum SQLiteLimits {
    /// Requests that wait for a thread.
    static let waiting = 65_536
    /// Commits that one fsync pays for.
    static let group = 256
    /// Threads that read.
    static let readers = 2
    /// Bytes of live conversations that are kept at hand.
    static let liveBytes = 64 << 20
}

/// Named moments at which a test ends the process as if it had been killed.
enum FailPoint {
    /// From the environment, once: the name, and how often it is passed before it strikes.
    private static let armed: (name: String, after: Int)? = {
        let variable = ProcessInfo.processInfo.environment["SALESRL_FAIL_POINT"] ?? ""
        let parts = variable.split(separator: ":")
        guard parts.count == 2, let after = Int(parts[1]) else { return nil }
        return (String(parts[0]), after)
    }()
    private static let passed = Atomic<Int>(0)

    static func reach(_ name: String) {
        guard let armed, armed.name == name else { return }
        if passed.add(1, ordering: .relaxed).oldValue == armed.after {
            kill(getpid(), SIGKILL)
        }
    }
}
