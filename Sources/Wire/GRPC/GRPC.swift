internal import NIOCore

/// The gRPC door: HTTP/2 by libnghttp2, and gRPC's mapping on top, for servers and for clients.
///
/// *HTTP/2*: `HTTP2Connection` is one connection in a channel handler (`+Events`: what nghttp2
/// tells us),
/// `HTTP2Session` makes nghttp2's session, `HTTP2Stream` is one stream, `OutboundMessages` what it
/// has to
/// send, `Waiters` the tasks that wait for it. `AbuseWatch` (with `TokenBucket`) and `Keepalive`
/// decide
/// when a peer has gone too far, or gone.
///
/// *gRPC*: `MessageReader` and `Gzip` cut and unpack messages, `GRPCText` knows the notations of
/// header
/// fields, `HeaderFields`, `RequestHead` and `MetadataReader` write and read them,
/// `Metadata+Binary` is
/// for services. `GRPCServerConnection` has the calls of a connection, `GRPCServerStream` one of
/// them,
/// `GRPCServerMessages` what its handler sees. `GRPCClient` and `GRPCClientStream` are the other
/// side.
///
/// Deliberately absent: server push, priorities, HTTP/2 without TLS, and requests that are not
/// gRPC.
enum GRPC {
    /// Opens the door on a connection whose handshake is over. Runs on the channel's event loop.
    static func open(_ channel: any Channel, _ context: ConnectionContext) throws {
        try channel.pipeline.syncOperations.addHandler(GRPCServerConnection(context))
    }
}
