internal import Messages
internal import NIOCore

/// The bytes of one message, on their way in or out. Holds its memory by reference; copying is
/// cheap.
package struct Payload: Sendable, Equatable {
    var buffer: ByteBuffer
    /// Of a message that came in: it travelled compressed. Of one that goes out: it may, where the
    /// door and the peer can.
    package var isCompressed = false

    init(buffer: ByteBuffer) { self.buffer = buffer }

    package init() { buffer = ByteBuffer() }

    package init(bytes: some Sequence<UInt8>) { buffer = ByteBuffer(bytes: bytes) }

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
