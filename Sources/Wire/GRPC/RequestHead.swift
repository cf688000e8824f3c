internal import CNGHTTP2
internal import Messages

/// What a request's header fields say, gathered while they arrive.
struct RequestHead {
    enum Encoding: Equatable {
        case identity, gzip
        case unknown(String)
    }

    private(set) var route: Route?
    /// "/package.Service/Method", kept only where nothing is served under it.
    private(set) var unknownPath: String?
    private(set) var isPost = false
    private(set) var isGRPC = false
    private(set) var timeout: Duration?
    private(set) var hasBadTimeout = false
    private(set) var encoding = Encoding.identity
    private(set) var acceptsGzip = false
    /// Bytes so far, as SETTINGS_MAX_HEADER_LIST_SIZE counts them.
    private(set) var listBytes = 0

    mutating func take(
        _ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer, routes: Routes,
        metadata: inout MetadataReader, limits: WireLimits
    ) {
        listBytes += name.count + value.count + 32
        guard listBytes <= limits.metadataBytes else { return }
        let field = grpc_field_named(
            name.baseAddress?.assumingMemoryBound(to: UInt8.self), name.count)
        switch field {
        case GRPC_FIELD_PATH: takePath(value, routes)
        case GRPC_FIELD_METHOD: isPost = value.isText("POST")
        case GRPC_FIELD_CONTENT_TYPE: isGRPC = Self.isGRPC(value)
        case GRPC_FIELD_TIMEOUT:
            timeout = GRPCText.timeout(value)
            hasBadTimeout = timeout == nil
        case GRPC_FIELD_ENCODING:
            encoding =
                value.isText("identity")
                ? .identity : value.isText("gzip") ? .gzip : .unknown(value.text)
        case GRPC_FIELD_ACCEPT_ENCODING: acceptsGzip = value.listsText("gzip")
        case GRPC_FIELD_METADATA: metadata.add(name, value)
        default: break
        }
    }

    private mutating func takePath(_ path: UnsafeRawBufferPointer, _ routes: Routes) {
        if path.first == UInt8(ascii: "/") {
            route = routes.find(path: UnsafeRawBufferPointer(rebasing: path.dropFirst()))
        }
        if route == nil { unknownPath = path.text }
    }

    /// "application/grpc", alone or followed by "+format" or by parameters.
    private static func isGRPC(_ type: UnsafeRawBufferPointer) -> Bool {
        let plain: StaticString = "application/grpc"
        let length = plain.utf8CodeUnitCount
        guard type.count >= length, let base = type.baseAddress,
            bytes_equal(base, plain.utf8Start, length)
        else { return false }
        return type.count == length || type[length] == UInt8(ascii: "+")
            || type[length] == UInt8(ascii: ";")
    }
}

extension UnsafeRawBufferPointer {
    var text: String { String(decoding: self, as: UTF8.self) }

    func isText(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount, let baseAddress else { return false }
        return bytes_equal(baseAddress, text.utf8Start, count)
    }

    /// Among names that are separated by commas.
    func listsText(_ text: StaticString) -> Bool {
        split(separator: UInt8(ascii: ",")).contains { part in
            let name = part.drop { $0 == 0x20 }
            return UnsafeRawBufferPointer(rebasing: name).isText(text)
        }
    }
}
