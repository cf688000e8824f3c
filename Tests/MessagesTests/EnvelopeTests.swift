import CMessages
import Testing

@testable import Messages

/// The envelopes that are read and written by hand, against libprotobuf-c.
@Suite struct EnvelopeTests {
    private static let request = WireType(ttrpc__request__init)
    private static let response = WireType(ttrpc__response__init)

    /// What libprotobuf-c writes for a request.
    private func packed(
        _ service: String, _ method: String, _ payload: [UInt8], _ timeout: Int64,
        _ metadata: [(key: String, value: String)]
    ) -> [UInt8] {
        let arena = Arena(cap: .max, expected: 100)
        let fields = arena.make(Self.request)
        fields.pointee.service = arena.text(service)
        fields.pointee.method = arena.text(method)
        fields.pointee.payload = arena.data(payload)
        fields.pointee.timeout_nano = timeout
        let entries = arena.list(metadata) { entry in
            let fields = arena.make(WireType(ttrpc__key_value__init))
            fields.pointee.key = arena.text(entry.key)
            fields.pointee.value = arena.text(entry.value)
            return fields
        }
        fields.pointee.n_metadata = entries.count
        fields.pointee.metadata = entries.entries
        let message = BuiltMessage(fields).start
        return [UInt8](
            unsafeUninitializedCapacity: protobuf_c_message_get_packed_size(message)
        ) { bytes, count in
            count = protobuf_c_message_pack(message, bytes.baseAddress)
        }
    }

    private let metadata: [[(key: String, value: String)]] = [
        [], [("authorization", "Bearer abc")], [("a", ""), ("", "b"), ("", "")],
        [("long", String(repeating: "ü", count: 200))],
    ]

    @Test(arguments: [0, 1, 127, 128, 16383, 16384, 2_097_152])
    func `a request is written as libprotobuf-c writes it and read back in place`(
        size: Int
    ) throws {
        for (service, method, timeout) in [
            ("salesrl.v1.Scoring", "Observe", Int64(5_000_000_000)), ("", "", 0), ("s", "", -1),
            ("", String(repeating: "m", count: 300), .max),
        ] {
            for metadata in metadata {
                let payload = Array(repeating: UInt8(0xa5), count: size)
                let theirs = packed(service, method, payload, timeout, metadata)
                var ours = RequestEnvelope.head(service: service, method: method)
                RequestEnvelope.payloadPrefix(count: size).withUnsafeBytes { ours += $0 }
                ours += payload
                ours += RequestEnvelope.tail(timeoutNanoseconds: timeout, metadata: metadata)
                #expect(ours == theirs)
                try theirs.withUnsafeBytes { bytes in
                    let read = try RequestEnvelope(reading: bytes)
                    #expect(RequestEnvelope.text(read.service, in: bytes) == service)
                    #expect(RequestEnvelope.text(read.method, in: bytes) == method)
                    #expect(Array(bytes[read.payload]) == payload)
                    #expect(read.timeoutNanoseconds == timeout)
                    let pairs = read.metadata.map {
                        (
                            RequestEnvelope.text($0.key, in: bytes),
                            RequestEnvelope.text($0.value, in: bytes)
                        )
                    }
                    #expect(pairs.elementsEqual(metadata) { $0.0 == $1.key && $0.1 == $1.value })
                }
            }
        }
    }

    @Test(arguments: [0, 1, 127, 128, 16383, 16384, 2_097_152])
    func `a success is its payload behind a prefix`(size: Int) throws {
        let payload = Array(repeating: UInt8(0xa5), count: size)
        let arena = Arena(cap: .max, expected: 100)
        let fields = arena.make(Self.response)
        fields.pointee.payload = arena.data(payload)
        let message = BuiltMessage(fields).start
        let theirs = [UInt8](
            unsafeUninitializedCapacity: protobuf_c_message_get_packed_size(message)
        ) { bytes, count in
            count = protobuf_c_message_pack(message, bytes.baseAddress)
        }
        let prefix = ResponseEnvelope.payloadPrefix(count: size)
        let ours = prefix.withUnsafeBytes { Array($0) } + payload
        #expect(ours == theirs)
        #expect(prefix.count + size == theirs.count)
        try theirs.withUnsafeBytes { bytes in
            let read = try ResponseEnvelope(reading: bytes)
            #expect(read.status.code == .ok)
            #expect(Array(bytes[read.payload]) == payload)
        }
    }

    @Test func `a failure carries its status with details`() throws {
        let bytes = ResponseEnvelope.bytes(Samples.status)
        #expect(bytes == Wire.field(1, Samples.status.bytes()))
        try bytes.withUnsafeBytes { bytes in
            let read = try ResponseEnvelope(reading: bytes)
            #expect(read.status.code == Samples.status.code)
            #expect(read.status.message == Samples.status.message)
            #expect(read.status.details == Samples.status.details)
            #expect(read.payload.isEmpty)
        }
        #expect(ResponseEnvelope.bytes(Status(.ok, "")) == [0x0a, 0x00])
    }

    @Test func `a field that comes twice is merged as protobuf says`() throws {
        let bytes =
            Wire.field(1, Wire.field(1, 5)) + Wire.field(2, [1]) + Wire.field(2, [2, 3])
            + Wire.field(1, Wire.field(2, Array("gone".utf8)))
        try bytes.withUnsafeBytes { bytes in
            let read = try ResponseEnvelope(reading: bytes)
            #expect(read.status.code == .notFound)
            #expect(read.status.message == "gone")
            #expect(Array(bytes[read.payload]) == [2, 3])
        }
    }

    @Test func `a request's guards are those of the pre-scan`() {
        func code(_ bytes: [UInt8]) -> (MessageError.Code, String)? {
            bytes.withUnsafeBytes { bytes in
                do throws(MessageError) {
                    _ = try RequestEnvelope(reading: bytes)
                    return nil
                } catch { return (error.code, error.field) }
            }
        }
        #expect(code(Wire.field(1, [0x61, 0]))?.0 == .invalidText)
        #expect(code(Wire.field(2, [0xff]))?.1 == "method")
        #expect(code(Wire.field(5, Wire.field(2, [0xc0])))?.1 == "metadata.value")
        #expect(code(Wire.field(3, 1))?.0 == .malformed)
        #expect(code([0x0a, 0x02, 0x61])?.0 == .truncated)
        #expect(code(Wire.field(9, Array(repeating: 0, count: 70_000)))?.0 == .tooManyUnknownBytes)
        #expect(
            code((0..<70_000).flatMap { _ in Wire.field(5, [] as [UInt8]) })?.0 == .tooManyElements)
        #expect(code(Array(repeating: 0, count: (4 << 20) + 1))?.0 == .tooLarge)
    }

    @Test func `a cut request is refused as libprotobuf-c refuses it`() {
        let whole = packed("s", "m", [1, 2, 3], 300, [("k", "v"), ("k", "w")])
        for cut in 0...whole.count {
            let part = Array(whole[..<cut])
            let ours = part.withUnsafeBytes { (try? RequestEnvelope(reading: $0)) != nil }
            let message = part.withUnsafeBufferPointer {
                ttrpc__request__unpack(nil, $0.count, $0.baseAddress)
            }
            #expect(ours == (message != nil), "cut at \(cut)")
            ttrpc__request__free_unpacked(message, nil)
        }
    }
}
