// Fuzz target: the native door's frames, from bytes to what both state machines make of them.
//
//   byte 0      the length at which the bytes are cut, again and again; 0 leaves them whole
//   the rest    bytes as they come from a socket
//
// However the bytes are cut, the frames are the same; no stream is open beyond the limit; and the
// queues of a connection give back what was put into them.
internal import NIOCore

@c(LLVMFuzzerTestOneInput)
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeRawBufferPointer(start: start, count: count)
    guard let step = input.first else { return 0 }
    let bytes = ByteBuffer(bytes: UnsafeRawBufferPointer(rebasing: input.dropFirst()))
    let whole = items(bytes, step: 0)
    precondition(items(bytes, step: Int(step)) == whole, "cutting changed the frames")
    run(whole)
    return 0
}

@c(LLVMFuzzerInitialize)
public func initialise(
    _ count: UnsafeMutablePointer<CInt>?,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
    var seeds: [[UInt8]] = []
    for flags: UInt8 in 0...7 {
        var bytes = ByteBuffer(bytes: [flags])
        for (stream, type) in [(1, 1), (1, 3), (3, 1), (3, 2), (2, 1), (1, 9)] as [(UInt32, UInt8)]
        {
            FrameHeader(
                length: Int(flags), stream: stream, type: type,
                flags: FrameFlags(rawValue: flags)
            ).write(into: &bytes)
            bytes.writeRepeatingByte(7, count: Int(flags))
        }
        seeds.append(Array(bytes.readableBytesView))
    }
    writeSeeds(seeds)
    return 0
}

private let lengthMax = 64

private func items(_ bytes: ByteBuffer, step: Int) -> [FrameReader.Item] {
    var reader = FrameReader(limit: lengthMax)
    var items: [FrameReader.Item] = []
    var rest = bytes
    while rest.readableBytes > 0 {
        let size = step == 0 ? rest.readableBytes : min(step, rest.readableBytes)
        guard let piece = rest.readSlice(length: size) else { break }
        reader.append(piece)
        while let item = reader.next() { items.append(item) }
    }
    return items
}

private func run(_ items: [FrameReader.Item]) {
    var limits = WireLimits.standard
    limits.messageBytes = lengthMax
    limits.streamsPerConnection = 3
    var server = NativeServerMachine(limits: limits)
    var client = NativeClientMachine(limits: limits)
    var queues = OutboundQueues()
    var queued = 0
    for _ in 0..<3 { _ = client.open(isStreaming: client.openStreams % 2 == 0) }
    for item in items {
        switch item {
        case .frame(let header, let data):
            precondition(data.readableBytes == header.length && header.length <= lengthMax)
            if case .open(let stream, let flags) = server.receive(header), flags.isEmpty {
                server.close(stream)
            }
            _ = client.receive(header)
            queues.append(data, to: header.stream)
            queued += data.readableBytes
            if header.flags.contains(.noData) {
                queued -= queues.bytes(of: header.stream)
                queues.remove(header.stream)
            }
        case .tooLong(let header):
            precondition(header.length > lengthMax)
            _ = server.receiveTooLong(header)
            _ = client.receiveTooLong(header)
        }
        precondition(server.openStreams <= 3 && client.openStreams <= 3, "too many streams")
        precondition(queues.bytes == queued, "bytes were lost")
    }
    while let (_, frame) = queues.next() { queued -= frame.readableBytes }
    precondition(queued == 0 && queues.isEmpty, "frames were lost")
}
