internal import CNGHTTP2
internal import Messages

/// What a server's header fields and trailers say about how a call went.
struct GRPCAnswer {
    private var httpStatus: Int?
    private var isGRPC = false
    private(set) var encoding: String?
    private var code: StatusCode?
    private var message = ""
    private var details: [Status.Detail] = []

    mutating func take(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
        switch grpc_field_named(name.baseAddress?.assumingMemoryBound(to: UInt8.self), name.count) {
        case GRPC_FIELD_STATUS: httpStatus = Int(value.text)
        case GRPC_FIELD_CONTENT_TYPE: isGRPC = value.text.hasPrefix("application/grpc")
        case GRPC_FIELD_ENCODING: encoding = value.text
        case GRPC_FIELD_GRPC_STATUS:
            code = Int32(value.text).flatMap(StatusCode.init(rawValue:)) ?? .unknown
        case GRPC_FIELD_GRPC_MESSAGE: message = GRPCText.percentDecoded(value)
        case GRPC_FIELD_STATUS_DETAILS:
            guard let bytes = GRPCText.bytes(base64: value) else { return }
            details = bytes.withUnsafeBytes { (try? Status(decoding: $0))?.details } ?? []
        default: break
        }
    }

    /// The call's outcome once its stream is closed.
    func outcome(_ error: nghttp2_error_code) -> Result<Void, Status> {
        if let code {
            return code == .ok ? .success(()) : .failure(Status(code, message, details: details))
        }
        if let httpStatus, httpStatus != 200 {
            return .failure(
                Status(Self.code(http: httpStatus), "the server answered HTTP \(httpStatus)"))
        }
        if httpStatus != nil && !isGRPC {
            return .failure(Status(.unknown, "the server's answer is not gRPC"))
        }
        let name = String(cString: nghttp2_http2_strerror(error.rawValue))
        return .failure(
            Status(Self.code(reset: error), "the stream ended without a status (\(name))"))
    }

    /// As gRPC's mapping of HTTP status codes has it.
    private static func code(http status: Int) -> StatusCode {
        switch status {
        case 400: .internal
        case 401: .unauthenticated
        case 403: .permissionDenied
        case 404: .unimplemented
        case 429, 502, 503, 504: .unavailable
        default: .unknown
        }
    }

    private static func code(reset error: nghttp2_error_code) -> StatusCode {
        switch error {
        case NGHTTP2_REFUSED_STREAM: .unavailable
        case NGHTTP2_CANCEL: .cancelled
        case NGHTTP2_ENHANCE_YOUR_CALM: .resourceExhausted
        case NGHTTP2_INADEQUATE_SECURITY: .permissionDenied
        default: .internal
        }
    }
}
