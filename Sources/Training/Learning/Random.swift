private import Foundation

/// SplitMix64 (Steele, Lea, Flood 2014): small, seeded, the same on every machine.
struct Random: RandomNumberGenerator {
    /// `Random(seed: state)` goes on from here.
    private(set) var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A stream of its own for each purpose, so that the order of the work does not matter.
    init(seed: UInt64, _ path: Int...) {
        var mixed = Random(seed: seed)
        for step in path {
            mixed = Random(seed: mixed.next() ^ UInt64(bitPattern: Int64(step)))
        }
        self = mixed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// 0 ..< 1
    mutating func unit() -> Float { Float(next() >> 40) / Float(1 << 24) }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// Normal, mean 0 and variance 1 (Box and Muller 1958).
    mutating func normal() -> Float {
        let radius = (-2 * log(max(unit(), 1e-7))).squareRoot()
        return radius * cos(2 * .pi * unit())
    }

    /// Fisher and Yates.
    mutating func shuffle<Element>(_ items: inout [Element]) {
        for index in stride(from: items.count - 1, to: 0, by: -1) {
            items.swapAt(index, below(index + 1))
        }
    }
}
