package import Messages
internal import NIOCore

extension Payload {
    /// Packs a message into place.
    package init<Draft: MessageDraft>(_ draft: Draft) {
        let encoding = Encoding(draft)
        let count = encoding.count
        var buffer = ByteBufferAllocator().buffer(capacity: count)
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { bytes in
            encoding.write(into: bytes)
            return count
        }
        self.init(buffer: buffer)
        isSecret = Draft.isSecret
    }

    /// Reads a message, within `limits`. What is refused becomes INVALID_ARGUMENT and names the
    /// field.
    package func read<Message: IncomingMessage & ~Copyable>(
        _ type: Message.Type = Message.self, limits: DecodeLimits
    ) throws(Status) -> Message {
        // A message that cannot be copied does not come out of a generic closure, so the bytes are
        // held open around the reading instead.
        try buffer.readableBytesSpan.withUnsafeBytes { bytes throws(Status) in
            do throws(MessageError) {
                return try Message(decoding: bytes, limits: limits)
            } catch {
                throw Status.unreadable(error)
            }
        }
    }

    package func read<Message: IncomingMessage & ~Copyable>(
        _ type: Message.Type = Message.self
    ) throws(Status) -> Message {
        try read(type, limits: Message.limits)
    }
}

extension Status {
    fileprivate static func unreadable(_ error: MessageError) -> Status {
        let field = error.field.isEmpty ? error.message : error.field
        return Status(
            .invalidArgument, "\(error)",
            details: [.badRequest([.init(field: field, description: error.reason)])])
    }
}
