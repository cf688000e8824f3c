internal import Foundation
internal import Synchronization
internal import Tracing

/// Spans as lines of a file, each an OTLP `TracesData` in JSON, which OpenTelemetry's collector
/// reads with its receiver `otlpjsonfile`. Nothing leaves the machine.
///
/// The file takes at most half of its bound; then it becomes `FILE.1`, in place of the one before,
/// and a new one begins.
package final class SpanFile: Sendable {
    private let writer: LineWriter
    private let head: [UInt8]
    private let spans = Atomic<Int>(0)

    /// Opens the file, or goes on with the one that is there; only its owner may read it.
    /// - Parameters:
    ///   - bytes: that the file and the one before it may take together.
    ///   - resource: what OTLP calls attributes of the resource, such as `service.version`.
    package init(path: String, bytes: Int, resource: [(String, String)]) throws(SpanFileError) {
        let file = try Rotating(path, half: max(1, bytes / 2))
        writer = LineWriter("spans") { file.write($0) }
        var head = Array("{\"resourceSpans\":[{\"resource\":{".utf8)
        var attributes = SpanAttributes()
        for (key, value) in resource { attributes[key] = value }
        SpanRecord.append(attributes, to: &head)
        head += "},\"scopeSpans\":[{\"scope\":{\"name\":\"salesrl\"},\"spans\":[".utf8
        self.head = head
    }

    /// Spans that have ended.
    package var count: Int { spans.load(ordering: .relaxed) }

    /// Spans that nobody wrote: too many at once, or the disk would not.
    package var dropped: Int { writer.dropped }

    package func flush() { writer.flush() }

    func put(_ span: SpanRecord) {
        spans.add(1, ordering: .relaxed)
        var line = head
        span.append(to: &line)
        line += "]}]}]}\n".utf8
        writer.put(line)
    }
}

package struct SpanFileError: Error, CustomStringConvertible {
    package let description: String
}

/// A file that starts anew when it is full. On the writer's thread alone.
private final class Rotating {
    private let path: String
    private let half: Int
    private var descriptor: Int32
    private var size: Int

    init(_ path: String, half: Int) throws(SpanFileError) {
        self.path = path
        self.half = half
        descriptor = Self.opened(path)
        guard descriptor >= 0 else {
            throw SpanFileError(
                description: "\(path): \(String(cString: strerror(errno))); name another trace.file"
            )
        }
        var status = stat()
        size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    private static func opened(_ path: String) -> Int32 {
        open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    }

    /// Whole lines, as many as there are.
    func write(_ bytes: [UInt8]) {
        var lines = bytes[...]
        while !lines.isEmpty {
            if size >= half { begin() }
            let room = max(1, half - size)
            let end =
                lines.count <= room
                ? lines.endIndex
                : lines.prefix(room).lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
            // A line that does not fit behind the others starts the next file.
            guard let end else {
                if size > 0 {
                    begin()
                    continue
                }
                let newline = lines.firstIndex(of: UInt8(ascii: "\n")) ?? lines.endIndex - 1
                put(lines[...newline])
                lines = lines[(newline + 1)...]
                continue
            }
            put(lines[..<end])
            lines = lines[end...]
        }
    }

    private func put(_ bytes: ArraySlice<UInt8>) {
        size += bytes.count
        var rest = bytes
        while descriptor >= 0, !rest.isEmpty {
            let written = rest.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            guard written > 0 || errno == EINTR else { return }
            if written > 0 { rest = rest.dropFirst(written) }
        }
    }

    private func begin() {
        if descriptor >= 0 { close(descriptor) }
        rename(path, path + ".1")
        descriptor = Self.opened(path)
        size = 0
    }
}
