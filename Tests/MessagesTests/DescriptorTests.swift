import Testing

@testable import Messages

@Suite struct DescriptorTests {
    private let ours = Descriptors.ours

    private var messages: [String: [String]] {
        ours.files.values.reduce(into: [:]) { all, file in
            all.merge(file.messages) { first, _ in first }
        }
    }

    @Test func `no message can hold itself, however deep`() {
        let messages = messages
        #expect(messages.count > 40)
        for start in messages.keys {
            var seen: Set<String> = []
            var open = messages[start] ?? []
            while let next = open.popLast() {
                #expect(next != start, "\(start) holds itself")
                if seen.insert(next).inserted { open += messages[next] ?? [] }
            }
        }
    }

    @Test func `nothing uses a type of free form`() {
        let banned = [
            "google.protobuf.Struct", "google.protobuf.Value", "google.protobuf.ListValue",
        ]
        for (message, held) in messages {
            for type in banned { #expect(!held.contains(type), "\(message) holds \(type)") }
        }
    }

    @Test func `no message nests deeper than the pre-scan allows`() {
        let messages = messages
        func depth(_ name: String) -> Int { 1 + ((messages[name] ?? []).map(depth).max() ?? 0) }
        for name in messages.keys { #expect(depth(name) <= DecodeLimits.standard.depth) }
    }

    @Test func `every service is listed with its methods`() throws {
        #expect(
            ours.services.map(\.name) == [
                "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection",
                "grpc.reflection.v1alpha.ServerReflection", "salesrl.v1.Admin",
                "salesrl.v1.ConnectorHost", "salesrl.v1.Info", "salesrl.v1.Scoring",
            ])
        let scoring = try #require(ours.services.last)
        #expect(
            scoring.methods.map(\.name) == [
                "ScoreConversation", "Observe", "Live", "Watch", "Close", "GetConversation",
            ])
        let live = scoring.methods[2]
        #expect(live.input == ObserveRequest.name)
        #expect(live.output == ObserveResponse.name)
        #expect(live.streamsRequests && live.streamsReplies)
        #expect(!scoring.methods[3].streamsRequests && scoring.methods[3].streamsReplies)
        #expect(!scoring.methods[1].streamsRequests && !scoring.methods[1].streamsReplies)
    }

    @Test(arguments: [
        "salesrl.v1.Scoring", "salesrl.v1.Scoring.Observe", "salesrl.v1.ObserveRequest",
        "salesrl.v1.ObserveRequest.turn",
    ])
    func `a symbol leads to its file first and then to what that imports`(symbol: String) throws {
        let files = try #require(ours.files(containing: symbol))
        let names = try files.map(Self.name)
        #expect(names.first == "salesrl/v1/scoring.proto")
        #expect(
            Set(names) == [
                "salesrl/v1/scoring.proto", "salesrl/v1/conversation.proto",
                "salesrl/v1/forecast.proto",
            ])
    }

    @Test(arguments: [
        ("salesrl.v1.Speaker", "salesrl/v1/conversation.proto"),
        ("salesrl.v1.SPEAKER_CUSTOMER", "salesrl/v1/conversation.proto"),
        (
            "grpc.health.v1.HealthCheckResponse.SERVING", "grpc/health/v1/health.proto"
        ),
        ("google.rpc.ErrorInfo.MetadataEntry", "google/rpc/error_details.proto"),
        ("salesrl.v1.ConversationEvent.what", "salesrl/v1/connector.proto"),
        ("google.protobuf.Any", "google/protobuf/any.proto"),
    ])
    func `enums, their values, nested messages and oneofs are symbols`(
        symbol: String, file: String
    ) throws {
        let first = try #require(ours.files(containing: symbol)?.first)
        #expect(try Self.name(first) == file)
    }

    @Test func `imports are followed to the end`() throws {
        let files = try #require(ours.files(named: "ttrpc/ttrpc.proto"))
        #expect(
            try files.map(Self.name) == [
                "ttrpc/ttrpc.proto", "google/rpc/status.proto", "google/protobuf/any.proto",
            ])
    }

    @Test func `what is not there is not found`() {
        #expect(ours.files(named: "no.proto") == nil)
        #expect(ours.files(containing: "salesrl.v1.Nothing") == nil)
    }

    @Test func `a set that is cut is refused`() {
        #expect(throws: MessageError.self) { try Descriptors([0x0a, 0x05, 0x01]) }
    }

    /// The file's own name, read from its bytes.
    private static func name(_ file: [UInt8]) throws -> String {
        try file.withUnsafeBytes { bytes in
            var reader = WireReader(bytes)
            while let field = try reader.next() {
                if field.number == 1, case .bytes(let range) = field.value {
                    return String(decoding: bytes[range], as: UTF8.self)
                }
            }
            return ""
        }
    }
}
