// Fuzz target: pre-scan and unpacking of every message type that comes from outside.
//
//   byte 0      which type
//   the rest    its bytes
//
// What the pre-scan passes must unpack or be refused for memory; what unpacks must be readable to
// the last field, pack, and come back the same.
internal import CMessages

@c(LLVMFuzzerTestOneInput)
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeRawBufferPointer(start: start, count: count)
    guard let first = input.first else { return 0 }
    let type = types[Int(first) % types.count]
    let bytes = UnsafeRawBufferPointer(rebasing: input.dropFirst())
    type.check(bytes)
    type.starve(bytes)
    type.read(bytes)
    return 0
}

@c(LLVMFuzzerInitialize)
public func initialise(
    _ count: UnsafeMutablePointer<CInt>?,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
    writeSeeds(
        samples.map { draft in
            let index = types.firstIndex { $0.name == type(of: draft).name } ?? 0
            return [UInt8(index)] + draft.bytes()
        })
    return 0
}

/// A type, and how to read all of a message of that type.
struct Subject: Sendable {
    let name: String
    let check: @Sendable (UnsafeRawBufferPointer) -> Void
    let starve: @Sendable (UnsafeRawBufferPointer) -> Void
    let read: @Sendable (UnsafeRawBufferPointer) -> Void

    init<Struct>(
        _ initialise: @escaping @Sendable (UnsafeMutablePointer<Struct>?) -> Void,
        read: @escaping @Sendable (UnsafeRawBufferPointer) throws -> Int
    ) {
        let type = WireType(initialise)
        name = type.name
        check = { roundTrip($0, as: type.descriptor) }
        starve = { unpackStarved($0, as: type.descriptor) }
        // Reading may refuse, never crash; what it found is spent so that it is not optimised away.
        self.read = { bytes in spend((try? read(bytes)) ?? 0) }
    }
}

nonisolated(unsafe) private var spent = 0
private func spend(_ number: Int) { spent &+= number }

/// Unpacks in an arena with the cap of the product, packs, unpacks and packs again.
private func roundTrip(
    _ bytes: UnsafeRawBufferPointer, as descriptor: UnsafePointer<ProtobufCMessageDescriptor>
) {
    let limits = DecodeLimits.standard
    guard let elements = try? PreScan.check(bytes, as: descriptor, limits: limits) else { return }
    let arena = Arena(
        cap: limits.memory(wireBytes: bytes.count, elements: elements), expected: 64)
    guard let message = unpack(bytes, descriptor, arena) else {
        precondition(
            arena.isExhausted || isKnownRefusal(bytes, descriptor),
            "the pre-scan passed what libprotobuf-c refuses")
        return
    }
    let packed = pack(message)
    packed.withUnsafeBytes { packed in
        let second = Arena(cap: .max, expected: 64)
        do throws(MessageError) {
            _ = try PreScan.check(packed, as: descriptor, limits: .reply)
        } catch {
            preconditionFailure("the pre-scan refuses what we packed: \(error)")
        }
        guard let again = unpack(packed, descriptor, second) else {
            preconditionFailure("libprotobuf-c refuses what it packed")
        }
        precondition(pack(again).elementsEqual(packed), "packing twice differs")
    }
}

/// libprotobuf-c 1.4.1 cannot merge two messages whose oneof is not set, so it refuses the one
/// message of ours that can hold such a field twice. Nobody's encoder writes it twice.
private func isKnownRefusal(
    _ bytes: UnsafeRawBufferPointer, _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>
) -> Bool {
    guard String(cString: descriptor.pointee.name) == ServerReflectionResponse.name else {
        return false
    }
    var reader = WireReader(bytes)
    var questions = 0
    while let field = try? reader.next(), field.number > 0 {
        if field.number == 2 { questions += 1 }
    }
    return questions > 1
}

/// Unpacks with too little memory, how little being up to the last byte: whichever allocation is
/// refused, libprotobuf-c must give up in order.
private func unpackStarved(
    _ bytes: UnsafeRawBufferPointer, as descriptor: UnsafePointer<ProtobufCMessageDescriptor>
) {
    guard (try? PreScan.check(bytes, as: descriptor, limits: .standard)) != nil else { return }
    let arena = Arena(cap: 8 * Int(bytes.last ?? 0), expected: 64)
    if unpack(bytes, descriptor, arena) == nil {
        precondition(
            arena.isExhausted || isKnownRefusal(bytes, descriptor), "refused with memory left")
    }
}

