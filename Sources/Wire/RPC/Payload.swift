internal import Glibc
internal import Messages
internal import NIOCore

/// The bytes of one message, on their way in or out. Holds its memory by reference; copying is
/// cheap.
package struct Payload: Sendable, Equatable {
    var buffer: ByteBuffer
    /// Of a message that came in: it travelled compressed. Of one that goes out: it may, where the
    /// door and the peer can.
    package var isCompressed = false
    /// Of a message that goes out: its bytes are overwritten once they are sent.
    var isSecret = false

    init(buffer: ByteBuffer) { self.buffer = buffer }

    package init() { buffer = ByteBuffer() }

    package init(bytes: some Sequence<UInt8>) { buffer = ByteBuffer(bytes: bytes) }

    /// Overwrites a message that came in and has been read. Everybody who shares its memory sees
    /// zeros.
    package func wipe() { buffer.wipe() }

    /// Bytes held.
    package var count: Int { buffer.readableBytes }

    /// The bytes in place, valid only within `body`.
    package func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var result: Swift.Result<Result, Failure>?
        buffer.withUnsafeReadableBytes { bytes in
            do throws(Failure) {
                result = .success(try body(bytes))
            } catch {
                result = .failure(error)
            }
        }
        // withUnsafeReadableBytes calls its body exactly once.
        return try result.unsafelyUnwrapped.get()
    }
}

extension ByteBuffer {
    /// Overwrites the readable bytes where they are, shared or not: a copy on write would leave them.
    func wipe() {
        withUnsafeReadableBytes { bytes in
            guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
            explicit_bzero(UnsafeMutableRawPointer(mutating: start), bytes.count)
        }
    }
}
