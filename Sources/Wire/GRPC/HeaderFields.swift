internal import CNGHTTP2
internal import Messages

/// Header fields on their way into nghttp2, in one piece of memory.
struct HeaderFields {
    private var bytes: [UInt8] = []
    private var lengths: [(name: Int, value: Int)] = []

    var isEmpty: Bool { lengths.isEmpty }
    /// As SETTINGS_MAX_HEADER_LIST_SIZE counts.
    var listBytes: Int { bytes.count + 32 * lengths.count }

    init() {}

    mutating func add(_ name: String, _ value: String) {
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: value.utf8)
        lengths.append((name.utf8.count, value.utf8.count))
    }

    /// A handler's or caller's metadata. What HTTP cannot carry, and names that gRPC keeps for
    /// itself,
    /// is left out rather than sent for the peer to choke on.
    mutating func add(_ metadata: Metadata, limit: Int) {
        for (key, value) in metadata.entries where Self.isSendable(key, value) {
            guard listBytes + key.utf8.count + value.utf8.count + 32 <= limit else { return }
            add(key, value)
        }
    }

    /// `body` gets the fields while they are in memory; nghttp2 copies them.
    func withFields<Result>(_ body: (UnsafePointer<nghttp2_nv>?, Int) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { bytes in
            guard let base = UnsafeMutablePointer(mutating: bytes.baseAddress) else {
                return body(nil, 0)
            }
            var start = 0
            let fields = lengths.map { length in
                defer { start += length.name + length.value }
                return nghttp2_nv(
                    name: base + start, value: base + start + length.name, namelen: length.name,
                    valuelen: length.value, flags: UInt8(NGHTTP2_NV_FLAG_NONE.rawValue))
            }
            return fields.withUnsafeBufferPointer { body($0.baseAddress, $0.count) }
        }
    }

    private static func isSendable(_ key: String, _ value: String) -> Bool {
        guard !key.isEmpty, !key.hasPrefix("grpc-"), key != "te", key != "content-type" else {
            return false
        }
        let isName = key.utf8.allSatisfy {
            (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d || $0 == 0x5f
                || $0 == 0x2e
        }
        return isName && value.utf8.allSatisfy { (0x20...0x7e).contains($0) }
            && value.utf8.first != 0x20 && value.utf8.last != 0x20
    }
}

/// Header fields that never change, laid out once: the common answer costs no building at all.
struct FixedFields: @unchecked Sendable {
    private let fields: UnsafeBufferPointer<nghttp2_nv>

    init(_ pairs: [(StaticString, StaticString)]) {
        let flags = NGHTTP2_NV_FLAG_NO_COPY_NAME.rawValue | NGHTTP2_NV_FLAG_NO_COPY_VALUE.rawValue
        let memory = UnsafeMutableBufferPointer<nghttp2_nv>.allocate(capacity: pairs.count)
        for (index, pair) in pairs.enumerated() {
            memory.initializeElement(
                at: index,
                to: nghttp2_nv(
                    name: UnsafeMutablePointer(mutating: pair.0.utf8Start),
                    value: UnsafeMutablePointer(mutating: pair.1.utf8Start),
                    namelen: pair.0.utf8CodeUnitCount, valuelen: pair.1.utf8CodeUnitCount,
                    flags: UInt8(flags)))
        }
        fields = UnsafeBufferPointer(memory)
    }

    func withFields<Result>(_ body: (UnsafePointer<nghttp2_nv>?, Int) -> Result) -> Result {
        body(fields.baseAddress, fields.count)
    }

    /// With one more that is the call's own, and of no use to the peer's table of fields.
    func withFields<Result>(
        and name: StaticString, _ value: String,
        _ body: (UnsafePointer<nghttp2_nv>?, Int) -> Result
    ) -> Result {
        var value = value
        return value.withUTF8 { bytes in
            withUnsafeTemporaryAllocation(of: nghttp2_nv.self, capacity: fields.count + 1) { all in
                _ = all.initialize(fromContentsOf: fields)
                all.initializeElement(
                    at: fields.count,
                    to: nghttp2_nv(
                        name: UnsafeMutablePointer(mutating: name.utf8Start),
                        value: UnsafeMutablePointer(mutating: bytes.baseAddress),
                        namelen: name.utf8CodeUnitCount, valuelen: bytes.count,
                        flags: UInt8(NGHTTP2_NV_FLAG_NO_INDEX.rawValue)))
                return body(all.baseAddress, all.count)
            }
        }
    }

    /// The answer to a call, before its first message.
    static let answer = FixedFields([
        (":status", "200"), ("content-type", "application/grpc"),
    ])
    /// The same for a peer that may compress its requests from here on.
    static let answerAcceptingGzip = FixedFields([
        (":status", "200"), ("content-type", "application/grpc"),
        ("grpc-accept-encoding", "identity,gzip"),
    ])
    static let okTrailers = FixedFields([("grpc-status", "0")])
}
