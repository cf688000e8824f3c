internal import Messages
internal import Wire

/// grpc.testing.TestService, as the standard describes what each method does.
enum TestService {
    static let service = Service(
        "grpc.testing.TestService",
        methods: [
            Method(
                "EmptyCall",
                .unary { _, call in
                    echoMetadata(call)
                    return Payload()
                }),
            Method("UnaryCall", .unary(unary)),
            Method("StreamingOutputCall", kind: .serverStreaming, .streaming(answerEach)),
            Method("StreamingInputCall", kind: .clientStreaming, .streaming(sum)),
            Method("FullDuplexCall", kind: .bidirectional, .streaming(answerEach)),
            Method("HalfDuplexCall", kind: .bidirectional, .streaming(answerAll)),
        ])

    /// What the benchmark calls: the answer is the request.
    static let echo = Service(
        "bench.Echo", methods: [Method("Say", .immediate { request, _ in request })])

    private static func unary(_ payload: Payload, _ call: Call) async throws -> Payload {
        let request = try fields(payload)
        echoMetadata(call)
        try expectCompression(request.message(8), of: payload)
        try failIfAsked(request.message(7))
        var answer = Payload(bytes: Writer.payload(size: try size(request.number(2))))
        answer.isCompressed = request.message(6)?.number(1) == 1
        return answer
    }

    private static func sum(
        _ requests: any RequestStream, _ replies: any ReplyStream, _ call: Call
    ) async throws {
        echoMetadata(call)
        var total = 0
        while let payload = try await requests.next() {
            let request = try fields(payload)
            try expectCompression(request.message(2), of: payload)
            total += request.message(1)?.bytes(2)?.count ?? 0
        }
        var answer = Writer()
        answer.add(1, number: total)
        try await replies.send(Payload(bytes: answer.bytes))
    }

    private static func answerEach(
        _ requests: any RequestStream, _ replies: any ReplyStream, _ call: Call
    ) async throws {
        echoMetadata(call)
        while let payload = try await requests.next() { try await answer(payload, to: replies) }
    }

    private static func answerAll(
        _ requests: any RequestStream, _ replies: any ReplyStream, _ call: Call
    ) async throws {
        echoMetadata(call)
        var all: [Payload] = []
        while let payload = try await requests.next() { all.append(payload) }
        for payload in all { try await answer(payload, to: replies) }
    }

    /// One answer for each of a request's response_parameters.
    private static func answer(_ payload: Payload, to replies: any ReplyStream) async throws {
        let request = try fields(payload)
        try failIfAsked(request.message(7))
        for parameters in request.messages(2) {
            guard let parameters = Fields(parameters) else { continue }
            let pause = parameters.number(2)
            if pause > 0 { try await Task.sleep(for: .microseconds(pause)) }
            var answer = Payload(bytes: Writer.payload(size: try size(parameters.number(1))))
            answer.isCompressed = parameters.message(3)?.number(1) == 1
            try await replies.send(answer)
        }
    }

    // MARK: What the cases ask of every method

    private static func fields(_ payload: Payload) throws(Status) -> Fields {
        let bytes = payload.withUnsafeBytes { Array($0) }
        guard let fields = Fields(bytes[...]) else {
            throw Status(.invalidArgument, "the request is no protobuf message")
        }
        return fields
    }

    private static func size(_ size: Int) throws(Status) -> Int {
        guard (0...(4 << 20)).contains(size) else {
            throw Status(
                .invalidArgument, "an answer of \(size) bytes; at most \(4 << 20) are made")
        }
        return size
    }

    private static func echoMetadata(_ call: Call) {
        if let value = call.metadata["x-grpc-test-echo-initial"] {
            call.response.initial.add("x-grpc-test-echo-initial", value)
        }
        if let value = call.metadata["x-grpc-test-echo-trailing-bin"] {
            call.response.trailing.add("x-grpc-test-echo-trailing-bin", value)
        }
    }

    private static func failIfAsked(_ wanted: Fields?) throws(Status) {
        guard let wanted, wanted.number(1) != 0 else { return }
        let message = String(decoding: wanted.bytes(2) ?? [], as: UTF8.self)
        throw Status(StatusCode(rawValue: Int32(wanted.number(1))) ?? .unknown, message)
    }

    private static func expectCompression(_ wanted: Fields?, of payload: Payload) throws(Status) {
        guard let wanted else { return }
        guard (wanted.number(1) == 1) == payload.isCompressed else {
            throw Status(
                .invalidArgument,
                "the request is \(payload.isCompressed ? "" : "not ")compressed, "
                    + "against expect_compressed"
            )
        }
    }
}
