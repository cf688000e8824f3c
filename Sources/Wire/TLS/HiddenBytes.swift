internal import COpenSSL
internal import Glibc

/// Bytes that must not outlive their use: keys, and secrets that are on their way.
///
/// They lie in OpenSSL's secure heap, which is locked in memory and left out of core files, as long
/// as there is room, and are overwritten before the memory is given back. Never change once made.
package final class HiddenBytes: @unchecked Sendable {
    private let start: UnsafeMutableRawPointer
    package let count: Int

    /// Bytes of the secure heap. Past it, and where the kernel locks nothing, ordinary memory
    /// serves, and is overwritten all the same.
    private static let heap: Bool = CRYPTO_secure_malloc_init(1 << 20, 16) != 0

    /// `fill` gets memory of `count` zero bytes to write to.
    package init<Failure: Error>(
        count: Int, _ fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        _ = Self.heap
        let size = max(count, 1)
        guard
            let start = CRYPTO_secure_zalloc(size, nil, 0) ?? CRYPTO_zalloc(size, nil, 0)
        else { preconditionFailure("no memory for \(count) bytes") }
        self.start = start
        self.count = count
        try fill(UnsafeMutableRawBufferPointer(start: start, count: count))
    }

    package convenience init(copying bytes: UnsafeRawBufferPointer) {
        self.init(count: bytes.count) { $0.copyMemory(from: bytes) }
    }

    /// A new key from OpenSSL's generator for private values.
    package static func random(count: Int) -> HiddenBytes {
        HiddenBytes(count: count) { bytes in
            let done = RAND_priv_bytes(
                bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(bytes.count))
            precondition(done == 1, "OpenSSL has no randomness")
        }
    }

    /// From now on no crash writes this process's memory to a file, and no other program of the same
    /// user may look into it.
    package static func keepProcessOutOfCoreFiles() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        _ = shim_prctl_undumpable()
    }

    deinit { CRYPTO_secure_clear_free(start, max(count, 1), nil, 0) }

    /// The bytes in place, valid only within `body`.
    package func withUnsafeBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(self) {} }
        return try body(UnsafeRawBufferPointer(start: start, count: count))
    }
}
