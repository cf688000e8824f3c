internal import Messages
internal import Testing

@testable internal import Wire

@Suite("What a frame means to the client")
struct NativeClientMachineTests {
    private static func frame(
        _ type: UInt8, _ stream: UInt32, _ flags: FrameFlags = []
    ) -> FrameHeader {
        FrameHeader(length: 4, stream: stream, type: type, flags: flags)
    }

    @Test("Streams have odd ids that rise")
    func ids() {
        var machine = NativeClientMachine(limits: .standard)
        #expect([0, 1, 2].map { _ in machine.open(isStreaming: false) } == [1, 3, 5])
    }

    @Test("A response ends its call; a second one is nobody's")
    func response() {
        var machine = NativeClientMachine(limits: .standard)
        _ = machine.open(isStreaming: false)
        #expect(machine.receive(Self.frame(FrameType.response, 1)) == .respond(1))
        #expect(machine.receive(Self.frame(FrameType.response, 1)) == .ignore)
        #expect(machine.openStreams == 0)
    }

    @Test("A stream's messages, its last one, and its end without one")
    func stream() {
        var machine = NativeClientMachine(limits: .standard)
        _ = machine.open(isStreaming: true)
        _ = machine.open(isStreaming: true)
        #expect(machine.receive(Self.frame(FrameType.data, 1)) == .message(1, isLast: false))
        #expect(
            machine.receive(Self.frame(FrameType.data, 1, .remoteClosed))
                == .message(1, isLast: true))
        #expect(machine.receive(Self.frame(FrameType.data, 3, .noData)) == .ignore)
        #expect(
            machine.receive(Self.frame(FrameType.data, 3, [.remoteClosed, .noData])) == .finish(3))
        #expect(machine.openStreams == 0)
    }

    @Test("Frames that make no sense fail their call alone")
    func nonsense() {
        var machine = NativeClientMachine(limits: .standard)
        _ = machine.open(isStreaming: false)
        _ = machine.open(isStreaming: false)
        #expect(
            machine.receive(Self.frame(FrameType.data, 1)) == .fail(1, Status(.internal, "")))
        #expect(machine.receive(Self.frame(9, 3)) == .fail(3, Status(.internal, "")))
        #expect(machine.receive(Self.frame(FrameType.response, 2)) == .ignore)
        #expect(machine.receive(Self.frame(FrameType.response, 99)) == .ignore)
    }

    @Test("An abandoned call keeps its place until the server has answered")
    func abandoned() {
        var limits = WireLimits()
        limits.streamsPerConnection = 1
        var machine = NativeClientMachine(limits: limits)
        _ = machine.open(isStreaming: true)
        machine.abandon(1)
        #expect(machine.isFull)
        #expect(machine.receive(Self.frame(FrameType.data, 1)) == .ignore)
        #expect(machine.receive(Self.frame(FrameType.response, 1)) == .ignore)
        #expect(!machine.isFull)
    }

    @Test("An answer that is too long fails its call by name")
    func tooLong() {
        var machine = NativeClientMachine(limits: .standard)
        _ = machine.open(isStreaming: false)
        let header = FrameHeader(length: 5_000_000, stream: 1, type: FrameType.response)
        let instruction = machine.receiveTooLong(header)
        #expect(instruction == .fail(1, Status(.resourceExhausted, "")))
        #expect(machine.receiveTooLong(header) == .ignore)
    }
}
