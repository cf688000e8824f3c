internal import Foundation
internal import Synchronization

/// The lock of the one process that has a store, on a file beside it. The kernel lets go of it when
/// the process ends, however that happens.
final class Claim: Sendable {
    private let descriptor: Mutex<Int32>

    /// - Parameter setting: names the file in the configuration, for refusals.
    init(_ path: String, setting: String = "store.file") throws(StorageError) {
        let name = path + ".lock"
        let file = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw StorageError(
                .unreadable, "\(name): \(String(cString: strerror(errno))); check \(setting)")
        }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            Glibc.close(file)
            throw StorageError(
                .inUse, "\(path) is in use by another process; stop it, or name another \(setting)")
        }
        descriptor = Mutex(file)
    }

    func release() {
        descriptor.withLock {
            if $0 >= 0 { Glibc.close($0) }
            $0 = -1
        }
    }

    deinit { release() }
}
