internal import CKernels

/// The C kernels for one instruction set. Every table computes the same functions; which is
/// fastest differs by machine.
package struct Kernels: @unchecked Sendable {
    /// Points into the program's constants, which live as long as the program.
    let table: UnsafePointer<ck_kernels>

    /// "portable", "avx2", "avx512", "avx512-vnni".
    package var name: String { String(cString: table.pointee.name) }

    /// What this machine can run, slowest first; the portable one is always there.
    ///
    /// A table that does not give the portable one's exact integer sums here and now is left out:
    /// a processor (or an emulator of one) that lies about its features costs speed, not truth.
    package static let available: [Kernels] = {
        var tables = [UnsafePointer<ck_kernels>?](repeating: nil, count: 8)
        let count = Int(ck_available(&tables, Int32(tables.count)))
        let all = tables[..<count].compactMap { $0.map { Kernels(table: $0) } }
        return all.filter { $0.name == all[0].name || $0.agrees(with: all[0]) }
    }()

    /// The widest registers of this machine.
    package static let best: Kernels = available[available.count - 1]

    /// The ones every machine has.
    package static let portable: Kernels = available[0]

    /// Multiplies a small matrix both ways and compares.
    private func agrees(with other: Kernels) -> Bool {
        let inputs = 70
        let outputs = 53
        let rows = 5
        func number(_ index: Int) -> Float { Float((index &* 7919) % 257 - 128) / 64 }
        let weights = (0..<inputs * outputs).map(number)
        let x = (0..<rows * inputs).map { number($0 &* 31 + 17) }
        let bias = (0..<outputs).map(number)
        return [Precision.int16, .int8].allSatisfy { precision in
            let results = [self, other].map { kernels in
                Linear(
                    weights: weights, bias: bias, inputs: inputs, precision: precision,
                    kernels: kernels
                ).applied(to: x)
            }
            return zip(results[0], results[1]).allSatisfy { abs($0 - $1) <= 1e-4 * (1 + abs($1)) }
        }
    }
}

/// How the numbers of a layer are kept while they are multiplied.
package enum Precision: String, Sendable, CaseIterable {
    case float
    /// Weights in 11 bits, activations in 11 to 13: as good as floats, twice as fast where
    /// vpmaddwd is.
    case int16
    /// Weights and activations in 8 bits: fastest where the processor has vpdpbusd.
    case int8
}
