internal import NIOConcurrencyHelpers

/// A value that threads share, one at a time.
///
/// NIO's lock, and not `Synchronization.Mutex`: on Linux the kernel hands a contended `Mutex` over
/// (FUTEX_LOCK_PI), which the thread sanitizer cannot see, and so takes what the lock protects for
/// races. It does see pthread's locks, which this one is.
struct Locked<Value: Sendable>: Sendable {
    private let box: NIOLockedValueBox<Value>

    init(_ value: Value) { box = NIOLockedValueBox(value) }

    /// `body` has to be short: it must not wait, and must not come back to the same lock.
    func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        try box.withLockedValue(body)
    }
}
