internal import FoundationEssentials

/// The header of the file: which tensors lie where, and what is known of them.
///
///     {"metadata": {"embedder": "...", "features": ["...", ...]},
///      "tensors": [{"dtype": "f32", "name": "head.skip", "offset": 0, "shape": [128]},
///                  {"dtype": "i8", "name": "projection.i8", "offset": 512, "scales": 8704,
/// "shape": [32, 256]}]}
///
/// Offsets count from the first byte after the header's padding and are multiples of 64.
extension ModelFile {
    struct Header: Codable {
        var metadata: [String: Entry]
        var tensors: [Place]
    }

    struct Place: Codable {
        var name: String
        var dtype: String
        var shape: [Int]
        var offset: Int
        /// Where the row scales of an "i8" tensor lie: as many f32 as it has rows.
        var scales: Int?
    }

    static func padded(_ count: Int) -> Int { (count + alignment - 1) / alignment * alignment }
}

extension ModelFile.Entry: Codable {
    package init(from decoder: any Decoder) throws {
        let box = try decoder.singleValueContainer()
        if let text = try? box.decode(String.self) {
            self = .text(text)
        } else {
            self = .list(try box.decode([String].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var box = encoder.singleValueContainer()
        switch self {
        case .text(let text): try box.encode(text)
        case .list(let list): try box.encode(list)
        }
    }
}

// MARK: - Writing

extension ModelFile {
    /// The whole file. Tensors lie in the order of their names, so equal content gives equal bytes.
    package func bytes() throws(ModelFileError) -> [UInt8] {
        var places: [Place] = []
        var data: [UInt8] = []
        func append(_ part: UnsafeRawBufferPointer) -> Int {
            let offset = data.count
            data.append(contentsOf: part)
            data.append(contentsOf: repeatElement(0, count: Self.padded(data.count) - data.count))
            return offset
        }
        for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
            var place = Place(name: name, dtype: "f32", shape: tensor.shape, offset: 0)
            switch tensor.content {
            case .floats(let values):
                place.offset = Self.littleEndian(values).withUnsafeBytes(append)
            case .bytes(let matrix):
                place.dtype = "i8"
                place.offset = matrix.values.withUnsafeBytes(append)
                place.scales = Self.littleEndian(matrix.scales).withUnsafeBytes(append)
            }
            places.append(place)
        }
        let header = try Self.encoded(Header(metadata: metadata, tensors: places))
        let start = Self.padded(Self.preamble + header.count)
        var file = Self.magic
        file.append(littleEndian: Self.version)
        file.append(littleEndian: UInt32(header.count))
        file.append(littleEndian: UInt64(start + data.count))
        file.append(littleEndian: UInt64(0))
        file.append(contentsOf: header)
        file.append(contentsOf: repeatElement(0, count: start - file.count))
        file.append(contentsOf: data)
        let sum = Self.checksum(file)
        for index in 0..<8 { file[24 + index] = UInt8(truncatingIfNeeded: sum >> (8 * index)) }
        return file
    }

    /// Writes beside the path and renames, so that a reader never sees half a file.
    package func write(to path: String) throws(ModelFileError) {
        let content = try bytes()
        do {
            try Data(content).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw ModelFileError(.unreadable, "\(path): cannot be written: \(error)")
        }
    }

    private static func encoded(_ header: Header) throws(ModelFileError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(header))
        } catch {
            throw ModelFileError(.malformedHeader, "the header cannot be written: \(error)")
        }
    }

    private static func littleEndian(_ values: [Float]) -> [UInt32] {
        values.map { $0.bitPattern.littleEndian }
    }

    /// FNV-1a over the file, the eight bytes of the checksum itself taken as zero.
    static func checksum(_ file: [UInt8]) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for (index, byte) in file.enumerated() {
            let counted = 24..<32 ~= index ? 0 : byte
            hash = (hash ^ UInt64(counted)) &* 0x100_0000_01b3
        }
        return hash
    }
}

extension [UInt8] {
    fileprivate mutating func append<Number: FixedWidthInteger>(littleEndian number: Number) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}
