internal import Embeddings
internal import Foundation
internal import TestSupport
internal import Testing

/// Where the encoder's weights are, for the tests that need them.
enum Weights {
    static let directory: String = {
        let models =
            ProcessInfo.processInfo.environment["SALESRL_MODELS"]
            ?? "\(Repository.root)/Models"
        return "\(models)/cache/all-MiniLM-L6-v2"
    }()

    /// False, with a word on how to get them, where the weights are missing on a developer's
    /// machine. In CI the tests run all the same and fail.
    static let areHere: Bool = {
        if FileManager.default.fileExists(atPath: "\(directory)/model.safetensors") { return true }
        print("skipped: \(directory) holds no weights; run `make models`, then `make test`")
        return ProcessInfo.processInfo.environment["CI"] != nil
    }()

    /// One encoder for all tests that do not care which.
    static let fastest = Result { try MiniLM(directory: directory, threads: 2) }
}

/// A sentence, its tokens and its vector by the original model; see Tests/Vectors/make_vectors.py.
struct Case: Decodable {
    let text: String
    let ids: [Int32]
    let vector: Data

    var floats: [Float] {
        vector.withUnsafeBytes { raw in
            (0..<raw.count / 4).map {
                let bits = raw.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)
                return Float(bitPattern: UInt32(littleEndian: bits))
            }
        }
    }

    static let all = Result {
        let path = "\(Repository.root)/Tests/Vectors/minilm-vectors.json"
        return try JSONDecoder().decode([Case].self, from: Data(contentsOf: URL(filePath: path)))
    }
}

/// Both have length 1.
func cosine(_ left: [Float], _ right: [Float]) -> Double {
    zip(left, right).reduce(0) { $0 + Double($1.0) * Double($1.1) }
}
