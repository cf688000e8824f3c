internal import NIOCore
internal import Testing

@testable internal import Wire

@Suite("Frames that wait for a slow peer")
struct OutboundQueuesTests {
    private func buffer(_ text: String) -> ByteBuffer { ByteBuffer(string: text) }

    @Test("Streams take turns; within a stream order is kept; bytes are counted")
    func turns() {
        var queues = OutboundQueues()
        for text in ["a1", "a2", "a3"] { queues.append(buffer(text), to: 1) }
        queues.append(buffer("b1"), to: 3)
        #expect(queues.bytes == 8)
        #expect(queues.bytes(of: 1) == 6)
        var order: [String] = []
        while let (_, frame) = queues.next() { order.append(String(buffer: frame)) }
        #expect(order == ["a1", "b1", "a2", "a3"])
        #expect(queues.isEmpty)
        #expect(queues.bytes == 0)
    }

    @Test("What waits for a stream that has ended is forgotten")
    func removal() {
        var queues = OutboundQueues()
        queues.append(buffer("gone"), to: 1)
        queues.append(buffer("stays"), to: 3)
        queues.remove(1)
        queues.remove(5)
        #expect(queues.bytes == 5)
        #expect(queues.next().map { $0.stream } == 3)
        #expect(queues.isEmpty)
        queues.append(buffer("again"), to: 1)
        #expect(queues.next().map { $0.stream } == 1)
    }
}
