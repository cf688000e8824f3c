internal import Foundation

/// Vectors that another encoder made beforehand, by the hash of the cleaned text: how a model is
/// trained on an encoder that does not run here (Docs/EMBEDDINGS.md shows the recipe).
///
///     "salesrl-vectors 1 <embedder> <dimensions>\n", then for each text: u64 FNV-1a of its UTF-8,
///     dimensions x f32
///
/// Little-endian; the form in which `EmbeddingScratch` keeps the local encoder's.
package struct PrecomputedVectors: Sendable {
    package let id: String
    package let dimensions: Int
    /// A row each in `table`.
    private let rows: [UInt64: Int]
    private let table: [Float]

    private static let headerBytes = 256

    package init(contentsOf path: String) throws(TrainingError) {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
        } catch {
            throw TrainingError(
                .unreadable, "\(path): cannot be read: \(error.localizedDescription)")
        }
        let head = data.prefix(Self.headerBytes)
        guard let end = head.firstIndex(of: UInt8(ascii: "\n")) else { throw Self.foreign(path) }
        let words = String(decoding: head[..<end], as: UTF8.self).split(separator: " ")
        guard words.count == 4, words[0] == "salesrl-vectors", words[1] == "1",
            let dimensions = Int(words[3]), (1...4_096).contains(dimensions)
        else { throw Self.foreign(path) }
        let record = 8 + 4 * dimensions
        let start = end + 1
        guard (data.count - start) % record == 0 else {
            throw TrainingError(
                .badData,
                "\(path): \(data.count - start) bytes after the first line are no whole number of "
                    + "records of \(record) bytes; it was cut off, make it again")
        }
        let count = (data.count - start) / record
        var rows: [UInt64: Int] = [:]
        rows.reserveCapacity(count)
        var table: [Float] = []
        table.reserveCapacity(count * dimensions)
        data.withUnsafeBytes { raw in
            for row in 0..<count {
                let at = start + row * record
                let hash = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
                rows[UInt64(littleEndian: hash)] = row
                for place in 0..<dimensions {
                    let bits = raw.loadUnaligned(
                        fromByteOffset: at + 8 + 4 * place, as: UInt32.self)
                    table.append(Float(bitPattern: UInt32(littleEndian: bits)))
                }
            }
        }
        id = String(words[2])
        self.dimensions = dimensions
        self.rows = rows
        self.table = table
    }

    private static func foreign(_ path: String) -> TrainingError {
        TrainingError(
            .badData,
            "\(path): its first line is not \"salesrl-vectors 1 <embedder> <dimensions>\" with 1 to "
                + "4096 dimensions")
    }

    package func vector(of text: String) -> [Float]? {
        rows[EmbeddingScratch.hash(text)].map {
            Array(table[$0 * dimensions..<($0 + 1) * dimensions])
        }
    }

    /// A text that is not in the file gets an empty vector, which every reader of vectors refuses.
    package var embedder: TrainingEmbedder {
        TrainingEmbedder(id: id, dimensions: dimensions) { vector(of: $0) ?? [] }
    }
}
