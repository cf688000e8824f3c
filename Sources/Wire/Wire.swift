/// Frames, TLS and calls: bytes in, messages out.
///
/// One TLS port with three doors. ALPN chooses the door once the hands are shaken; both RPC doors
/// bring their calls to the same ``Dispatcher``, so a service never knows which door it serves.
///
/// ```
///            ┌─ ttrpc ──► Native/ ─┐
/// TLS/ ──► Server/ ── h2 ─► GRPC/ ─┴─► RPC/Dispatcher ──► CallGate ──► your handler
///            └─ http/1.1 ─► HTTP/ ──► your page
/// ```
/// * `RPC/`: what a service, a call, a gate and a client are; `Dispatcher` runs calls on either
///   door.
/// * `TLS/`: OpenSSL 3 over memory BIOs in a channel handler; contexts from files; `Issuer` makes
///   certificates for development.
/// * `Native/`: ttrpc 1.2, both sides: `FrameReader`, two state machines, `FramePort`, the door,
///   the client; `NativeSocket` serves one end of a socketpair.
/// * `GRPC/`: HTTP/2 by libnghttp2 and gRPC's mapping, both sides.
/// * `HTTP/`: small read-only pages, and a client that reads them.
/// * `Server/`: `WireServer`, its connections, doors, deadlines and drain.
/// * `Standard/`: health and reflection, as services like any other.
/// * `Limits.swift`: every limit, with its name in the configuration.
/// * `Locked.swift`: the one lock of this room, and why it is NIO's.
///
/// Deliberately not here: who may call what (a ``CallGate`` is handed in), what is served (so are
/// services and pages), retries and pools of connections, other people's HTTPS, and anything about
/// sales.
/// NIO stops at this room: above it there are values and `async` functions.
package enum Wire {
    /// The newest version of ttrpc that the native door speaks.
    package static let ttrpcVersion = "1.2"
}
