internal import DequeModule
internal import NIOCore

/// Frames that wait because the peer reads too slowly: in order within a stream, in turn between
/// streams, so that one long answer does not hold up the others.
struct OutboundQueues {
    private struct Queue {
        var frames: Deque<ByteBuffer> = []
        var bytes = 0
    }

    private var queues: [UInt32: Queue] = [:]
    private var turns: Deque<UInt32> = []
    /// Of all streams.
    private(set) var bytes = 0

    var isEmpty: Bool { turns.isEmpty }

    func bytes(of stream: UInt32) -> Int { queues[stream]?.bytes ?? 0 }

    mutating func append(_ frame: ByteBuffer, to stream: UInt32) {
        if queues[stream] == nil { turns.append(stream) }
        queues[stream, default: Queue()].frames.append(frame)
        queues[stream]?.bytes += frame.readableBytes
        bytes += frame.readableBytes
    }

    /// The frame whose turn it is.
    mutating func next() -> (stream: UInt32, frame: ByteBuffer)? {
        while let stream = turns.popFirst() {
            guard let frame = queues[stream]?.frames.popFirst() else { continue }
            queues[stream]?.bytes -= frame.readableBytes
            bytes -= frame.readableBytes
            if queues[stream]?.frames.isEmpty == true {
                queues.removeValue(forKey: stream)
            } else {
                turns.append(stream)
            }
            return (stream, frame)
        }
        return nil
    }

    /// Forgets what waits for a stream that has been ended.
    mutating func remove(_ stream: UInt32) {
        guard let queue = queues.removeValue(forKey: stream) else { return }
        bytes -= queue.bytes
        turns.removeAll { $0 == stream }
    }
}
