internal import CMessages

/// The contract as data: what server reflection serves and what tests read.
///
/// Made from a FileDescriptorSet; each file's bytes are given out as they came.
package struct Descriptors: Sendable {
    package struct Method: Sendable, Equatable {
        package let name: String
        /// Full names, without the leading dot.
        package let input: String
        package let output: String
        package let streamsRequests: Bool
        package let streamsReplies: Bool
    }

    package struct Service: Sendable, Equatable {
        /// "salesrl.v1.Scoring".
        package let name: String
        package let methods: [Method]
    }

    /// One .proto file.
    struct File: Sendable {
        var name = ""
        var bytes: [UInt8] = []
        var imports: [String] = []
        var symbols: [String] = []
        var services: [Service] = []
        /// Full name of each message, and of the messages that its fields hold.
        var messages: [String: [String]] = [:]
    }

    /// Every file under Protos/, with what they import.
    package static let ours: Descriptors = {
        let bytes = Array(
            UnsafeBufferPointer(
                start: salesrl_descriptors_start(), count: salesrl_descriptors_size))
        do throws(MessageError) {
            return try Descriptors(bytes)
        } catch {
            preconditionFailure("the generated descriptors cannot be read: \(error)")
        }
    }()

    let files: [String: File]
    private let fileOfSymbol: [String: String]
    /// In the order of their names.
    package let services: [Service]

    /// Reads an encoded google.protobuf.FileDescriptorSet.
    package init(_ set: [UInt8]) throws(MessageError) {
        let files = try DescriptorReader.files(in: set)
        self.files = Dictionary(files.map { ($0.name, $0) }) { first, _ in first }
        fileOfSymbol = Dictionary(
            files.flatMap { file in file.symbols.map { ($0, file.name) } }
        ) { first, _ in first }
        services = files.flatMap(\.services).sorted { $0.name < $1.name }
    }

    /// The encoded FileDescriptorProto of a file and of all that it imports, itself first; nil
    /// where there is no such file.
    package func files(named name: String) -> [[UInt8]]? {
        guard files[name] != nil else { return nil }
        var seen: Set<String> = [name]
        var order = [name]
        var next = 0
        while next < order.count {
            for wanted in files[order[next]]?.imports ?? [] where seen.insert(wanted).inserted {
                order.append(wanted)
            }
            next += 1
        }
        return order.compactMap { files[$0]?.bytes }
    }

    /// The same, for the file that declares a symbol: a message, a field, an enum or one of its
    /// values, a service or a method, by full name.
    package func files(containing symbol: String) -> [[UInt8]]? {
        fileOfSymbol[symbol].flatMap(files(named:))
    }
}
