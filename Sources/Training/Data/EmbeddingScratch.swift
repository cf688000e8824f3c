internal import Foundation

/// Vectors kept on disk between runs on the same texts. Only a shortcut: without the file the run
/// gives the same model.
///
///     "salesrl-vectors 1 <embedder> <dimensions>\n", then for each text: u64 FNV-1a of its UTF-8,
/// dimensions x f32
///
/// Little-endian. A file of another embedder, or one that does not divide evenly, is ignored and
/// written anew.
struct EmbeddingScratch {
    private(set) var vectors: [UInt64: [Float]] = [:]
    private let path: String
    private let header: [UInt8]
    private let dimensions: Int

    init(path: String, embedder: TrainingEmbedder) {
        self.path = path
        dimensions = embedder.dimensions
        header = Array("salesrl-vectors 1 \(embedder.id) \(embedder.dimensions)\n".utf8)
        guard let data = try? Data(contentsOf: URL(filePath: path)), data.starts(with: header)
        else { return }
        let record = 8 + 4 * dimensions
        guard (data.count - header.count) % record == 0 else { return }
        data.withUnsafeBytes { raw in
            for start in stride(from: header.count, to: raw.count, by: record) {
                let hash = raw.loadUnaligned(fromByteOffset: start, as: UInt64.self)
                vectors[UInt64(littleEndian: hash)] = (0..<dimensions).map {
                    let bits = raw.loadUnaligned(
                        fromByteOffset: start + 8 + 4 * $0, as: UInt32.self)
                    return Float(bitPattern: UInt32(littleEndian: bits))
                }
            }
        }
    }

    mutating func keep(_ new: [(hash: UInt64, vector: [Float])]) throws(TrainingError) {
        guard !new.isEmpty else { return }
        for (hash, vector) in new { vectors[hash] = vector }
        var bytes = header
        bytes.reserveCapacity(header.count + vectors.count * (8 + 4 * dimensions))
        for (hash, vector) in vectors.sorted(by: { $0.key < $1.key }) {
            withUnsafeBytes(of: hash.littleEndian) { bytes.append(contentsOf: $0) }
            for value in vector {
                withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
            }
        }
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw TrainingError(
                .unwritable, "\(path): vectors cannot be kept: \(error.localizedDescription)")
        }
    }

    static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
