package import Messages

/// Messages that the caller streams up, in order. Ends when the caller half-closes; throws a
/// ``Messages/Status`` when the stream breaks. Reading applies backpressure where the door has any.
package protocol RequestStream: Sendable {
    /// The next message, or nil after the last one.
    func next() async throws(Status) -> Payload?
}

/// Where a handler's messages go, in order.
package protocol ReplyStream: Sendable {
    /// Sends one message. Suspends while the peer or its queue is full, and throws when the stream
    /// has ended: cancelled, past its deadline, or not drained in time (resourceExhausted).
    func send(_ message: Payload) async throws(Status)
}

/// What runs when a method is called.
package enum Handler: Sendable {
    /// One message in, one out.
    case unary(@Sendable (Payload, Call) async throws -> Payload)
    /// One message in, one out, at once: answers on the connection's own thread, so it may neither
    /// wait nor compute for long.
    case immediate(@Sendable (Payload, Call) throws(Status) -> Payload)
    /// The three streaming kinds: read what comes, send what goes, return to end with OK.
    case streaming(@Sendable (any RequestStream, any ReplyStream, Call) async throws -> Void)
}

package enum MethodKind: Sendable, Equatable {
    case unary, clientStreaming, serverStreaming, bidirectional
}

/// One method of a service.
package struct Method: Sendable {
    package let name: String
    package let kind: MethodKind
    package let handler: Handler

    package init(_ name: String, kind: MethodKind = .unary, _ handler: Handler) {
        self.name = name
        self.kind = kind
        self.handler = handler
    }
}

/// A named set of methods, served on every RPC door alike.
package struct Service: Sendable {
    /// "salesrl.v1.Scoring".
    package let name: String
    package let methods: [Method]

    package init(_ name: String, methods: [Method]) {
        self.name = name
        self.methods = methods
    }
}
