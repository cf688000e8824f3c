internal import FoundationEssentials

/// A file of named tensors that says by itself what it holds: names, shapes, scales, and where it
/// came from.
///
///     offset  size  what (all integers little-endian)
///          0     8  magic "SALESRLM"
///          8     4  format version, 1
///         12     4  H, bytes of the header
///         16     8  length of the whole file
///         24     8  checksum: FNV-1a (64 bits) over the file with these eight bytes taken as zero
///         32     H  header, JSON (see `ModelFile.Header`)
///       32+H   ...  zeros up to a multiple of 64, then each tensor, each padded with zeros to 64
///
/// The same tensors and metadata give the same bytes. `Docs/MODEL_FORMAT.md` tells it at length.
/// The reader checks all of it before it hands out a number; it never reads past what it was given.
package struct ModelFile: Sendable {
    package static let magic: [UInt8] = Array("SALESRLM".utf8)
    package static let version: UInt32 = 1
    /// Bytes before the header.
    static let preamble = 32
    static let alignment = 64

    /// What is said about the model beside its numbers.
    package enum Entry: Sendable, Equatable {
        case text(String)
        case list([String])
    }

    package private(set) var metadata: [String: Entry]
    package internal(set) var tensors: [String: Tensor] = [:]

    /// An empty file to fill with `add`.
    package init(metadata: [String: Entry] = [:]) { self.metadata = metadata }

    /// The checksum of the file that this was read from; of its bytes, where it was made here.
    package var fingerprint: UInt64 { readChecksum ?? (try? bytes()).map(Self.announced) ?? 0 }
    var readChecksum: UInt64?

    package mutating func describe(_ key: String, _ entry: Entry) {
        metadata[key] = entry
        readChecksum = nil
    }

    /// Adds a tensor of floats. `values` are row-major and as many as the shape says.
    package mutating func add(_ name: String, _ values: [Float], shape: [Int]) {
        precondition(values.count == shape.reduce(1, *), "\(name): count and shape differ")
        tensors[name] = Tensor(shape: shape, content: .floats(values))
        readChecksum = nil
    }

    /// Adds a matrix of bytes with a scale for each row.
    package mutating func add(_ name: String, _ matrix: QuantizedMatrix) {
        tensors[name] = Tensor(shape: [matrix.rows, matrix.columns], content: .bytes(matrix))
        readChecksum = nil
    }

    /// Leaves out tensors and metadata.
    package mutating func remove(
        tensors isGone: (String) -> Bool, metadata isUnsaid: (String) -> Bool
    ) {
        tensors = tensors.filter { !isGone($0.key) }
        metadata = metadata.filter { !isUnsaid($0.key) }
        readChecksum = nil
    }

    /// Takes over all of another file, each name with `prefix` before it.
    package mutating func adopt(_ other: ModelFile, _ prefix: String) {
        for (key, entry) in other.metadata { metadata[prefix + key] = entry }
        for (name, tensor) in other.tensors { tensors[prefix + name] = tensor }
        readChecksum = nil
    }

    /// What was taken over with `prefix`, as a file of its own.
    package func part(_ prefix: String) -> ModelFile {
        var part = ModelFile()
        for (key, entry) in metadata where key.hasPrefix(prefix) {
            part.metadata[String(key.dropFirst(prefix.count))] = entry
        }
        for (name, tensor) in tensors where name.hasPrefix(prefix) {
            part.tensors[String(name.dropFirst(prefix.count))] = tensor
        }
        return part
    }

    package struct Tensor: Sendable, Equatable {
        package let shape: [Int]
        package enum Content: Sendable, Equatable {
            case floats([Float])
            case bytes(QuantizedMatrix)
        }
        package let content: Content
    }
}

// MARK: - Asking

extension ModelFile {
    /// The values of a float tensor of exactly this shape, row-major.
    package func floats(_ name: String, shape: [Int]) throws(ModelFileError) -> [Float] {
        guard case .floats(let values) = try tensor(name, shape: shape).content else {
            throw ModelFileError(
                .shapeMismatch, "tensor \"\(name)\" holds 8-bit integers where floats are expected")
        }
        return values
    }

    /// The 8-bit matrix of exactly this shape.
    package func bytes(_ name: String, rows: Int, columns: Int) throws(ModelFileError)
        -> QuantizedMatrix
    {
        guard case .bytes(let matrix) = try tensor(name, shape: [rows, columns]).content else {
            throw ModelFileError(
                .shapeMismatch, "tensor \"\(name)\" holds floats where 8-bit integers are expected")
        }
        return matrix
    }

    /// The shape of a tensor.
    package func shape(_ name: String) throws(ModelFileError) -> [Int] {
        guard let found = tensors[name] else { throw .missing(tensor: name, among: tensors.keys) }
        return found.shape
    }

    package func text(_ key: String) throws(ModelFileError) -> String {
        guard case .text(let value)? = metadata[key] else { throw .missing(metadata: key) }
        return value
    }

    package func list(_ key: String) throws(ModelFileError) -> [String] {
        guard case .list(let value)? = metadata[key] else { throw .missing(metadata: key) }
        return value
    }

    private func tensor(_ name: String, shape: [Int]) throws(ModelFileError) -> Tensor {
        guard let found = tensors[name] else { throw .missing(tensor: name, among: tensors.keys) }
        guard found.shape == shape else {
            throw ModelFileError(
                .shapeMismatch,
                "tensor \"\(name)\" has shape \(found.shape) where \(shape) is expected")
        }
        return found
    }
}
