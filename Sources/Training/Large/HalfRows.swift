/// Rows of numbers in 16 bits each: the upper half of a 32-bit float, rounded (bfloat16). Half the
/// memory, at a relative error of at most 1/256; rows lie in blocks, so growing copies nothing.
struct HalfRows: Sendable {
    let width: Int
    private(set) var count = 0
    private var blocks: [[UInt16]] = []

    private static let rowsOfBlock = 4_096

    init(width: Int) { self.width = width }

    mutating func append(_ row: some Collection<Float>) {
        precondition(row.count == width, "a row of another width")
        if count % Self.rowsOfBlock == 0 {
            var block: [UInt16] = []
            block.reserveCapacity(Self.rowsOfBlock * width)
            blocks.append(block)
        }
        blocks[blocks.count - 1].append(contentsOf: row.lazy.map(Self.half))
        count += 1
    }

    func copy(_ row: Int, into target: UnsafeMutablePointer<Float>) {
        let first = row % Self.rowsOfBlock * width
        blocks[row / Self.rowsOfBlock].withUnsafeBufferPointer { block in
            for index in 0..<width {
                target[index] = Float(bitPattern: UInt32(block[first + index]) << 16)
            }
        }
    }

    subscript(row: Int) -> [Float] {
        [Float](unsafeUninitializedCapacity: width) { buffer, count in
            if let base = buffer.baseAddress { copy(row, into: base) }
            count = width
        }
    }

    /// Rounds to nearest, ties to even; what is no number stays none.
    static func half(_ value: Float) -> UInt16 {
        guard value.isFinite else { return UInt16(truncatingIfNeeded: value.bitPattern >> 16) }
        let bits = value.bitPattern
        return UInt16(truncatingIfNeeded: (bits &+ 0x7fff &+ ((bits >> 16) & 1)) >> 16)
    }
}