private func unpack(
    _ bytes: UnsafeRawBufferPointer, _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>,
    _ arena: borrowing Arena
) -> UnsafeMutablePointer<ProtobufCMessage>? {
    protobuf_c_message_unpack(
        descriptor, arena.allocator, bytes.count,
        bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
}

private func pack(_ message: UnsafeMutablePointer<ProtobufCMessage>) -> [UInt8] {
    [UInt8](
        unsafeUninitializedCapacity: protobuf_c_message_get_packed_size(message)
    ) { bytes, count in
        count = protobuf_c_message_pack(message, bytes.baseAddress)
    }
}

// MARK: Every type

private let types: [Subject] =
    adminTypes + [
        Subject(salesrl__v1__turn__init) {
            try IncomingTurn(decoding: Array($0)).text.utf8.count
        },
        Subject(salesrl__v1__forecast__init) { try size(Forecast(decoding: Array($0))) },
        Subject(google__rpc__status__init) {
            let status = try Status(decoding: $0)
            return (status.errorInfo?.metadata.count ?? 0)
                + (status.badRequest?.violations.count ?? 0)
                + Int(status.retryInfo?.delay.components.seconds ?? 0)
        },
        Subject(google__rpc__error_info__init) {
            try ErrorInfo(decoding: Array($0)).metadata.count
        },
        Subject(google__rpc__bad_request__init) {
            try BadRequest(decoding: Array($0)).violations.count
        },
        Subject(google__rpc__retry_info__init) {
            try Int(RetryInfo(decoding: Array($0)).delay.components.seconds)
        },
        Subject(ttrpc__request__init) {
            try RequestEnvelope(reading: $0).metadata.count
        },
        Subject(ttrpc__response__init) {
            try ResponseEnvelope(reading: $0).payload.count
        },
        Subject(salesrl__v1__score_conversation_request__init) {
            let message = try ScoreConversationRequest(decoding: $0)
            return size(message.conversationID)
                + message.turns.reduce(0) { $0 &+ $1.text.utf8.count }
        },
        Subject(salesrl__v1__score_conversation_response__init) {
            let message = try ScoreConversationResponse(decoding: $0)
            return message.forecasts.reduce(size(message.closing)) { $0 &+ size($1) }
        },
        Subject(salesrl__v1__observe_request__init) {
            let message = try ObserveRequest(decoding: $0)
            return size(message.conversationID) + size(message.eventID)
                + size(message.turn?.value?.text ?? "")
        },
        Subject(salesrl__v1__observe_response__init) {
            let message = try ObserveResponse(decoding: $0)
            return size(message.eventID) + size(message.forecast) + (message.replayed ? 1 : 0)
        },
        Subject(salesrl__v1__watch_request__init) {
            try size(WatchRequest(decoding: $0).conversationID)
        },
        Subject(salesrl__v1__watch_response__init) {
            let message = try WatchResponse(decoding: $0)
            return size(message.forecast) &+ message.conflated
        },
        Subject(salesrl__v1__close_request__init) { try size(CloseRequest(decoding: $0).eventID) },
        Subject(salesrl__v1__close_response__init) {
            try size(CloseResponse(decoding: $0).forecast)
        },
        Subject(salesrl__v1__get_conversation_request__init) {
            try size(GetConversationRequest(decoding: $0).conversationID)
        },
        Subject(salesrl__v1__get_conversation_response__init) {
            let message = try GetConversationResponse(decoding: $0)
            return message.turns.count + message.forecasts.count + size(message.closing)
        },
        Subject(salesrl__v1__get_info_request__init) {
            _ = try GetInfoRequest(decoding: $0)
            return 0
        },
        Subject(salesrl__v1__get_info_response__init) {
            let message = try GetInfoResponse(decoding: $0)
            return message.limits.count + size(message.kernels)
        },
        Subject(salesrl__v1__conversation_event__init) {
            let message = try ConversationEvent(decoding: $0)
            guard case .said(let turn) = message.what else { return 0 }
            return size(turn?.text ?? "")
        },
        Subject(salesrl__v1__event_receipt__init) { try size(EventReceipt(decoding: $0).forecast) },
        Subject(salesrl__v1__write_back__init) { try size(WriteBack(decoding: $0).forecast) },
        Subject(salesrl__v1__connector_start_request__init) {
            try size(ConnectorStartRequest(decoding: $0).connector)
        },
        Subject(salesrl__v1__connector_start_response__init) {
            let message = try ConnectorStartResponse(decoding: $0)
            return message.settings.count + message.checkpoint.count
        },
        Subject(salesrl__v1__secret_request__init) { try size(SecretRequest(decoding: $0).secret) },
        Subject(salesrl__v1__secret_response__init) {
            try SecretResponse(decoding: $0).value.count
        },
        Subject(salesrl__v1__log_request__init) { try size(LogRequest(decoding: $0).text) },
        Subject(salesrl__v1__checkpoint_request__init) {
            try CheckpointRequest(decoding: $0).checkpoint.count
        },
        Subject(grpc__health__v1__health_check_request__init) {
            try size(HealthCheckRequest(decoding: $0).service)
        },
        Subject(grpc__health__v1__health_check_response__init) {
            try Int(HealthCheckResponse(decoding: $0).status?.rawValue ?? 0)
        },
        Subject(grpc__reflection__v1__server_reflection_request__init) {
            let message = try ServerReflectionRequest(decoding: $0)
            return message.question == .listServices("") ? 1 : 0
        },
        Subject(grpc__reflection__v1__server_reflection_response__init) {
            let message = try ServerReflectionResponse(decoding: $0)
            return message.answer == .files([]) ? 1 : 0
        },
    ]

private func size(_ text: String) -> Int { text.utf8.count }

private func size(_ forecast: Forecast?) -> Int {
    guard let forecast else { return 0 }
    return forecast.reasons.reduce(forecast.modelID.utf8.count) { $0 + $1.text.utf8.count }
        + forecast.degraded.count
}

// MARK: Seeds

private let turn = Turn(
    number: 3, speaker: .customer, text: "How much? 12 €", saidAtMilliseconds: 1_700_000_000_123)

private let forecast = Forecast(
    turn: 7, isClosing: true, probability: 0.25, change: -0.125, value: 0.5,
    confidence: Confidence(level: 0.75, band: .init(low: 0.125, high: 0.375, support: 412)),
    reasons: [Reason(text: "asked", feature: "interest.price", turn: 6, weight: 0.5)],
    nextStep: NextStep(move: "trial", text: "Offer a trial.", because: "interest"),
    modelID: "m", degraded: [Degradation(node: "embed", why: "late", used: "zeros")])

private let samples: [any MessageDraft] = [
    turn, forecast,
    Status.fieldViolation(field: "turn.text", description: "is empty")
        .errorInfo(reason: "R", metadata: ["a": "b"]).retry(after: .seconds(1)),
    ErrorInfo(reason: "R", domain: "d", metadata: ["k": "v"]),
    BadRequest([.init(field: "f", description: "d")]), RetryInfo(delay: .milliseconds(1500)),
    ScoreConversationRequest.Draft(conversationID: "c", turns: [turn, turn]),
    ScoreConversationResponse.Draft(
        conversationID: "c", forecasts: [forecast, forecast], closing: forecast),
    ObserveRequest.Draft(conversationID: "c", eventID: "e", turn: turn),
    ObserveResponse.Draft(conversationID: "c", eventID: "e", forecast: forecast, replayed: true),
    WatchResponse.Draft(conversationID: "c", forecast: forecast, conflated: 3),
    GetConversationResponse.Draft(
        conversationID: "c", status: .live, turns: [turn], forecasts: [forecast]),
    GetInfoResponse.Draft(limits: [ServerLimit(name: "n", value: -5, unit: "u")]),
    ConversationEvent.Draft(eventID: "e", conversationID: "c", what: .said(turn)),
    ConversationEvent.Draft(eventID: "e", conversationID: "c", what: .closed),
    ConnectorStartResponse.Draft(settings: [Setting(name: "n", value: "v")], checkpoint: [0, 9]),
    LogRequest.Draft(level: .error, text: "t"), HealthCheckRequest.Draft(service: "s"),
    ServerReflectionRequest.Draft(host: "h", question: .listServices("*")),
    ServerReflectionRequest.Draft(question: .fileContainingExtension(type: "a.B", number: 7)),
    ServerReflectionResponse.Draft(
        original: .init(question: .listServices("")), answer: .extensionNumbers(type: "t", [300])),
    ServerReflectionResponse.Draft(
        original: .init(question: .fileByName("a.proto")), answer: .files([[1, 2], []])),
]
