/// Reads comma-separated values (RFC 4180): fields in double quotes may hold commas, doubled quotes
/// and line breaks. Lines end with LF or CRLF. A byte order mark in front is skipped.
struct CommaSeparated {
    struct Row: Equatable {
        /// Where the row begins, 1 for the first line of the file.
        let line: Int
        let fields: [String]
    }

    /// A quote that never closes swallows the rest of a file; this bound says so early.
    static let fieldBytesMax = 16 << 20

    /// - Parameter separator: a comma, a semicolon or a tab; nil takes the one that the first line
    ///   holds most often.
    static func rows(
        _ text: String, separator: UInt8? = nil, path: String
    ) throws(TrainingError) -> [Row] {
        var bytes = Array(text.utf8)[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        let separator = separator ?? guess(bytes)
        var reader = Reader(path: path)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let next = index + 1 < bytes.endIndex ? bytes[index + 1] : 0
            index += try reader.take(bytes[index], next, separator)
        }
        return try reader.finished()
    }

    private static func guess(_ bytes: ArraySlice<UInt8>) -> UInt8 {
        let first = bytes.prefix { $0 != UInt8(ascii: "\n") }
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        let counts = candidates.map { candidate in first.count { $0 == candidate } }
        let most = counts.indices.max { counts[$0] < counts[$1] } ?? 0
        return candidates[most]
    }

    /// One byte at a time; a quoted field is the only thing that spans lines.
    private struct Reader {
        let path: String
        var rows: [Row] = []
        var fields: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        /// The field was quoted and its quote is closed.
        var isClosed = false
        var line = 1
        var firstLine = 1

        /// Gives how many bytes were taken: two for a doubled quote, else one.
        mutating func take(
            _ byte: UInt8, _ next: UInt8, _ separator: UInt8
        ) throws(TrainingError) -> Int {
            let quote = UInt8(ascii: "\"")
            if isQuoted {
                if byte == quote, next == quote {
                    field.append(quote)
                    return 2
                }
                if byte == quote {
                    isQuoted = false
                    isClosed = true
                } else {
                    if byte == UInt8(ascii: "\n") { line += 1 }
                    field.append(byte)
                }
                guard field.count <= fieldBytesMax else { throw unclosed() }
                return 1
            }
            switch byte {
            case separator: endField()
            case UInt8(ascii: "\n"): endRow()
            case UInt8(ascii: "\r") where next == UInt8(ascii: "\n"): break
            case quote where field.isEmpty && !isClosed: isQuoted = true
            default:
                guard !isClosed else {
                    throw TrainingError(
                        .badData,
                        "\(path):\(line): text after a closing quote; a quote inside a field is "
                            + "written twice")
                }
                field.append(byte)
            }
            return 1
        }

        mutating func endField() {
            fields.append(String(decoding: field, as: UTF8.self))
            field.removeAll(keepingCapacity: true)
            isClosed = false
        }

        mutating func endRow() {
            let isBlank = fields.isEmpty && field.isEmpty && !isClosed
            if !isBlank {
                endField()
                rows.append(Row(line: firstLine, fields: fields))
                fields.removeAll(keepingCapacity: true)
            }
            line += 1
            firstLine = line
        }

        mutating func finished() throws(TrainingError) -> [Row] {
            guard !isQuoted else { throw unclosed() }
            endRow()
            return rows
        }

        func unclosed() -> TrainingError {
            TrainingError(
                .badData, "\(path):\(firstLine): a quote in this row is never closed")
        }
    }
}
