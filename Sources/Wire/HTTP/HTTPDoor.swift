internal import Messages
internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// The HTTP/1.1 door: small pages for probes, metrics and browsers. One request at a time, GET and
/// HEAD.
final class HTTPDoor: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let connection: ConnectionContext
    private let routes: HTTPRoutes
    private var request: HTTPRequest?
    private var method = HTTPMethod.GET
    /// Set where the head already says what the answer is.
    private var refusal: HTTPAnswer?
    private var bodyBytes = 0
    private var keepsAlive = true
    private var isAnswering = false
    private var closesWhenIdle = false
    private var task: Task<Void, Never>?
    private var timer: Scheduled<Void>?
    private var context: ChannelHandlerContext?

    static func configure(
        _ routes: HTTPRoutes
    ) -> @Sendable (any Channel, ConnectionContext) throws -> Void {
        { channel, connection in
            try channel.pipeline.syncOperations.configureHTTPServerPipeline(
                withErrorHandling: true)
            try channel.pipeline.syncOperations.addHandler(HTTPDoor(connection, routes))
        }
    }

    init(_ connection: ConnectionContext, _ routes: HTTPRoutes) {
        self.connection = connection
        self.routes = routes
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        connection.beginDrain = { [weak self] in
            guard let self else { return }
            closesWhenIdle = true
            if !isAnswering { self.context?.close(promise: nil) }
        }
        connection.endNow = { [weak self] _ in self?.context?.close(promise: nil) }
        awaitRequest(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    private func stop() {
        context = nil
        timer?.cancel()
        task?.cancel()
        connection.beginDrain = nil
        connection.endNow = nil
    }

    /// A head that does not come, or dribbles, is not waited for.
    private func awaitRequest(_ context: ChannelHandlerContext) {
        timer?.cancel()
        timer = context.eventLoop.assumeIsolated().scheduleTask(
            in: TimeAmount(connection.limits.frameArrival)
        ) { [weak self] in
            guard let self, !isAnswering else { return }
            self.context?.close(promise: nil)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head)
        case .body(let body):
            bodyBytes += body.readableBytes
            guard bodyBytes > connection.limits.pageBodyBytes, !isAnswering else { return }
            keepsAlive = false
            refusal = HTTPAnswer(
                status: 413,
                text:
                    "the body is longer than limits.pageBodyBytes = \(connection.limits.pageBodyBytes)\n"
            )
            answer(context)
        case .end:
            if !isAnswering { answer(context) }
        }
    }

    private func begin(_ head: HTTPRequestHead) {
        let parts = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        request = HTTPRequest(
            path: String(parts.first ?? "/"), query: parts.count > 1 ? String(parts[1]) : "",
            headers: Metadata(head.headers.map { ($0.name.lowercased(), $0.value) }),
            peer: connection.peer)
        method = head.method
        keepsAlive = head.isKeepAlive
        bodyBytes = 0
        refusal = refusal(of: head)
    }

    private func refusal(of head: HTTPRequestHead) -> HTTPAnswer? {
        let limit = connection.limits.pageHeaderBytes
        let size = head.headers.reduce(head.uri.utf8.count) {
            $0 + $1.name.utf8.count + $1.value.utf8.count + 4
        }
        guard size <= limit else {
            keepsAlive = false
            return HTTPAnswer(
                status: 431,
                text: "a request head of \(size) bytes; limits.pageHeaderBytes = \(limit)\n")
        }
        guard let request, routes.pages[request.path] != nil else {
            return HTTPAnswer(status: 404, text: "there is no such page here\n")
        }
        guard head.method == .GET || head.method == .HEAD else {
            return HTTPAnswer(status: 405, text: "pages are read with GET or HEAD\n")
        }
        return nil
    }

    private func answer(_ context: ChannelHandlerContext) {
        isAnswering = true
        connection.figures?.framesIn.add(1, ordering: .relaxed)
        timer?.cancel()
        if let refusal {
            write(refusal)
            return
        }
        guard let request, let page = routes.pages[request.path] else { return }
        let door = NIOLoopBound(self, eventLoop: context.eventLoop)
        task = Task.immediate(executorPreference: connection.executor) {
            let answer = await page(request)
            door.eventLoop.execute { door.value.write(answer) }
        }
    }

    private func write(_ answer: HTTPAnswer) {
        guard let context else { return }
        connection.figures?.framesOut.add(1, ordering: .relaxed)
        task = nil
        let closes = !keepsAlive || closesWhenIdle
        let isHead = method == .HEAD
        var headers = HTTPHeaders([
            ("content-type", answer.contentType), ("content-length", "\(answer.body.count)"),
            ("cache-control", "no-store"), ("x-content-type-options", "nosniff"),
        ])
        if answer.status == 405 { headers.add(name: "allow", value: "GET, HEAD") }
        if closes { headers.add(name: "connection", value: "close") }
        let head = HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: answer.status),
            headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !isHead {
            let body = context.channel.allocator.buffer(bytes: answer.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        }
        // The end of an answer lets the next request in, at once.
        isAnswering = false
        request = nil
        refusal = nil
        awaitRequest(context)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        if closes { context.close(promise: nil) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.inputClosed) = event as? ChannelEvent {
            closesWhenIdle = true
            if !isAnswering { context.close(promise: nil) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
