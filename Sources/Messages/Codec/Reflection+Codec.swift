internal import CMessages

/// One question to server reflection. v1 and v1alpha have the same bytes, so one type serves both.
package struct ServerReflectionRequest: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(grpc__reflection__v1__server_reflection_request__init)
    package static var name: String { type.name }
    private let message: Unpacked<Grpc__Reflection__V1__ServerReflectionRequest>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package var host: String { message.read { text($0.host) } }
    /// Nil where nothing that is defined here is asked.
    package var question: ReflectionQuestion? { message.read { ReflectionQuestion($0) } }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { ServerReflectionRequest.name }
        package var host: String
        package var question: ReflectionQuestion?

        package init(host: String = "", question: ReflectionQuestion?) {
            self.host = host
            self.question = question
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            BuiltMessage(fields(in: arena))
        }
    }
}

/// What reflection can be asked.
package enum ReflectionQuestion: Sendable, Equatable {
    case fileByName(String)
    case fileContainingSymbol(String)
    case fileContainingExtension(type: String, number: Int32)
    case allExtensionNumbers(ofType: String)
    case listServices(String)
}

/// The answer to one question.
package struct ServerReflectionResponse: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(grpc__reflection__v1__server_reflection_response__init)
    package static var name: String { type.name }
    private let message: Unpacked<Grpc__Reflection__V1__ServerReflectionResponse>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package var validHost: String { message.read { text($0.valid_host) } }
    package var answer: ReflectionAnswer? { message.read { ReflectionAnswer($0) } }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { ServerReflectionResponse.name }
        package var validHost: String
        /// Goes back with the answer, as the contract wants it.
        package var original: ServerReflectionRequest.Draft
        package var answer: ReflectionAnswer

        package init(
            validHost: String = "", original: ServerReflectionRequest.Draft,
            answer: ReflectionAnswer
        ) {
            self.validHost = validHost
            self.original = original
            self.answer = answer
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(ServerReflectionResponse.type)
            fields.pointee.valid_host = arena.text(validHost)
            fields.pointee.original_request = original.fields(in: arena)
            answer.fill(fields, in: arena)
            return BuiltMessage(fields)
        }
    }
}

/// What reflection can answer.
package enum ReflectionAnswer: Sendable, Equatable {
    /// Encoded FileDescriptorProtos: the file asked for, and what it imports.
    case files([[UInt8]])
    case extensionNumbers(type: String, [Int32])
    case services([String])
    case error(StatusCode, String)
}

// MARK: Questions

/// The arms of ServerReflectionRequest's oneof, by the numbers of the contract.
private typealias Case = Grpc__Reflection__V1__ServerReflectionRequest__MessageRequestCase
private let fileByNameCase = Case(rawValue: 3)
private let symbolCase = Case(rawValue: 4)
private let extensionCase = Case(rawValue: 5)
private let allNumbersCase = Case(rawValue: 6)
private let listCase = Case(rawValue: 7)

extension ReflectionQuestion {
    fileprivate init?(_ fields: Grpc__Reflection__V1__ServerReflectionRequest) {
        // The C union may only be read by the member that its case names.
        switch fields.message_request_case {
        case fileByNameCase:
            self = .fileByName(text(fields.file_by_filename))
        case symbolCase:
            self = .fileContainingSymbol(text(fields.file_containing_symbol))
        case extensionCase:
            guard let asked = fields.file_containing_extension?.pointee else { return nil }
            self = .fileContainingExtension(
                type: text(asked.containing_type), number: asked.extension_number)
        case allNumbersCase:
            self = .allExtensionNumbers(ofType: text(fields.all_extension_numbers_of_type))
        case listCase:
            self = .listServices(text(fields.list_services))
        default: return nil
        }
    }
}

extension ServerReflectionRequest.Draft {
    private static let extensionType = WireType(grpc__reflection__v1__extension_request__init)

    fileprivate func fields(
        in arena: borrowing Arena
    ) -> UnsafeMutablePointer<Grpc__Reflection__V1__ServerReflectionRequest> {
        let fields = arena.make(ServerReflectionRequest.type)
        fields.pointee.host = arena.text(host)
        switch question {
        case .fileByName(let name):
            fields.pointee.message_request_case = fileByNameCase
            fields.pointee.file_by_filename = arena.text(name)
        case .fileContainingSymbol(let symbol):
            fields.pointee.message_request_case = symbolCase
            fields.pointee.file_containing_symbol = arena.text(symbol)
        case .fileContainingExtension(let type, let number):
            let asked = arena.make(Self.extensionType)
            asked.pointee.containing_type = arena.text(type)
            asked.pointee.extension_number = number
            fields.pointee.message_request_case = extensionCase
            fields.pointee.file_containing_extension = asked
        case .allExtensionNumbers(let type):
            fields.pointee.message_request_case = allNumbersCase
            fields.pointee.all_extension_numbers_of_type = arena.text(type)
        case .listServices(let filter):
            fields.pointee.message_request_case = listCase
            fields.pointee.list_services = arena.text(filter)
        case nil: break
        }
        return fields
    }
}
