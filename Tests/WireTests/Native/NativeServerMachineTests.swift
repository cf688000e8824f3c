internal import Messages
internal import Testing

@testable internal import Wire

@Suite("What a frame means to the server")
struct NativeServerMachineTests {
    private static func request(_ stream: UInt32, _ flags: FrameFlags = []) -> FrameHeader {
        FrameHeader(length: 10, stream: stream, type: FrameType.request, flags: flags)
    }

    private static func data(_ stream: UInt32, _ flags: FrameFlags = []) -> FrameHeader {
        FrameHeader(length: 10, stream: stream, type: FrameType.data, flags: flags)
    }

    private func code(_ instruction: NativeServerMachine.Instruction) -> StatusCode? {
        if case .refuse(_, let status) = instruction { return status.code }
        return nil
    }

    private func text(_ instruction: NativeServerMachine.Instruction) -> String {
        if case .refuse(_, let status) = instruction { return status.message }
        return ""
    }

    @Test("A unary call opens, and its stream ends with its answer")
    func unary() {
        var machine = NativeServerMachine(limits: .standard)
        #expect(machine.receive(Self.request(1)) == .open(1, []))
        #expect(machine.openStreams == 1)
        machine.close(1)
        #expect(machine.openStreams == 0)
    }

    @Test("Messages come until the caller says that it was the last")
    func streaming() {
        var machine = NativeServerMachine(limits: .standard)
        #expect(machine.receive(Self.request(1, .remoteOpen)) == .open(1, .remoteOpen))
        #expect(machine.receive(Self.data(1)) == .message(1, isLast: false))
        #expect(machine.receive(Self.data(1, .noData)) == .ignore)
        #expect(machine.receive(Self.data(1, .remoteClosed)) == .message(1, isLast: true))
        #expect(code(machine.receive(Self.data(1))) == .invalidArgument)
        #expect(machine.openStreams == 0)
    }

    @Test("The end without a message, and the end said twice")
    func ends() {
        var machine = NativeServerMachine(limits: .standard)
        _ = machine.receive(Self.request(1, .remoteOpen))
        let end = Self.data(1, [.remoteClosed, .noData])
        #expect(machine.receive(end) == .finish(1))
        #expect(machine.receive(end) == .cancel(1))
    }

    @Test("Even ids are refused, whatever the frame", arguments: [0, 2, 4_294_967_294] as [UInt32])
    func even(stream: UInt32) {
        var machine = NativeServerMachine(limits: .standard)
        for type: UInt8 in 0...4 {
            let header = FrameHeader(length: 0, stream: stream, type: type)
            #expect(code(machine.receive(header)) == .invalidArgument)
        }
        #expect(machine.openStreams == 0)
    }

    @Test("Ids rise: one that was used or skipped is refused, and names the last")
    func reused() {
        var machine = NativeServerMachine(limits: .standard)
        _ = machine.receive(Self.request(7))
        machine.close(7)
        for stream: UInt32 in [7, 5, 1] {
            let refusal = machine.receive(Self.request(stream))
            #expect(code(refusal) == .invalidArgument)
            #expect(text(refusal).contains("7"))
        }
        #expect(machine.receive(Self.request(9)) == .open(9, []))
    }

    @Test("An id that is used while its call is under way ends that call")
    func reusedWhileOpen() {
        var machine = NativeServerMachine(limits: .standard)
        _ = machine.receive(Self.request(1))
        #expect(code(machine.receive(Self.request(1))) == .invalidArgument)
        #expect(machine.openStreams == 0)
    }

    @Test("Unknown types are refused on their stream", arguments: [0, 2, 4, 255] as [UInt8])
    func unknownType(type: UInt8) {
        var machine = NativeServerMachine(limits: .standard)
        let refusal = machine.receive(FrameHeader(length: 0, stream: 1, type: type))
        #expect(code(refusal) == .invalidArgument)
        #expect(text(refusal).contains("type \(type)"))
        #expect(machine.receive(Self.request(1)) == .open(1, []))
    }

    @Test("Data for a stream that has ended is dropped; for one that never was, refused")
    func lateData() {
        var machine = NativeServerMachine(limits: .standard)
        _ = machine.receive(Self.request(3, .remoteOpen))
        machine.close(3)
        #expect(machine.receive(Self.data(3)) == .ignore)
        #expect(machine.receive(Self.data(1)) == .ignore)
        #expect(machine.ignored == 2)
        #expect(code(machine.receive(Self.data(5))) == .invalidArgument)
    }

    @Test("Data on a unary call ends it")
    func dataOnUnary() {
        var machine = NativeServerMachine(limits: .standard)
        _ = machine.receive(Self.request(1))
        #expect(code(machine.receive(Self.data(1))) == .invalidArgument)
        #expect(machine.openStreams == 0)
    }

    @Test("A request both open and closed is refused")
    func contradiction() {
        var machine = NativeServerMachine(limits: .standard)
        let both = machine.receive(Self.request(1, [.remoteOpen, .remoteClosed]))
        #expect(code(both) == .invalidArgument)
        #expect(machine.openStreams == 0)
    }

    @Test("More calls than the limit are refused by name; the next fits when one has ended")
    func tooMany() {
        var limits = WireLimits()
        limits.streamsPerConnection = 2
        var machine = NativeServerMachine(limits: limits)
        _ = machine.receive(Self.request(1))
        _ = machine.receive(Self.request(3))
        let refusal = machine.receive(Self.request(5))
        #expect(code(refusal) == .resourceExhausted)
        #expect(text(refusal).contains("limits.streamsPerConnection = 2"))
        machine.close(1)
        #expect(machine.receive(Self.request(7)) == .open(7, []))
    }

    @Test("A frame that is too long names both numbers and ends its call alone")
    func tooLong() {
        var machine = NativeServerMachine(limits: .standard)
        _ = machine.receive(Self.request(1, .remoteOpen))
        _ = machine.receive(Self.request(3, .remoteOpen))
        var header = Self.data(1)
        header.length = 5_000_000
        let refusal = machine.receiveTooLong(header)
        #expect(code(refusal) == .resourceExhausted)
        #expect(text(refusal).contains("5000000"))
        #expect(text(refusal).contains("limits.messageBytes = 4194304"))
        #expect(machine.receive(Self.data(1)) == .ignore)
        #expect(machine.receive(Self.data(3)) == .message(3, isLast: false))
        header.stream = 5
        header.type = FrameType.request
        #expect(code(machine.receiveTooLong(header)) == .resourceExhausted)
        #expect(code(machine.receive(Self.request(5))) == .invalidArgument)
        #expect(machine.openStreams == 1)
    }
}
