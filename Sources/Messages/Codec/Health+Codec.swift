internal import CMessages

/// Whether a service can take calls.
package enum ServingStatus: UInt32, Sendable {
    case unknown = 0
    case serving = 1
    case notServing = 2
    /// Only in answers to Watch: the service may be served later.
    case serviceUnknown = 3
}

/// Asks whether a service can take calls.
package struct HealthCheckRequest: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(grpc__health__v1__health_check_request__init)
    package static var name: String { type.name }
    private let message: Unpacked<Grpc__Health__V1__HealthCheckRequest>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    /// Empty: the server as a whole.
    package var service: String { message.read { text($0.service) } }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { HealthCheckRequest.name }
        /// Empty: the server as a whole.
        package var service: String

        package init(service: String = "") {
            self.service = service
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(HealthCheckRequest.type)
            fields.pointee.service = arena.text(service)
            return BuiltMessage(fields)
        }
    }
}

/// Whether it can.
package struct HealthCheckResponse: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(grpc__health__v1__health_check_response__init)
    package static var name: String { type.name }
    private let message: Unpacked<Grpc__Health__V1__HealthCheckResponse>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package var status: ServingStatus? {
        message.read { ServingStatus(rawValue: $0.status.rawValue) }
    }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { HealthCheckResponse.name }
        package var status: ServingStatus

        package init(status: ServingStatus) {
            self.status = status
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(HealthCheckResponse.type)
            fields.pointee.status = Grpc__Health__V1__HealthCheckResponse__ServingStatus(
                rawValue: status.rawValue)
            return BuiltMessage(fields)
        }
    }
}
