internal import FoundationEssentials

extension ModelFile {
    /// Reads and checks a file.
    package init(contentsOf path: String) throws(ModelFileError) {
        let data: Data
        do {
            let known = try FileManager.default.attributesOfItem(atPath: path)
            let size = known[.size] as? Int ?? 0
            guard size <= ModelFileLimits.bytes else {
                throw ModelFileError(
                    .tooLarge, "\(size) bytes; the limit is \(ModelFileLimits.bytes)")
            }
            data = try Data(contentsOf: URL(filePath: path))
        } catch let error as ModelFileError {
            throw error.at(path)
        } catch {
            throw ModelFileError(.unreadable, "\(path): no model can be read here: \(error)")
        }
        do {
            try self.init(bytes: Array(data))
        } catch {
            throw error.at(path)
        }
    }

    /// Checks, in this order: magic, version, length, checksum, header, every tensor's place.
    package init(bytes file: [UInt8]) throws(ModelFileError) {
        let start = try Self.dataStart(in: file)
        let header: Header
        do {
            let length = Int(Self.number(UInt32.self, at: 12, in: file))
            header = try JSONDecoder().decode(
                Header.self, from: Data(file[Self.preamble..<Self.preamble + length]))
        } catch {
            throw ModelFileError(.malformedHeader, "the header is not what it should be: \(error)")
        }
        guard header.tensors.count <= ModelFileLimits.tensors else {
            throw ModelFileError(
                .malformedHeader,
                "\(header.tensors.count) tensors; the limit is \(ModelFileLimits.tensors)")
        }
        self.init(metadata: header.metadata)
        readChecksum = Self.announced(in: file)
        for place in header.tensors {
            try read(place, data: file[start...])
        }
    }

    /// Checks everything up to the checksum and says where the tensors begin.
    private static func dataStart(in file: [UInt8]) throws(ModelFileError) -> Int {
        guard file.count >= preamble else {
            if file.count >= 8, !file.starts(with: magic) { throw notAModel }
            throw ModelFileError(
                .truncated, "\(file.count) bytes; the first \(preamble) alone are fixed")
        }
        guard file.starts(with: magic) else { throw notAModel }
        let version = number(UInt32.self, at: 8, in: file)
        guard version == Self.version else {
            throw ModelFileError(
                .unsupportedVersion,
                "format version \(version); this program reads version \(Self.version). "
                    + "Train the model again or use the program it came with")
        }
        let length = number(UInt64.self, at: 16, in: file)
        guard length == UInt64(file.count) else {
            throw ModelFileError(
                .truncated, "\(file.count) bytes where the file announces \(length); copy it again")
        }
        let header = Int(number(UInt32.self, at: 12, in: file))
        guard header <= ModelFileLimits.headerBytes, padded(preamble + header) <= file.count else {
            throw ModelFileError(
                .malformedHeader,
                "a header of \(header) bytes in a file of \(file.count); "
                    + "the limit is \(ModelFileLimits.headerBytes)")
        }
        let announced = announced(in: file)
        let counted = checksum(file)
        guard announced == counted else {
            throw ModelFileError(
                .checksumMismatch,
                "checksum \(counted) where the file announces \(announced); "
                    + "a byte was changed, copy it again")
        }
        return padded(preamble + header)
    }

    /// The checksum that a file carries.
    static func announced(in file: [UInt8]) -> UInt64 { number(UInt64.self, at: 24, in: file) }

    private static let notAModel = ModelFileError(
        .wrongMagic, "not a model file: it does not begin with SALESRLM")

    private mutating func read(_ place: Place, data: ArraySlice<UInt8>) throws(ModelFileError) {
        let name = place.name
        guard place.shape.count <= ModelFileLimits.dimensions,
            place.shape.allSatisfy({ $0 >= 0 && $0 <= ModelFileLimits.bytes })
        else {
            throw ModelFileError(.malformedHeader, "tensor \"\(name)\" has shape \(place.shape)")
        }
        let (count, overflows) = place.shape.reduce((1, false)) { sum, next in
            let product = sum.0.multipliedReportingOverflow(by: next)
            return (product.partialValue, sum.1 || product.overflow)
        }
        guard !overflows, count <= data.count else { throw Self.outside(name) }
        switch place.dtype {
        case "f32":
            let values = try Self.floats(count, at: place.offset, of: name, in: data)
            tensors[name] = Tensor(shape: place.shape, content: .floats(values))
        case "i8":
            guard place.shape.count == 2, let scales = place.scales, place.offset >= 0,
                place.offset <= data.count - count
            else { throw Self.outside(name) }
            let first = data.startIndex + place.offset
            let matrix = QuantizedMatrix(
                rows: place.shape[0], columns: place.shape[1],
                values: data[first..<first + count].map { Int8(bitPattern: $0) },
                scales: try Self.floats(place.shape[0], at: scales, of: name, in: data))
            tensors[name] = Tensor(shape: place.shape, content: .bytes(matrix))
        default:
            throw ModelFileError(
                .malformedHeader,
                "tensor \"\(name)\" is of type \"\(place.dtype)\"; known are f32 and i8")
        }
    }

    private static func floats(
        _ count: Int, at offset: Int, of name: String, in data: ArraySlice<UInt8>
    ) throws(ModelFileError) -> [Float] {
        guard offset >= 0, offset % 4 == 0, count <= data.count / 4,
            offset <= data.count - 4 * count
        else { throw outside(name) }
        return data.withUnsafeBytes { raw in
            (0..<count).map {
                let bits = raw.loadUnaligned(fromByteOffset: offset + 4 * $0, as: UInt32.self)
                return Float(bitPattern: UInt32(littleEndian: bits))
            }
        }
    }

    private static func outside(_ name: String) -> ModelFileError {
        ModelFileError(.malformedHeader, "tensor \"\(name)\" does not lie inside the file")
    }

    private static func number<Number: FixedWidthInteger>(
        _: Number.Type, at offset: Int, in file: [UInt8]
    ) -> Number {
        file.withUnsafeBytes {
            Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Number.self))
        }
    }
}
