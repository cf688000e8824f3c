/// SHA-256 (FIPS 180-4), for naming data by its content. Nothing secret passes through it.
package struct SHA256: Sendable {
    private var state: [UInt32] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
        0x5be0_cd19,
    ]
    private var pending: [UInt8] = []
    private var count: UInt64 = 0

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static let constants: [UInt32] = {
        var primes: [Int] = []
        var candidate = 2
        while primes.count < 64 {
            if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
            candidate += 1
        }
        // Newton's steps in integers, so that no rounding of floats can enter.
        return primes.map { prime in
            var low: UInt64 = 0
            var high: UInt64 = 1 << 36
            while high - low > 1 {
                let middle = (low + high) / 2
                let square = middle.multipliedFullWidth(by: middle)
                // middle^3 <= prime * 2^96, compared in units of 2^64.
                let cubeHigh = cube(square, middle)
                if cubeHigh < UInt64(prime) << 32 { low = middle } else { high = middle }
            }
            return UInt32(truncatingIfNeeded: low)
        }
    }()

    /// The high 64 bits of square * factor; both factors are below 2^37, so the product fits 128
    /// bits.
    private static func cube(_ square: (high: UInt64, low: UInt64), _ factor: UInt64) -> UInt64 {
        let low = square.low.multipliedFullWidth(by: factor)
        return square.high * factor + low.high
    }

    package init() {}

    package mutating func add(_ bytes: UnsafeRawBufferPointer) {
        count += UInt64(bytes.count)
        var start = 0
        if !pending.isEmpty {
            start = min(64 - pending.count, bytes.count)
            pending.append(contentsOf: bytes[..<start])
            guard pending.count == 64 else { return }
            let block = pending
            pending = []
            block.withUnsafeBytes { compress($0, at: 0) }
        }
        while start + 64 <= bytes.count {
            compress(bytes, at: start)
            start += 64
        }
        pending.append(contentsOf: bytes[start...])
    }

    /// The digest in hexadecimal.
    package mutating func finished() -> String {
        let bits = count * 8
        var tail: [UInt8] = [0x80]
        while (pending.count + tail.count) % 64 != 56 { tail.append(0) }
        for shift in stride(from: 56, through: 0, by: -8) {
            tail.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
        }
        tail.withUnsafeBytes { add($0) }
        return state.map { word in
            let hex = String(word, radix: 16)
            return String(repeating: "0", count: 8 - hex.count) + hex
        }.joined()
    }

    private mutating func compress(_ bytes: UnsafeRawBufferPointer, at start: Int) {
        func turned(_ word: UInt32, _ by: UInt32) -> UInt32 { word >> by | word << (32 - by) }
        var words = [UInt32](repeating: 0, count: 64)
        for index in 0..<16 {
            words[index] = (0..<4).reduce(0) { $0 << 8 | UInt32(bytes[start + 4 * index + $1]) }
        }
        for index in 16..<64 {
            let one = words[index - 15]
            let other = words[index - 2]
            let first = turned(one, 7) ^ turned(one, 18) ^ one >> 3
            let second = turned(other, 17) ^ turned(other, 19) ^ other >> 10
            words[index] = words[index - 16] &+ first &+ words[index - 7] &+ second
        }
        var now = state
        for index in 0..<64 {
            let (a, e) = (now[0], now[4])
            let choice = e & now[5] ^ ~e & now[6]
            let majority = a & now[1] ^ a & now[2] ^ now[1] & now[2]
            let first =
                now[7] &+ (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) &+ choice
                &+ Self.constants[index] &+ words[index]
            let second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) &+ majority
            now = [first &+ second, a, now[1], now[2], now[3] &+ first, e, now[5], now[6]]
        }
        for index in state.indices { state[index] = state[index] &+ now[index] }
    }
}
