internal import CMessages

/// The arms of ServerReflectionResponse's oneof, by the numbers of the contract.
private typealias Case = Grpc__Reflection__V1__ServerReflectionResponse__MessageResponseCase
private let filesCase = Case(rawValue: 4)
private let numbersCase = Case(rawValue: 5)
private let servicesCase = Case(rawValue: 6)
private let errorCase = Case(rawValue: 7)

private let filesType = WireType(grpc__reflection__v1__file_descriptor_response__init)
private let numbersType = WireType(grpc__reflection__v1__extension_number_response__init)
private let servicesType = WireType(grpc__reflection__v1__list_service_response__init)
private let serviceType = WireType(grpc__reflection__v1__service_response__init)
private let errorType = WireType(grpc__reflection__v1__error_response__init)

extension ReflectionAnswer {
    /// Reads the union by the member that its case names.
    init?(_ fields: Grpc__Reflection__V1__ServerReflectionResponse) {
        switch fields.message_response_case {
        case filesCase:
            guard let files = fields.file_descriptor_response?.pointee else { return nil }
            let entries = UnsafeBufferPointer(
                start: files.file_descriptor_proto, count: files.n_file_descriptor_proto)
            self = .files(entries.map(bytes))
        case numbersCase:
            guard let numbers = fields.all_extension_numbers_response?.pointee else { return nil }
            let entries = UnsafeBufferPointer(
                start: numbers.extension_number, count: numbers.n_extension_number)
            self = .extensionNumbers(type: text(numbers.base_type_name), Array(entries))
        case servicesCase:
            guard let services = fields.list_services_response?.pointee else { return nil }
            self = .services(list(services.n_service, services.service) { text($0.name) })
        case errorCase:
            guard let error = fields.error_response?.pointee else { return nil }
            self = .error(
                StatusCode(rawValue: error.error_code) ?? .unknown, text(error.error_message))
        default: return nil
        }
    }

    func fill(
        _ fields: UnsafeMutablePointer<Grpc__Reflection__V1__ServerReflectionResponse>,
        in arena: borrowing Arena
    ) {
        switch self {
        case .files(let files):
            let answer = arena.make(filesType)
            let entries = arena.array(files.map { arena.data($0) })
            answer.pointee.n_file_descriptor_proto = files.count
            answer.pointee.file_descriptor_proto = entries
            fields.pointee.message_response_case = filesCase
            fields.pointee.file_descriptor_response = answer
        case .extensionNumbers(let type, let numbers):
            let answer = arena.make(numbersType)
            answer.pointee.base_type_name = arena.text(type)
            answer.pointee.n_extension_number = numbers.count
            answer.pointee.extension_number = arena.array(numbers)
            fields.pointee.message_response_case = numbersCase
            fields.pointee.all_extension_numbers_response = answer
        case .services(let names):
            let answer = arena.make(servicesType)
            let services = arena.list(names) { name in
                let service = arena.make(serviceType)
                service.pointee.name = arena.text(name)
                return service
            }
            answer.pointee.n_service = services.count
            answer.pointee.service = services.entries
            fields.pointee.message_response_case = servicesCase
            fields.pointee.list_services_response = answer
        case .error(let code, let message):
            let answer = arena.make(errorType)
            answer.pointee.error_code = code.rawValue
            answer.pointee.error_message = arena.text(message)
            fields.pointee.message_response_case = errorCase
            fields.pointee.error_response = answer
        }
    }
}
