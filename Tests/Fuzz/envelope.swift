// Fuzz target: ttrpc's envelopes as they are read by hand, against libprotobuf-c.
//
//   byte 0      even: a request; odd: a response
//   the rest    its bytes
//
// Both readers must accept the same bytes and find the same in them.
internal import CMessages

@c(LLVMFuzzerTestOneInput)
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeRawBufferPointer(start: start, count: count)
    guard let first = input.first else { return 0 }
    let bytes = UnsafeRawBufferPointer(rebasing: input.dropFirst())
    if first & 1 == 0 { request(bytes) } else { response(bytes) }
    return 0
}

@c(LLVMFuzzerInitialize)
public func initialise(
    _ count: UnsafeMutablePointer<CInt>?,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
    let head = RequestEnvelope.head(service: "salesrl.v1.Scoring", method: "Observe")
    let payload: [UInt8] = [0x0a, 1, 0x63]
    let request =
        head + RequestEnvelope.payloadPrefix(count: 3).withUnsafeBytes { Array($0) } + payload
        + RequestEnvelope.tail(
            timeoutNanoseconds: 5_000_000_000, metadata: [("authorization", "Bearer x"), ("k", "")])
    let success = ResponseEnvelope.payloadPrefix(count: 3).withUnsafeBytes { Array($0) } + payload
    let failure = ResponseEnvelope.bytes(
        .fieldViolation(field: "turn.text", description: "is empty"))
    writeSeeds([
        [0] + request, [0] + request + request, [1] + success, [1] + failure,
        [1] + failure + success + failure,
    ])
    return 0
}

private let requestType = WireType(ttrpc__request__init)
private let responseType = WireType(ttrpc__response__init)

private func request(_ bytes: UnsafeRawBufferPointer) {
    let ours = try? RequestEnvelope(reading: bytes, limits: .standard)
    theirs(bytes, requestType, .standard) { theirs in
        precondition((ours == nil) == (theirs == nil), "only one of the two accepts the bytes")
        guard let ours, let theirs else { return }
        func find(_ part: Range<Int>) -> String { RequestEnvelope.text(part, in: bytes) }
        precondition(find(ours.service) == text(theirs.service), "service")
        precondition(find(ours.method) == text(theirs.method), "method")
        precondition(Array(bytes[ours.payload]) == Messages.bytes(theirs.payload), "payload")
        precondition(ours.timeoutNanoseconds == theirs.timeout_nano, "timeout")
        let pairs = list(theirs.n_metadata, theirs.metadata) { [text($0.key), text($0.value)] }
        precondition(ours.metadata.map { [find($0.key), find($0.value)] } == pairs, "metadata")
    }
}

private func response(_ bytes: UnsafeRawBufferPointer) {
    let ours = try? ResponseEnvelope(reading: bytes, limits: .standard)
    theirs(bytes, responseType, .standard) { theirs in
        // Limits apply to a status by itself, so ours may accept a little more; never less.
        guard let theirs else { return }
        guard let ours else { preconditionFailure("refused what libprotobuf-c accepts") }
        precondition(Array(bytes[ours.payload]) == Messages.bytes(theirs.payload), "payload")
        // Where a status comes twice, libprotobuf-c forgets the first one's numbers; we do not.
        guard statuses(bytes) < 2 else { return }
        let status = theirs.status.map { Status($0.pointee) } ?? Status(.ok, "")
        precondition(ours.status.code == status.code, "code")
        precondition(ours.status.message == status.message, "message")
        precondition(ours.status.details == status.details, "details")
    }
}

private func statuses(_ bytes: UnsafeRawBufferPointer) -> Int {
    var reader = WireReader(bytes)
    var count = 0
    while let field = try? reader.next(), field.number > 0 {
        if field.number == 1 { count += 1 }
    }
    return count
}

/// What the pre-scan and libprotobuf-c make of the bytes; not called where memory is what lacks.
private func theirs<Struct>(
    _ bytes: UnsafeRawBufferPointer, _ type: WireType<Struct>, _ limits: DecodeLimits,
    _ body: (Struct?) -> Void
) {
    do throws(MessageError) {
        let message = try Unpacked(type, bytes, limits)
        message.read(body)
    } catch {
        if error.code != .outOfMemory { body(nil) }
    }
}
