internal import Foundation
internal import Logging
internal import Messages
internal import Testing

@testable internal import Wire

/// Certificates of a test, in a directory of their own that goes away with it.
final class TestCertificates: Sendable {
    let directory: String
    let issuer: Issuer

    init() throws {
        directory =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("wire-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true)
        issuer = try Issuer.authority(named: "test authority")
        try put("ca.pem", issuer.authority.certificatePEM)
        try replaceServer()
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    var authority: String { path("ca.pem") }
    var server: ServerTLS {
        ServerTLS(certificateFile: path("server.pem"), keyFile: path("server.key"))
    }
    var client: ClientTLS { ClientTLS(authorityFile: authority) }

    func path(_ name: String) -> String { "\(directory)/\(name)" }

    func put(_ name: String, _ text: String) throws {
        try text.write(toFile: path(name), atomically: true, encoding: .utf8)
    }

    func replaceServer() throws {
        let server = try issuer.server()
        try put("server.pem", server.certificatePEM)
        try put("server.key", server.keyPEM)
    }

    /// A client with a certificate of `name`.
    func client(named name: String) throws -> ClientTLS {
        let certificate = try issuer.client(named: name)
        try put("\(name).pem", certificate.certificatePEM)
        try put("\(name).key", certificate.keyPEM)
        return ClientTLS(
            authorityFile: authority, certificateFile: path("\(name).pem"),
            keyFile: path("\(name).key"))
    }
}

/// A server on a port of its own, for the time of a test.
struct TestServer {
    let server: WireServer
    let port: Int
    let certificates: TestCertificates

    func client(_ tls: ClientTLS? = nil) async throws -> NativeClient {
        try await NativeClient.connect(
            host: "localhost", port: port, tls: tls ?? certificates.client, limits: .test,
            timeout: .seconds(300))
    }
}

/// Runs `body` against a server that is stopped afterwards, whatever happened.
func withServer<Result>(
    _ services: [Service] = [TestServices.echo], pages: HTTPRoutes = HTTPRoutes(),
    gate: any CallGate = OpenGate(), limits: WireLimits = .test,
    clients: ClientCertificates = .none, _ body: (TestServer) async throws -> Result
) async throws -> Result {
    let certificates = try TestCertificates()
    var tls = certificates.server
    tls.clientAuthorityFile = certificates.authority
    tls.clientCertificates = clients
    let server = try WireServer(
        WireServerConfiguration(port: 0, tls: tls, limits: limits, loops: 1), services: services,
        pages: pages, gate: gate, logger: Logger(label: "test"))
    let test = TestServer(
        server: server, port: try await server.start(), certificates: certificates)
    do {
        let result = try await body(test)
        await server.drain()
        return result
    } catch {
        await server.drain()
        throw error
    }
}

extension CallOptions {
    /// As long as a busy machine may need.
    static let patient = CallOptions(timeout: .seconds(300))
}

extension WireLimits {
    /// Everything as it ships, but for waiting. A test that is about a limit sets that one; no
    /// other may end what a busy machine is only slow to do.
    static var test: WireLimits {
        var limits = WireLimits()
        limits.drain = .seconds(2)
        limits.handshake = .seconds(300)
        limits.frameArrival = .seconds(300)
        limits.streamDrain = .seconds(300)
        limits.idle = .seconds(300)
        return limits
    }
}

/// Ways to reach the same services: in one process over a socketpair, or over TLS on a TCP port.
enum Road: String, CaseIterable, Sendable {
    case socketpair, tls
}

func withClient<Result>(
    _ road: Road, _ services: [Service] = [TestServices.echo], gate: any CallGate = OpenGate(),
    limits: WireLimits = .test, _ body: (NativeClient) async throws -> Result
) async throws -> Result {
    switch road {
    case .tls:
        return try await withServer(services, gate: gate, limits: limits) { test in
            let client = try await test.client()
            let result = try await body(client)
            await client.close()
            return result
        }
    case .socketpair:
        var ends: [Int32] = [0, 0]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        let server = try await NativeSocket.serve(
            descriptor: ends[0], services: services, gate: gate, limits: limits,
            logger: Logger(label: "test"))
        let client = try await NativeClient(adopting: ends[1], limits: limits)
        let result = try await body(client)
        await client.close()
        await server.drain()
        return result
    }
}

enum TestServices {
    /// Every kind of method, doing next to nothing.
    static let echo = Service(
        "test.Echo",
        methods: [
            Method("Immediate", .immediate { request, _ throws(Status) in request }),
            Method("Unary", .unary { request, _ in request }),
            Method(
                "Later",
                .unary { request, _ in
                    await Task.yield()
                    return request
                }),
            Method(
                "Hang",
                .unary { _, _ in
                    try await Task.sleep(for: .seconds(600))
                    return Payload()
                }),
            Method(
                "Fail",
                .unary { _, _ in
                    throw Status(
                        .failedPrecondition, "not now",
                        details: [.errorInfo(reason: "TEST", metadata: ["a": "b"])])
                }),
            Method("Break", .unary { _, _ in throw Breakage(secret: "the password is 1234") }),
            Method("Metadata", .unary { _, call in Payload(text: call.metadata["x-test"] ?? "") }),
            Method("Peer", .unary { _, call in Payload(text: call.peer.certificateSubject ?? "") }),
            Method(
                "Repeat", kind: .serverStreaming,
                .streaming { requests, replies, _ in
                    let count = try await requests.next().map(\.count) ?? 0
                    for index in 0..<count { try await replies.send(Payload(text: "\(index)")) }
                }),
            Method(
                "Join", kind: .clientStreaming,
                .streaming { requests, replies, _ in
                    var text = ""
                    while let message = try await requests.next() { text += message.text }
                    try await replies.send(Payload(text: text))
                }),
            Method(
                "Both", kind: .bidirectional,
                .streaming { requests, replies, _ in
                    while let message = try await requests.next() {
                        try await replies.send(message)
                    }
                }),
            Method(
                "UntilDrain", kind: .serverStreaming,
                .streaming { _, replies, call in
                    try await replies.send(Payload(text: "begun"))
                    await call.drain.wait()
                    try await replies.send(Payload(text: "drained"))
                }),
        ])
}

struct Breakage: Error { let secret: String }

extension Payload {
    init(text: String) { self.init(bytes: text.utf8) }

    var text: String { withUnsafeBytes { String(decoding: $0, as: UTF8.self) } }
}

extension RPCClient {
    func echo(
        _ method: String, _ text: String = "", timeout: Duration? = .seconds(300),
        metadata: Metadata = Metadata()
    ) async throws(Status) -> String {
        try await unary(
            "test.Echo", method, Payload(text: text),
            options: CallOptions(metadata: metadata, timeout: timeout)
        ).text
    }

    func open(_ method: String, _ kind: MethodKind) async throws(Status) -> any ClientStream {
        try await stream(
            "test.Echo", method, kind: kind, options: .patient)
    }
}

/// The status that `body` ends with; OK when it does not fail.
func status(_ body: () async throws -> Void) async -> Status {
    do {
        try await body()
        return Status(.ok, "")
    } catch let status as Status {
        return status
    } catch {
        return Status(.unknown, "\(error)")
    }
}

/// `#expect` for values that had to be waited for.
func expect<Value: Equatable>(
    _ value: Value, _ expected: Value, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(value == expected, sourceLocation: sourceLocation)
}
