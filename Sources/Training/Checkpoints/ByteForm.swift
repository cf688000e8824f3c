/// Numbers as bytes, little-endian, in the order in which they are written.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ value: UInt64) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ value: Int) { add(UInt64(bitPattern: Int64(value))) }

    mutating func add(_ value: Float) {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// The count, then the numbers.
    mutating func add(_ values: [Float]) {
        add(values.count)
        bytes.reserveCapacity(bytes.count + 4 * values.count)
        for value in values { add(value) }
    }

    mutating func add(_ values: [Int]) {
        add(values.count)
        for value in values { add(value) }
    }

    mutating func add(_ lists: [[Float]]) {
        add(lists.count)
        for list in lists { add(list) }
    }
}

/// Reads what `ByteWriter` wrote. Past the end it gives zeros and says so in `isWhole`: a file that
/// was cut off is refused once, by its reader, not at every number.
struct ByteReader {
    private let bytes: [UInt8]
    private var place = 0
    private(set) var isWhole = true

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Nothing is missing and nothing is left.
    var isFinished: Bool { isWhole && place == bytes.count }

    mutating func word() -> UInt64 {
        guard take(8) else { return 0 }
        return bytes.withUnsafeBytes {
            UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: place - 8, as: UInt64.self))
        }
    }

    mutating func whole() -> Int { Int(Int64(bitPattern: word())) }

    mutating func float() -> Float {
        guard take(4) else { return 0 }
        return bytes.withUnsafeBytes {
            let bits = $0.loadUnaligned(fromByteOffset: place - 4, as: UInt32.self)
            return Float(bitPattern: UInt32(littleEndian: bits))
        }
    }

    mutating func floats() -> [Float] {
        let count = count(of: 4)
        return (0..<count).map { _ in float() }
    }

    mutating func wholes() -> [Int] {
        let count = count(of: 8)
        return (0..<count).map { _ in whole() }
    }

    mutating func lists() -> [[Float]] {
        let count = count(of: 8)
        return (0..<count).map { _ in floats() }
    }

    /// A count that the rest of the bytes can hold; memory is taken only then.
    private mutating func count(of size: Int) -> Int {
        let count = whole()
        guard count >= 0, count <= (bytes.count - place) / size else {
            isWhole = false
            return 0
        }
        return count
    }

    private mutating func take(_ size: Int) -> Bool {
        guard isWhole, bytes.count - place >= size else {
            isWhole = false
            return false
        }
        place += size
        return true
    }
}
