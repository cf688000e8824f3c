/// Reads as much of google/protobuf/descriptor.proto as an index needs.
///
/// The numbers are those of descriptor.proto: file {name 1, package 2, dependency 3, message 4,
/// enum 5, service 6}, message {name 1, field 2, nested 3, enum 4, oneof 8}, field {name 1,
/// type_name 6}, enum {name 1, value 2}, service {name 1, method 2}, method {name 1, input 2,
/// output 3, client_streaming 5, server_streaming 6}.
struct DescriptorReader {
    private let bytes: UnsafeRawBufferPointer
    private var file = Descriptors.File()

    static func files(in set: [UInt8]) throws(MessageError) -> [Descriptors.File] {
        try set.span.withUnsafeBytes { bytes throws(MessageError) in
            do throws(WireReader.Fault) {
                var files: [Descriptors.File] = []
                for range in try parts(bytes, 0..<bytes.count, 1) {
                    var reader = DescriptorReader(bytes: bytes)
                    try reader.readFile(range)
                    files.append(reader.file)
                }
                return files
            } catch {
                throw MessageError(
                    .malformed, message: "google.protobuf.FileDescriptorSet",
                    reason: "cannot be read: \(error)")
            }
        }
    }

    private init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    private mutating func readFile(_ range: Range<Int>) throws(WireReader.Fault) {
        file.bytes = Array(bytes[range])
        file.name = try text(range, 1)
        file.imports = try parts(range, 3).map(text)
        let package = try text(range, 2)
        for part in try parts(range, 4) { try readMessage(part, within: package) }
        for part in try parts(range, 5) { try readEnum(part, within: package) }
        for part in try parts(range, 6) { try readService(part, within: package) }
    }

    private mutating func readMessage(
        _ range: Range<Int>, within scope: String
    ) throws(WireReader.Fault) {
        let name = join(scope, try text(range, 1))
        file.symbols.append(name)
        file.messages[name] = []
        for part in try parts(range, 2) {
            file.symbols.append(join(name, try text(part, 1)))
            // Enums are held by name too; whoever follows the names finds no message there.
            let held = try text(part, 6)
            if !held.isEmpty { file.messages[name, default: []].append(Self.withoutDot(held)) }
        }
        for part in try parts(range, 8) { file.symbols.append(join(name, try text(part, 1))) }
        for part in try parts(range, 3) { try readMessage(part, within: name) }
        for part in try parts(range, 4) { try readEnum(part, within: name) }
    }

    /// An enum's values are named beside it, not below it.
    private mutating func readEnum(
        _ range: Range<Int>, within scope: String
    ) throws(WireReader.Fault) {
        file.symbols.append(join(scope, try text(range, 1)))
        for part in try parts(range, 2) { file.symbols.append(join(scope, try text(part, 1))) }
    }

    private mutating func readService(
        _ range: Range<Int>, within scope: String
    ) throws(WireReader.Fault) {
        let name = join(scope, try text(range, 1))
        file.symbols.append(name)
        var methods: [Descriptors.Method] = []
        for part in try parts(range, 2) {
            let method = Descriptors.Method(
                name: try text(part, 1), input: Self.withoutDot(try text(part, 2)),
                output: Self.withoutDot(try text(part, 3)), streamsRequests: try flag(part, 5),
                streamsReplies: try flag(part, 6))
            file.symbols.append(join(name, method.name))
            methods.append(method)
        }
        file.services.append(Descriptors.Service(name: name, methods: methods))
    }

    // MARK: Fields by number

    private static func parts(
        _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ number: UInt32
    ) throws(WireReader.Fault) -> [Range<Int>] {
        var reader = WireReader(bytes, range)
        var parts: [Range<Int>] = []
        while let field = try reader.next() {
            if field.number == number, case .bytes(let part) = field.value { parts.append(part) }
        }
        return parts
    }

    private func parts(
        _ range: Range<Int>, _ number: UInt32
    ) throws(WireReader.Fault) -> [Range<Int>] {
        try Self.parts(bytes, range, number)
    }

    private func text(_ range: Range<Int>, _ number: UInt32) throws(WireReader.Fault) -> String {
        try parts(range, number).last.map(text) ?? ""
    }

    private func text(_ part: Range<Int>) -> String {
        String(decoding: bytes[part], as: UTF8.self)
    }

    private func flag(_ range: Range<Int>, _ number: UInt32) throws(WireReader.Fault) -> Bool {
        var reader = WireReader(bytes, range)
        var isSet = false
        while let field = try reader.next() {
            if field.number == number, case .number(let value) = field.value { isSet = value != 0 }
        }
        return isSet
    }

    private func join(_ scope: String, _ name: String) -> String {
        scope.isEmpty ? name : "\(scope).\(name)"
    }

    /// ".salesrl.v1.Turn" as "salesrl.v1.Turn".
    private static func withoutDot(_ name: String) -> String {
        name.hasPrefix(".") ? String(name.dropFirst()) : name
    }
}
