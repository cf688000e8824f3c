import CConnector
import ConnectorKit
import Messages
import Synchronization
import Testing

/// Says what it is told to, and does with write-backs what their conversation is named after.
private final class Puppet: Connector {
    static let descriptor = ConnectorDescriptor(
        name: "puppet", version: "2.0.0", description: "For tests.",
        options: [
            ConnectorOption("text", .text, isRequired: true, help: "What is said."),
            ConnectorOption("often", .integer, default: "1", help: "How often."),
        ], takesWriteBacks: true)
    private let text: String

    init(settings: Settings) throws {
        guard let text = settings["text"], settings.integer("often") == 3 else {
            throw ConnectorError(.invalid, "setting often must be 3")
        }
        self.text = text
    }

    func run(host: Host) async throws {
        let turn = ConnectorKit.Turn(number: 1, speaker: .customer, text: text)
        let event = ConnectorKit.ConversationEvent(
            id: "1", conversation: "c", what: .said(turn))
        let receipt = try await host.deliverUntilTaken(event)
        let secret = String(decoding: try await host.secret("token"), as: UTF8.self)
        try await host.save(checkpoint: host.checkpoint + [9])
        host.log(.info, "\(receipt.forecast.probability) \(receipt.isReplay) \(secret)")
        try await Task.sleep(for: .seconds(3600))
    }

    func writeBack(_ writeBack: ConnectorKit.WriteBack) async throws {
        switch writeBack.conversation {
        case "refuse": throw ConnectorError(.refused, "no such deal")
        case "later": throw ConnectorError(.tryAgain, "the platform is away")
        case "break": throw CancellationError()
        default: return
        }
    }
}

/// The host's side of the table, as plain as can be.
private final class Record: Sendable {
    struct Content {
        var log: [String] = []
        var deliveries: [String] = []
        var checkpoint: [UInt8] = []
        var finished: (salesrl_result, String)?
        var writtenBack: [salesrl_result] = []
    }
    let content = Mutex(Content())

    static func of(_ context: UnsafeMutableRawPointer?) -> Record? {
        context.map { Unmanaged<Record>.fromOpaque($0).takeUnretainedValue() }
    }
}

private func array(_ bytes: salesrl_bytes) -> [UInt8] {
    Array(UnsafeBufferPointer(start: bytes.data, count: bytes.count))
}

private func text(_ bytes: salesrl_bytes) -> String {
    String(decoding: array(bytes), as: UTF8.self)
}

private func reply(
    _ bytes: [UInt8], _ done: salesrl_completion?, _ context: UnsafeMutableRawPointer?,
    _ result: Int = SALESRL_OK
) {
    bytes.withUnsafeBufferPointer {
        done?(context, Int32(result), salesrl_bytes(data: $0.baseAddress, count: $0.count))
    }
}

/// The first delivery is not accepted, the second completes with TRY_AGAIN, the third is taken.
private func deliver(
    _ context: UnsafeMutableRawPointer?, _ event: salesrl_bytes, _ done: salesrl_completion?,
    _ doneContext: UnsafeMutableRawPointer?
) -> salesrl_result {
    guard let record = Record.of(context),
        let message = try? Messages.ConversationEvent(decoding: array(event)),
        case .said(let turn) = message.what
    else { return Int32(SALESRL_INVALID) }
    let said = "\(message.eventID) \(message.conversationID) \(turn?.text ?? "")"
    let count = record.content.withLock { content in
        content.deliveries.append(said)
        return content.deliveries.count
    }
    if count == 1 { return Int32(SALESRL_TRY_AGAIN) }
    guard count > 2 else {
        reply(Array("busy".utf8), done, doneContext, SALESRL_TRY_AGAIN)
        return Int32(SALESRL_OK)
    }
    let forecast = Messages.Forecast(
        turn: 1, probability: 0.75, value: 0, confidence: Messages.Confidence(level: 1),
        modelID: "m")
    let receipt = EventReceipt.Draft(
        eventID: "1", conversationID: "c", forecast: forecast, replayed: true)
    reply(receipt.bytes(), done, doneContext)
    return Int32(SALESRL_OK)
}

