private import Foundation

/// SplitMix64 (Steele, Lea, Flood 2014): small, seeded, the same on every machine.
struct SplitMix: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A stream of its own for each purpose, so that the order of the work does not matter.
    init(seed: UInt64, _ path: Int...) {
        var mixed = SplitMix(seed: seed)
        for step in path {
            mixed = SplitMix(seed: mixed.next() ^ UInt64(bitPattern: Int64(step)))
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
    mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func isTrue(_ probability: Double) -> Bool { unit() < probability }

    /// A position in `weights`, drawn in proportion; the last one that is not 0 where rounding
    /// leaves something over.
    mutating func index(_ weights: some Collection<Double>) -> Int {
        let total = weights.reduce(0, +)
        var rest = unit() * total
        var last = 0
        for (position, weight) in weights.enumerated() where weight > 0 {
            last = position
            rest -= weight
            if rest < 0 { return position }
        }
        return last
    }

    mutating func of<Element>(_ items: [Element]) -> Element { items[below(items.count)] }

    /// Normal, mean 0 and variance 1 (Box and Muller 1958).
    mutating func normal() -> Double {
        let radius = (-2 * log(max(unit(), 1e-12))).squareRoot()
        return radius * cos(2 * .pi * unit())
    }
}
