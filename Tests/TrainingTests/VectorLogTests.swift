import Foundation
import Testing

@testable import Training

@Suite("Vectors that are kept as they come")
struct VectorLogTests {
    private static let vectors: [(text: String, vector: [Float])] = [
        ("one", [1, 2, 3]), ("two", [-1, 0.5, 1e-20]), ("", [0, 0, 0]),
    ]

    @Test("What was added is what the reader of such files finds, over several openings")
    func roundTrip() throws {
        try Made.inFolder { folder in
            let path = folder + "/a.vectors"
            for one in Self.vectors {
                let log = try VectorLog(path: path, embedder: "made/3", dimensions: 3)
                try log.add([one])
            }
            let read = try PrecomputedVectors(contentsOf: path)
            #expect(read.id == "made/3")
            #expect(read.dimensions == 3)
            for (text, vector) in Self.vectors { #expect(read.vector(of: text) == vector) }
            #expect(read.vector(of: "three") == nil)
        }
    }

    @Test("A file that was cut off anywhere keeps its whole records and goes on after them")
    func cut() throws {
        try Made.inFolder { folder in
            let path = folder + "/a.vectors"
            try VectorLog(path: path, embedder: "made/3", dimensions: 3).add(Self.vectors)
            let whole = try Data(contentsOf: URL(filePath: path))
            let record = 8 + 4 * 3
            let head = whole.count - Self.vectors.count * record
            for length in 0..<whole.count {
                try whole.prefix(length).write(to: URL(filePath: path))
                let log = try VectorLog(path: path, embedder: "made/3", dimensions: 3)
                let kept = max(0, length - head) / record
                try log.add(Array(Self.vectors[kept...]))
                #expect(try Data(contentsOf: URL(filePath: path)) == whole, "\(length)")
            }
        }
    }

    @Test("Another encoder's file, other dimensions and a missing folder are refused")
    func refusals() throws {
        try Made.inFolder { folder in
            let path = folder + "/a.vectors"
            try VectorLog(path: path, embedder: "made/3", dimensions: 3).add(Self.vectors)
            let before = try Data(contentsOf: URL(filePath: path))
            for (embedder, dimensions) in [("other/3", 3), ("made/3", 4)] {
                #expect(throws: TrainingError(.badData, "")) {
                    _ = try VectorLog(path: path, embedder: embedder, dimensions: dimensions)
                }
            }
            let log = try VectorLog(path: path, embedder: "made/3", dimensions: 3)
            #expect(throws: TrainingError(.badData, "")) { try log.add([("x", [1])]) }
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
            #expect(throws: TrainingError(.unwritable, "")) {
                _ = try VectorLog(
                    path: folder + "/none/a.vectors", embedder: "made/3", dimensions: 3)
            }
        }
    }
}