private func hostTable(_ record: Record) -> salesrl_host {
    salesrl_host(
        abi: SALESRL_CONNECTOR_ABI, size: UInt32(MemoryLayout<salesrl_host>.size),
        context: Unmanaged.passRetained(record).toOpaque(), deliver: deliver,
        secret: { _, name, done, context in
            reply(Array("<\(text(name))>".utf8), done, context)
            return Int32(SALESRL_OK)
        },
        log: { context, level, line in
            let line = "\(level) \(text(line))"
            Record.of(context)?.content.withLock { $0.log.append(line) }
        },
        checkpoint: { context, bytes, done, doneContext in
            let bytes = array(bytes)
            Record.of(context)?.content.withLock { $0.checkpoint = bytes }
            reply([], done, doneContext)
            return Int32(SALESRL_OK)
        },
        clock: { _ in 1 },
        finished: { context, result, reason in
            let reason = text(reason)
            Record.of(context)?.content.withLock { $0.finished = (result, reason) }
        })
}

@Suite("A connector written with ConnectorKit")
struct ConnectorKitTests {
    private static var connector: salesrl_connector {
        exportConnector(Puppet.self).load(as: salesrl_connector.self)
    }
    private let record = Record()

    /// Started with these settings; the instance, or the result that says why not.
    private func start(often: String) -> (salesrl_result, UnsafeMutableRawPointer?) {
        let host = UnsafeMutablePointer<salesrl_host>.allocate(capacity: 1)
        host.initialize(to: hostTable(record))
        var instance: UnsafeMutableRawPointer?
        let checkpoint: [UInt8] = [7]
        let result = "text".withCString { textName in
            "often".withCString { oftenName in
                "Hello".withCString { hello in
                    often.withCString { often in
                        checkpoint.withUnsafeBufferPointer { checkpoint in
                            let settings = [
                                salesrl_setting(name: textName, value: hello),
                                salesrl_setting(name: oftenName, value: often),
                            ]
                            return settings.withUnsafeBufferPointer { settings in
                                var start = salesrl_start(
                                    size: UInt32(MemoryLayout<salesrl_start>.size),
                                    setting_count: 2, settings: settings.baseAddress,
                                    checkpoint: salesrl_bytes(
                                        data: checkpoint.baseAddress, count: 1))
                                return Self.connector.start(host, &start, &instance)
                            }
                        }
                    }
                }
            }
        }
        return (result, instance)
    }

    @Test("Its descriptor is what the type says")
    func descriptor() {
        let table = Self.connector
        #expect(table.abi == SALESRL_CONNECTOR_ABI)
        #expect(String(cString: table.name) == "puppet")
        #expect(table.option_count == 2)
        #expect(String(cString: table.options[1].default_value) == "1")
        #expect(table.options[0].required == 1 && table.options[0].default_value == nil)
        #expect(table.write_back != nil)
    }

    @Test("Delivers until it is taken, asks for secrets, keeps checkpoints, and stops when asked")
    func runs() async throws {
        let (result, instance) = start(often: "3")
        #expect(result == 0)
        try await eventually("it has said all it says") {
            record.content.withLock { !$0.log.isEmpty }
        }
        record.content.withLock { content in
            #expect(content.deliveries == ["1 c Hello", "1 c Hello", "1 c Hello"])
            #expect(content.log == ["2 0.75 true <token>"])
            #expect(content.checkpoint == [7, 9])
            #expect(content.finished == nil)
        }
        Self.connector.stop(instance)
        try await eventually("it has finished") {
            record.content.withLock { $0.finished?.0 == 0 }
        }
    }

    @Test("A setting that it refuses is logged, and nothing is begun")
    func refusesSettings() {
        let (result, instance) = start(often: "2")
        #expect(result == Int32(SALESRL_INVALID) && instance == nil)
        #expect(record.content.withLock { $0.log } == ["4 setting often must be 3"])
    }

    @Test(
        "What it makes of a write-back is told by its code",
        arguments: [
            ("carry", SALESRL_OK), ("refuse", SALESRL_REFUSED), ("later", SALESRL_TRY_AGAIN),
            ("break", SALESRL_FAILED),
        ])
    func writesBack(conversation: String, code: Int) async throws {
        let (_, instance) = start(often: "3")
        let forecast = Messages.Forecast(
            turn: 1, probability: 0.5, value: 0, confidence: Messages.Confidence(level: 0),
            modelID: "m")
        let draft = Messages.WriteBack.Draft(conversationID: conversation, forecast: forecast)
        draft.bytes().withUnsafeBufferPointer {
            let accepted = Self.connector.write_back(
                instance, salesrl_bytes(data: $0.baseAddress, count: $0.count),
                { context, result, _ in
                    Record.of(context)?.content.withLock { $0.writtenBack.append(result) }
                }, Unmanaged.passRetained(record).toOpaque())
            #expect(accepted == 0)
        }
        try await eventually("it is done") {
            record.content.withLock { $0.writtenBack } == [Int32(code)]
        }
        Self.connector.stop(instance)
    }
}
