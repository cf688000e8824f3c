internal import Logging

/// One line of a log, before it is text. Whatever its values hold, it stays one line.
struct LogLine {
    let time: String
    let level: Logger.Level
    let logger: String
    let message: String
    let metadata: Logger.Metadata

    /// Its end included.
    func bytes(_ format: LogFormat) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        switch format {
        case .text: appendText(to: &bytes)
        case .json: appendJSON(to: &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private var sorted: [(key: String, value: Logger.Metadata.Value)] {
        metadata.sorted { $0.key < $1.key }
    }

    private func appendText(to bytes: inout [UInt8]) {
        bytes += "\(time) \(level) \(logger): ".utf8
        for byte in message.utf8 { bytes.append(byte < 0x20 || byte == 0x7f ? 0x20 : byte) }
        for (key, value) in sorted {
            bytes += " \(key)=".utf8
            let text = "\(value)"
            let isPlain = !text.isEmpty && text.utf8.allSatisfy(Self.isPlain)
            if isPlain { bytes += text.utf8 } else { JSONText.append(text, to: &bytes) }
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte != 0x7f && byte != JSONText.quote && byte != UInt8(ascii: "=")
    }

    private static let own: Set<String> = ["time", "level", "logger", "message"]

    private func appendJSON(to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        let fields = [
            ("time", time), ("level", level.rawValue), ("logger", logger), ("message", message),
        ]
        for (key, value) in fields {
            JSONText.append(key: key, to: &bytes)
            JSONText.append(value, to: &bytes)
        }
        for (key, value) in sorted {
            // No key twice: readers disagree on which one counts.
            JSONText.append(key: Self.own.contains(key) ? "_" + key : key, to: &bytes)
            Self.append(value, to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private static func append(_ value: Logger.Metadata.Value, to bytes: inout [UInt8]) {
        switch value {
        case .string(let text): JSONText.append(text, to: &bytes)
        case .stringConvertible(let value): JSONText.append("\(value)", to: &bytes)
        case .array(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                append(value, to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .dictionary(let values):
            bytes.append(UInt8(ascii: "{"))
            for (key, value) in values.sorted(by: { $0.key < $1.key }) {
                JSONText.append(key: key, to: &bytes)
                append(value, to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }
}
