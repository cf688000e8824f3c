internal import Foundation
internal import Messages

/// A file of lines that is never in memory as a whole.
struct LineFile {
    struct Line: Sendable {
        let text: String
        /// From 1.
        let number: Int
    }

    private let path: String
    private let handle: FileHandle
    private var rest = Data()
    private var number = 0
    private var isAtEnd = false

    private static let pieceBytes = 4 << 20
    /// A longer line is no conversation.
    private static let lineBytes = 64 << 20

    init(_ path: String) throws(TrainingError) {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw TrainingError(.unreadable, "\(path): cannot be read")
        }
        self.path = path
        self.handle = handle
    }

    /// Lines that hold anything, over all of a file.
    static func count(_ path: String) throws(TrainingError) -> Int {
        let file = try LineFile(path)
        var lines = 0
        var isEmpty = true
        while let piece = try file.piece() {
            for byte in piece {
                if byte == UInt8(ascii: "\n") {
                    if !isEmpty { lines += 1 }
                    isEmpty = true
                } else if byte > UInt8(ascii: " ") {
                    isEmpty = false
                }
            }
        }
        return isEmpty ? lines : lines + 1
    }

    /// At most `most` lines that hold anything, their bytes added to the digest; nil at the end.
    mutating func next(_ most: Int, digest: inout SHA256) throws(TrainingError) -> [Line]? {
        var lines: [Line] = []
        while lines.count < most {
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
                if isAtEnd {
                    guard !rest.isEmpty else { break }
                    let last = rest
                    rest = Data()
                    try take(last, &lines)
                    continue
                }
                guard rest.count <= Self.lineBytes else {
                    throw TrainingError(
                        .badData, "\(path):\(number + 1): longer than \(Self.lineBytes) bytes")
                }
                if let piece = try piece() {
                    piece.withUnsafeBytes { digest.add($0) }
                    rest.append(piece)
                } else {
                    isAtEnd = true
                }
                continue
            }
            let line = rest[rest.startIndex..<end]
            rest = rest[rest.index(after: end)...]
            try take(line, &lines)
        }
        return lines.isEmpty ? nil : lines
    }

    private mutating func take(_ bytes: Data, _ lines: inout [Line]) throws(TrainingError) {
        number += 1
        guard bytes.contains(where: { $0 > UInt8(ascii: " ") }) else { return }
        guard let text = String(data: bytes, encoding: .utf8) else {
            throw TrainingError(.badData, "\(path):\(number): not UTF-8")
        }
        lines.append(Line(text: text, number: number))
    }

    private func piece() throws(TrainingError) -> Data? {
        do {
            let data = try handle.read(upToCount: Self.pieceBytes)
            return data.flatMap { $0.isEmpty ? nil : $0 }
        } catch {
            throw TrainingError(
                .unreadable, "\(path): cannot be read: \(error.localizedDescription)")
        }
    }
}
