import Messages
import Wire

/// The contract as the descriptor set has it: methods, and the text fields of their requests.
struct Contract {
    struct Field {
        let name: String
        let number: Int
    }

    struct Call {
        let service: String
        let method: Descriptors.Method
        /// Fields of the request that hold one text, by their place.
        let texts: [Field]

        var path: String { "\(service)/\(method.name)" }

        var kind: MethodKind {
            switch (method.streamsRequests, method.streamsReplies) {
            case (false, false): .unary
            case (true, false): .clientStreaming
            case (false, true): .serverStreaming
            case (true, true): .bidirectional
            }
        }

        /// A request whose text fields have these values; what is not named stays out.
        func request(_ value: (Field) -> String?) -> Payload {
            var bytes: [UInt8] = []
            for field in texts {
                guard let text = value(field), text.utf8.count < 128 else { continue }
                bytes += Self.number(field.number << 3 | 2) + [UInt8(text.utf8.count)]
                bytes += Array(text.utf8)
            }
            return Payload(bytes: bytes)
        }

        private static func number(_ value: Int) -> [UInt8] {
            value < 128 ? [UInt8(value)] : [UInt8(value & 127 | 128), UInt8(value >> 7)]
        }
    }

    /// Every method of the services named, in the order of their paths.
    static func calls(of services: (String) -> Bool) -> [Call] {
        Descriptors.ours.services.filter { services($0.name) }.flatMap { service in
            service.methods.map { method in
                Call(service: service.name, method: method, texts: texts(of: method.input))
            }
        }
    }

    /// FileDescriptorProto {message 4}, DescriptorProto {name 1, field 2}, FieldDescriptorProto
    /// {name 1, number 3, label 4: 3 is repeated, type 5: 9 is string}.
    private static func texts(of message: String) -> [Field] {
        guard let file = Descriptors.ours.files(containing: message)?.first else { return [] }
        let name = message.split(separator: ".").last.map(String.init)
        let found = fields(file, 4).first { fields($0, 1).first.map(text) == name }
        return fields(found ?? [], 2).compactMap { field in
            guard numbers(field, 5) == 9, numbers(field, 4) != 3, let name = fields(field, 1).first
            else { return nil }
            return Field(name: text(name), number: numbers(field, 3))
        }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func fields(_ bytes: [UInt8], _ number: Int) -> [[UInt8]] {
        parts(bytes).compactMap { $0.number == number ? $0.bytes : nil }
    }

    private static func numbers(_ bytes: [UInt8], _ number: Int) -> Int {
        parts(bytes).last { $0.number == number }?.value ?? 0
    }

    private static func parts(_ bytes: [UInt8]) -> [(number: Int, bytes: [UInt8]?, value: Int)] {
        var parts: [(number: Int, bytes: [UInt8]?, value: Int)] = []
        var rest = bytes[...]
        func varint() -> Int {
            var (value, shift) = (0, 0)
            while let byte = rest.popFirst() {
                value |= Int(byte & 127) << shift
                shift += 7
                if byte < 128 { break }
            }
            return value
        }
        while !rest.isEmpty {
            let key = varint()
            if key & 7 == 2 {
                let count = varint()
                parts.append((key >> 3, Array(rest.prefix(count)), 0))
                rest = rest.dropFirst(count)
            } else {
                parts.append((key >> 3, nil, varint()))
            }
        }
        return parts
    }
}
