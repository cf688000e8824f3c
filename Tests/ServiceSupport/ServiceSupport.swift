// A web service on loopback that answers as a test says: with any status and head, slowly, in
// parts, not at all, or by breaking the connection.
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import Synchronization

/// What a test wants to be answered.
package struct Scripted: Sendable {
    package enum Ending: Sendable {
        case whole
        /// The connection closes after so many bytes of the body, though its head promised more.
        case cutAfter(Int)
        /// The connection is reset before a byte is sent.
        case reset
        /// Nothing is ever sent.
        case silent
        /// Head and so many bytes of the body are sent, and then nothing more.
        case stuckAfter(Int)
    }

    package var status: Int
    package var headers: [(String, String)]
    package var body: [UInt8]
    package var ending: Ending

    package init(
        _ status: Int = 200, _ body: String = "", headers: [(String, String)] = [],
        ending: Ending = .whole
    ) {
        self.status = status
        self.headers = headers
        self.body = Array(body.utf8)
        self.ending = ending
    }
}

/// What the service was asked.
package struct Asked: Sendable {
    package let method: String
    package let target: String
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]

    package subscript(header name: String) -> String? {
        headers.last { $0.name.lowercased() == name }?.value
    }
    package var text: String { String(decoding: body, as: UTF8.self) }
}

package final class ScriptedService: Sendable {
    package typealias Script = @Sendable (Asked, Int) -> Scripted

    private let group: MultiThreadedEventLoopGroup
    private let channel: any Channel
    private let record: Record
    package let port: Int

    package var address: String { "http://127.0.0.1:\(port)" }
    package var asked: [Asked] { record.all.withLock { $0 } }

    fileprivate final class Record: Sendable {
        let all = Mutex<[Asked]>([])
    }

    /// - Parameter script: answers a request; its number is 0 for the first.
    package init(_ script: @escaping Script) async throws {
        let record = Record()
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        self.group = group
        self.record = record
        channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.configureHTTPServerPipeline(withErrorHandling: false)
                    try pipeline.addHandler(Answering(script, record))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    package func close() async throws {
        try await channel.close()
        try await group.shutdownGracefully()
    }

    deinit { group.shutdownGracefully { _ in } }
}

private final class Answering: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let script: ScriptedService.Script
    private let record: ScriptedService.Record
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []

    init(_ script: @escaping ScriptedService.Script, _ record: ScriptedService.Record) {
        self.script = script
        self.record = record
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
        case .body(let part): body += Array(part.readableBytesView)
        case .end:
            guard let head else { return }
            let asked = Asked(
                method: head.method.rawValue, target: head.uri,
                headers: head.headers.map { ($0.name, $0.value) }, body: body)
            let number = record.all.withLock { all in
                all.append(asked)
                return all.count - 1
            }
            answer(script(asked, number), context)
        }
    }

    private func answer(_ scripted: Scripted, _ context: ChannelHandlerContext) {
        var sent = scripted.body.count
        switch scripted.ending {
        case .silent: return
        case .reset:
            // Closing with time 0 to linger sends RST.
            let linger = linger(l_onoff: 1, l_linger: 0)
            if let channel = context.channel as? any SocketOptionProvider {
                channel.setSoLinger(linger).whenComplete { _ in }
            }
            return context.close(promise: nil)
        case .cutAfter(let count), .stuckAfter(let count): sent = min(count, sent)
        case .whole: break
        }
        var headers = HTTPHeaders(scripted.headers)
        if !headers.contains(name: "content-type") {
            headers.add(name: "content-type", value: "application/json")
        }
        if !headers.contains(name: "content-length") {
            headers.add(name: "content-length", value: "\(scripted.body.count)")
        }
        let head = HTTPResponseHead(
            version: .http1_1, status: .init(statusCode: scripted.status), headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        let part = context.channel.allocator.buffer(bytes: scripted.body[..<sent])
        context.write(wrapOutboundOut(.body(.byteBuffer(part))), promise: nil)
        switch scripted.ending {
        case .whole: context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        case .cutAfter:
            context.flush()
            context.close(promise: nil)
        case .stuckAfter: context.flush()
        case .reset, .silent: break
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
