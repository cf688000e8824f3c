import Testing

@testable import Messages

@Suite struct RoundTripTests {
    private let turns = [Samples.turn, Turn(number: 4, speaker: .representative, text: "10 €")]
    private let forecasts = [Samples.forecast, Samples.bareForecast, Samples.sureForecast]

    @Test func `forecasts and turns survive`() throws {
        for forecast in forecasts {
            #expect(try Forecast(decoding: forecast.bytes()) == forecast)
        }
        for turn in turns { #expect(try IncomingTurn(decoding: turn.bytes()).value == turn) }
    }

    @Test func `messages of the scoring service survive`() throws {
        let score = try ScoreConversationRequest(
            decoding: ScoreConversationRequest.Draft(conversationID: "c", turns: turns).bytes())
        #expect(score.conversationID == "c")
        #expect(score.turns.map(\.value) == turns)
        let scored = try ScoreConversationResponse(
            decoding: ScoreConversationResponse.Draft(
                conversationID: "c", forecasts: forecasts, closing: Samples.forecast
            ).bytes())
        #expect(scored.conversationID == "c")
        #expect(scored.forecasts == forecasts)
        #expect(scored.closing == Samples.forecast)
        let observe = try ObserveRequest(
            decoding: ObserveRequest.Draft(
                conversationID: "c", eventID: "e", turn: Samples.turn
            ).bytes())
        #expect(observe.conversationID == "c")
        #expect(observe.eventID == "e")
        #expect(observe.turn?.value == Samples.turn)
        let observed = try ObserveResponse(
            decoding: ObserveResponse.Draft(
                conversationID: "c", eventID: "e", forecast: Samples.forecast, replayed: true
            ).bytes())
        #expect(observed.conversationID == "c")
        #expect(observed.eventID == "e")
        #expect(observed.forecast == Samples.forecast)
        #expect(observed.replayed == true)
    }

    @Test func `messages about conversations survive`() throws {
        let watch = try WatchRequest(decoding: WatchRequest.Draft(conversationID: "c").bytes())
        #expect(watch.conversationID == "c")
        let watched = try WatchResponse(
            decoding: WatchResponse.Draft(
                conversationID: "c", forecast: Samples.forecast, conflated: 3
            ).bytes())
        #expect(watched.conversationID == "c")
        #expect(watched.forecast == Samples.forecast)
        #expect(watched.conflated == 3)
        let close = try CloseRequest(
            decoding: CloseRequest.Draft(conversationID: "c", eventID: "e").bytes())
        #expect(close.conversationID == "c")
        #expect(close.eventID == "e")
        let closed = try CloseResponse(
            decoding: CloseResponse.Draft(
                conversationID: "c", forecast: Samples.forecast, replayed: true
            ).bytes())
        #expect(closed.conversationID == "c")
        #expect(closed.forecast == Samples.forecast)
        #expect(closed.replayed == true)
        let get = try GetConversationRequest(
            decoding: GetConversationRequest.Draft(conversationID: "c").bytes())
        #expect(get.conversationID == "c")
        let got = try GetConversationResponse(
            decoding: GetConversationResponse.Draft(
                conversationID: "c", status: .closed, turns: turns, forecasts: forecasts,
                closing: Samples.forecast
            ).bytes())
        #expect(got.conversationID == "c")
        #expect(got.status == .closed)
        #expect(got.turns.map(\.value) == turns)
        #expect(got.forecasts == forecasts)
        #expect(got.closing == Samples.forecast)
    }

    @Test func `messages about the server survive`() throws {
        _ = try GetInfoRequest(decoding: GetInfoRequest.Draft().bytes())
        let limits = [ServerLimit(name: "limits.turns", value: 2000, unit: "turns")]
        let info = try GetInfoResponse(
            decoding: GetInfoResponse.Draft(
                version: "1", modelID: "m", embedderID: "e", kernels: "k", tenant: "t",
                role: "r", limits: limits
            ).bytes())
        #expect(info.version == "1")
        #expect(info.modelID == "m")
        #expect(info.embedderID == "e")
        #expect(info.kernels == "k")
        #expect(info.tenant == "t")
        #expect(info.role == "r")
        #expect(info.limits == limits)
        let check = try HealthCheckRequest(
            decoding: HealthCheckRequest.Draft(service: "s").bytes())
        #expect(check.service == "s")
        for status in [ServingStatus.unknown, .serving, .notServing, .serviceUnknown] {
            let health = try HealthCheckResponse(
                decoding: HealthCheckResponse.Draft(status: status).bytes())
            #expect(health.status == status)
        }
    }

    @Test func `messages of the connector link survive`() throws {
        let start = try ConnectorStartRequest(
            decoding: ConnectorStartRequest.Draft(connector: "folder", version: "2").bytes())
        #expect(start.connector == "folder")
        #expect(start.version == "2")
        let settings = [Setting(name: "directory", value: "/in"), Setting(name: "", value: "")]
        let started = try ConnectorStartResponse(
            decoding: ConnectorStartResponse.Draft(settings: settings, checkpoint: [0, 1]).bytes())
        #expect(started.settings == settings)
        #expect(started.checkpoint == [0, 1])
        _ = try WriteBacksRequest(decoding: WriteBacksRequest.Draft().bytes())
        let secret = try SecretRequest(decoding: SecretRequest.Draft(secret: "token").bytes())
        #expect(secret.secret == "token")
        let told = try SecretResponse(
            decoding: SecretResponse.Draft(count: 2) { $0.copyBytes(from: [0, 255]) }.bytes())
        #expect(told.value == [0, 255])
        let log = try LogRequest(
            decoding: LogRequest.Draft(level: .warning, text: "slow").bytes())
        #expect(log.level == .warning)
        #expect(log.text == "slow")
        _ = try LogResponse(decoding: LogResponse.Draft().bytes())
        let keep = try CheckpointRequest(
            decoding: CheckpointRequest.Draft(checkpoint: [9]).bytes())
        #expect(keep.checkpoint == [9])
        _ = try CheckpointResponse(decoding: CheckpointResponse.Draft().bytes())
    }

    @Test func `events, receipts and write-backs survive`() throws {
        let said = try ConversationEvent(
            decoding: ConversationEvent.Draft(
                eventID: "e", conversationID: "c", what: .said(Samples.turn)
            ).bytes())
        #expect(said.eventID == "e")
        #expect(said.conversationID == "c")
        guard case .said(let turn) = said.what else {
            Issue.record("not said")
            return
        }
        #expect(turn?.value == Samples.turn)
        let closed = try ConversationEvent(
            decoding: ConversationEvent.Draft(
                eventID: "e", conversationID: "c", what: .closed
            ).bytes())
        #expect(closed.what == .closed)
        let nothing = try ConversationEvent(decoding: [])
        #expect(nothing.what == nil)
        let receipt = try EventReceipt(
            decoding: EventReceipt.Draft(
                eventID: "e", conversationID: "c", forecast: Samples.forecast, replayed: true
            ).bytes())
        #expect(receipt.eventID == "e")
        #expect(receipt.conversationID == "c")
        #expect(receipt.forecast == Samples.forecast)
        #expect(receipt.replayed == true)
        let back = try WriteBack(
            decoding: WriteBack.Draft(conversationID: "c", forecast: Samples.forecast).bytes())
        #expect(back.conversationID == "c")
        #expect(back.forecast == Samples.forecast)
    }

    @Test(
        arguments: [
            .fileByName("a.proto"), .fileContainingSymbol("a.B"),
            .fileContainingExtension(type: "a.B", number: 7), .allExtensionNumbers(ofType: "a.B"),
            .listServices(""), .listServices("*"), nil,
        ] as [ReflectionQuestion?])
    func `questions to reflection survive`(question: ReflectionQuestion?) throws {
        let draft = ServerReflectionRequest.Draft(host: "h", question: question)
        let request = try ServerReflectionRequest(decoding: draft.bytes())
        #expect(request.host == "h")
        #expect(request.question == question)
    }

    @Test(
        arguments: [
            .files([[1, 2], [], [0]]), .extensionNumbers(type: "a.B", [1, -2, 300]),
            .services(["a.S", "b.S"]), .error(.notFound, "no such symbol"),
        ] as [ReflectionAnswer])
    func `answers of reflection survive`(answer: ReflectionAnswer) throws {
        let draft = ServerReflectionResponse.Draft(
            validHost: "h", original: .init(host: "h", question: .listServices("")),
            answer: answer)
        let response = try ServerReflectionResponse(decoding: draft.bytes())
        #expect(response.validHost == "h")
        #expect(response.answer == answer)
    }

    @Test func `a NUL in our own text goes as a replacement character`() throws {
        let request = try WatchRequest(
            decoding: WatchRequest.Draft(conversationID: "a\0b").bytes())
        #expect(request.conversationID == "a\u{FFFD}b")
    }

    @Test(arguments: [0, 3, 255, 256, -1])
    func `a speaker that is not one is shown, and refused by name`(number: Int32) throws {
        let bytes = Wire.field(1, 1) + [0x10] + Wire.varint(Int(UInt32(bitPattern: number)))
        let turn = try IncomingTurn(decoding: bytes)
        #expect(turn.speakerNumber == number)
        #expect(turn.value == nil)
        let status = #expect(throws: Status.self) { try turn.checked("turns[0]") }
        #expect(status?.code == .invalidArgument)
        #expect(status?.badRequest?.violations.first?.field == "turns[0].speaker")
    }
}
