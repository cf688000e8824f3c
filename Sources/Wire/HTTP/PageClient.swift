internal import Messages
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// Reads pages of an HTTP/1.1 door, one after the other on one connection.
/// ```
/// let client = try await PageClient.connect(host: "localhost", port: 7443, tls: tls)
/// let answer = try await client.get("/metrics", headers: Metadata([…]))
/// ```
package final class PageClient: Sendable {
    private let channel: any Channel
    private let pages: NIOLoopBound<PageReader>
    private let host: String

    package static func connect(
        host: String, port: Int, tls: ClientTLS, limits: WireLimits = .standard,
        timeout: Duration = .seconds(10)
    ) async throws(WireError) -> PageClient {
        let target = ConnectionTarget(
            host: host, port: port, tls: try TLSContext.client(tls, protocols: ["http/1.1"]),
            serverName: tls.serverName, timeout: timeout)
        return try await target.open(limits: limits) { channel, _ in
            let reader = PageReader()
            try channel.pipeline.syncOperations.addHTTPClientHandlers()
            try channel.pipeline.syncOperations.addHandler(reader)
            return PageClient(
                channel: channel, pages: NIOLoopBound(reader, eventLoop: channel.eventLoop),
                host: host)
        }
    }

    private init(channel: any Channel, pages: NIOLoopBound<PageReader>, host: String) {
        self.channel = channel
        self.pages = pages
        self.host = host
    }

    /// Throws where the connection has gone, nothing comes within `timeout`, or the answer is
    /// longer than 16 MiB; then the connection is of no more use. Not for two at once.
    package func get(
        _ path: String, headers: Metadata = Metadata(), timeout: Duration = .seconds(10)
    ) async throws(WireError) -> HTTPAnswer {
        var fields = HTTPHeaders([("host", host)])
        for entry in headers.entries { fields.add(name: entry.key, value: entry.value) }
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: path, headers: fields)
        do {
            return try await channel.eventLoop.flatSubmit {
                let answer = self.channel.eventLoop.makePromise(of: HTTPAnswer.self)
                self.pages.value.expect(answer)
                let timer = self.channel.eventLoop.scheduleTask(in: TimeAmount(timeout)) {
                    self.pages.value.fail(
                        WireError(.closed, "the page was not there within \(timeout)"))
                    self.channel.close(promise: nil)
                }
                answer.futureResult.whenComplete { _ in timer.cancel() }
                self.channel.write(HTTPClientRequestPart.head(head), promise: nil)
                self.channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
                return answer.futureResult
            }.get()
        } catch let error as WireError {
            throw error
        } catch {
            throw WireError(.closed, "the page could not be read: \(error)")
        }
    }

    package func close() async {
        do {
            try await channel.close()
        } catch {
            // It has closed already.
        }
    }
}

/// Gathers one answer at a time. On the connection's event loop.
private final class PageReader: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    static let bytesMax = 16 << 20

    private var answer: EventLoopPromise<HTTPAnswer>?
    private var head: HTTPResponseHead?
    private var body: [UInt8] = []
    private var failure: WireError?

    func expect(_ promise: EventLoopPromise<HTTPAnswer>) {
        if let failure { return promise.fail(failure) }
        guard answer == nil else {
            return promise.fail(WireError(.closed, "a page is being read already"))
        }
        answer = promise
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
        case .body(let bytes):
            guard body.count + bytes.readableBytes <= Self.bytesMax else {
                fail(WireError(.closed, "a page of more than \(Self.bytesMax) bytes"))
                return context.close(promise: nil)
            }
            body += bytes.readableBytesView
        case .end:
            guard let head, let answer else { return }
            self.answer = nil
            self.head = nil
            answer.succeed(
                HTTPAnswer(
                    status: Int(head.status.code),
                    contentType: head.headers.first(name: "content-type") ?? "", body: body))
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(WireError(.closed, "the server closed the connection"))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail((error as? WireError) ?? WireError(.closed, "the connection failed: \(error)"))
        context.close(promise: nil)
    }

    func fail(_ error: WireError) {
        failure = failure ?? error
        answer?.fail(error)
        answer = nil
    }
}
