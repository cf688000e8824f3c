internal import Tensors

/// Which kernels the encoder runs on.
package enum KernelChoice: Sendable, Equatable {
    /// What was measured as fastest on processors like this one: see `Docs/ENCODER.md`.
    case fastest
    /// The scalar reference: seconds a text, for comparison.
    case reference
    /// By name: "avx2 int16". `KernelChoice.names` lists what this machine has.
    case named(String)

    /// Everything that this machine can run, slowest tables first.
    package static var names: [String] { Candidate.all.map(\.name) }
}

/// A table of kernels together with a precision.
struct Candidate {
    let kernels: Kernels
    let precision: Precision

    var name: String { "\(kernels.name) \(precision.rawValue)" }

    static var all: [Candidate] {
        Kernels.available.flatMap { kernels in
            Precision.allCases.map { Candidate(kernels: kernels, precision: $0) }
        }
    }

    static func named(_ name: String) throws(EmbeddingError) -> Candidate {
        if let found = all.first(where: { $0.name == name }) { return found }
        let names = all.map(\.name).joined(separator: ", ")
        throw EmbeddingError(
            .unknownKernels, "no kernels \"\(name)\" on this machine; it has \(names)")
    }

    /// The widest table, in the precision that its multiplications favour. Decided by the processor
    /// and not by a measurement at the start: vectors may not depend on how busy the machine was
    /// then.
    static func fastest() -> Candidate {
        let precision: Precision =
            switch Kernels.best.name {
            case "avx512-vnni": .int8
            case "avx2", "avx512": .int16
            default: .float
            }
        return Candidate(kernels: .best, precision: precision)
    }
}
