internal import CZlib
internal import Messages
internal import NIOCore

/// gRPC's "gzip" message encoding, one message at a time.
enum Gzip {
    private static let step = 16 * 1024

    /// Refuses to produce more than `limit` bytes, whatever the input promises.
    static func inflated(_ input: ByteBuffer, limit: Int) throws(Status) -> ByteBuffer {
        var stream = z_stream()
        guard zlib_inflate_init_gzip(&stream) == Z_OK else {
            throw Status(.internal, "gzip: no memory for a decoder")
        }
        defer { inflateEnd(&stream) }
        var output = ByteBuffer()
        let end = run(&stream, input, into: &output, limit: limit) { inflate(&$0, Z_NO_FLUSH) }
        if output.readableBytes > limit {
            throw Status(
                .resourceExhausted,
                "a message inflates to more than \(limit) bytes, the most "
                    + "that is taken (limits.messageBytes)"
            )
        }
        guard end == Z_STREAM_END, stream.avail_in == 0 else {
            throw Status(.internal, "a message marked as compressed is not one whole gzip member")
        }
        return output
    }

    static func deflated(_ input: ByteBuffer) throws(Status) -> ByteBuffer {
        var stream = z_stream()
        guard zlib_deflate_init_gzip(&stream) == Z_OK else {
            throw Status(.internal, "gzip: no memory for an encoder")
        }
        defer { deflateEnd(&stream) }
        var output = ByteBuffer()
        let end = run(&stream, input, into: &output, limit: .max) { deflate(&$0, Z_FINISH) }
        guard end == Z_STREAM_END else {
            throw Status(.internal, "gzip: the encoder stopped with \(end)")
        }
        return output
    }

    /// Steps the coder until it ends, fails, wants more than there is, or has passed `limit`.
    private static func run(
        _ stream: inout z_stream, _ input: ByteBuffer, into output: inout ByteBuffer, limit: Int,
        step take: (inout z_stream) -> Int32
    ) -> Int32 {
        input.withUnsafeReadableBytes { source in
            // zlib declares its input mutable for old compilers' sake; it only reads.
            stream.next_in = UnsafeMutableRawPointer(mutating: source.baseAddress)?
                .assumingMemoryBound(to: UInt8.self)
            stream.avail_in = UInt32(source.count)
            var result = Z_OK
            repeat {
                var produced = 0
                output.writeWithUnsafeMutableBytes(minimumWritableBytes: step) { target in
                    let room = min(target.count, Int(UInt32.max))
                    stream.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
                    stream.avail_out = UInt32(room)
                    result = take(&stream)
                    produced = room - Int(stream.avail_out)
                    return produced
                }
                if result == Z_OK && produced == 0 { result = Z_BUF_ERROR }
            } while result == Z_OK && output.readableBytes <= limit
            return result
        }
    }
}
