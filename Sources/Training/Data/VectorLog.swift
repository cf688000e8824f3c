internal import Foundation

/// The file of ``PrecomputedVectors`` while it grows: what was paid for is in it as soon as it is
/// there.
///
/// A record that a crash cut off is cut away when the file is opened again. One caller at a time.
package final class VectorLog: Sendable {
    private let path: String
    private let file: FileHandle
    private let dimensions: Int

    /// Opens the file, or begins it.
    ///
    /// - Throws: `badData` where it holds another encoder's vectors.
    package init(path: String, embedder: String, dimensions: Int) throws(TrainingError) {
        self.path = path
        self.dimensions = dimensions
        let header = Data("salesrl-vectors 1 \(embedder) \(dimensions)\n".utf8)
        let manager = FileManager.default
        if !manager.fileExists(atPath: path), !manager.createFile(atPath: path, contents: nil) {
            throw Self.unwritable(path, "the folder is missing or may not be written to")
        }
        guard let file = FileHandle(forUpdatingAtPath: path) else {
            throw Self.unwritable(path, "it may not be written to")
        }
        self.file = file
        do {
            let size = try file.seekToEnd()
            if size < UInt64(header.count) {
                try file.truncate(atOffset: 0)
                try file.write(contentsOf: header)
                return
            }
            try file.seek(toOffset: 0)
            guard try file.read(upToCount: header.count) == header else {
                throw TrainingError(
                    .badData,
                    "\(path): holds no vectors of \(embedder) with \(dimensions) dimensions; name "
                        + "another file")
            }
            let record = UInt64(8 + 4 * dimensions)
            let whole = (size - UInt64(header.count)) / record * record
            try file.truncate(atOffset: UInt64(header.count) + whole)
            try file.seekToEnd()
        } catch let error as TrainingError {
            throw error
        } catch {
            throw Self.unwritable(path, error.localizedDescription)
        }
    }

    deinit { try? file.close() }

    /// - Parameter vectors: texts, cleaned, and what the encoder made of them.
    package func add(_ vectors: [(text: String, vector: [Float])]) throws(TrainingError) {
        var bytes = Data()
        bytes.reserveCapacity(vectors.count * (8 + 4 * dimensions))
        for (text, vector) in vectors {
            guard vector.count == dimensions else {
                throw TrainingError(
                    .badData, "\(path): a vector of \(vector.count) dimensions, not \(dimensions)")
            }
            withUnsafeBytes(of: EmbeddingScratch.hash(text).littleEndian) {
                bytes.append(contentsOf: $0)
            }
            for value in vector {
                withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
            }
        }
        do {
            try file.write(contentsOf: bytes)
        } catch {
            throw Self.unwritable(path, error.localizedDescription)
        }
    }

    private static func unwritable(_ path: String, _ why: String) -> TrainingError {
        TrainingError(.unwritable, "\(path): vectors cannot be kept: \(why)")
    }
}
