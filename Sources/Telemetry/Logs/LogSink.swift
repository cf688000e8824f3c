internal import Foundation
package import Logging
internal import Synchronization

/// How log lines look.
package enum LogFormat: String, Sendable, CaseIterable {
    /// `2026-11-25T23:35:11.042Z info salesrld: built version=0.1.0`
    case text
    /// One JSON object a line: `time`, `level`, `logger`, `message`, then the metadata.
    case json
}

/// Where all loggers of a process write: one descriptor, by a thread of its own, with each kind of
/// line bounded by the second.
package final class LogSink: Sendable {
    /// Lines of one kind a second, see ``LogRate``.
    package static let linesPerSecond = 20

    private let format: LogFormat
    private let writer: LineWriter
    private let rate: LogRate
    private let written = Mutex<[Logger.Level: Int]>([:])
    private let leftOut = Atomic<Int>(0)

    package init(
        _ format: LogFormat, descriptor: Int32 = STDERR_FILENO,
        linesPerSecond: Int = LogSink.linesPerSecond
    ) {
        self.format = format
        writer = LineWriter("log", descriptor: descriptor)
        rate = LogRate(linesPerSecond: linesPerSecond)
    }

    /// Makes this the way out of every logger. Once a process.
    package func bootstrap(_ level: Logger.Level) {
        LoggingSystem.bootstrap { label in
            LogLines(label: label, sink: self, logLevel: level)
        }
    }

    package var lines: [Logger.Level: Int] { written.withLock { $0 } }

    /// Lines that were not written: too many of their kind, or nobody took them in time.
    package var suppressed: Int { leftOut.load(ordering: .relaxed) + writer.dropped }

    /// Waits, a moment at most, until what was said is written.
    package func flush() { writer.flush() }

    func write(_ label: String, _ event: LogEvent, _ metadata: Logger.Metadata) {
        let message = event.message.description
        var metadata = metadata
        let second = ContinuousClock.now.secondsOfItsOwn
        let kind = LogRate.Kind(level: event.level.weight, message: message)
        guard let before = rate.admit(kind, at: second) else {
            leftOut.add(1, ordering: .relaxed)
            return
        }
        if before > 0 { metadata["suppressed"] = "\(before)" }
        let line = LogLine(
            time: Timestamp.now, level: event.level, logger: label, message: message,
            metadata: metadata)
        written.withLock { $0[event.level, default: 0] += 1 }
        writer.put(line.bytes(format))
        // The process may well end after it.
        if event.level == .critical { writer.flush() }
    }
}

/// A handler of swift-log that hands its lines to a ``LogSink``.
package struct LogLines: LogHandler {
    package let label: String
    let sink: LogSink
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?

    package init(label: String, sink: LogSink, logLevel: Logger.Level) {
        self.label = label
        self.sink = sink
        self.logLevel = logLevel
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { $1 } }
        if let own = event.metadata { all.merge(own) { $1 } }
        if let error = event.error { all["error"] = "\(error)" }
        sink.write(label, event, all)
    }
}

extension ContinuousClock.Instant {
    private static let origin = ContinuousClock.now

    /// Seconds since this process asked first.
    fileprivate var secondsOfItsOwn: Int64 { Self.origin.duration(to: self).components.seconds }
}

extension Logger.Level {
    fileprivate var weight: Int {
        Logger.Level.allCases.firstIndex(of: self) ?? 0
    }
}

/// The time of day, as logs and spans tell it.
enum Timestamp {
    /// Nanoseconds since 1970-01-01 UTC.
    static var nanoseconds: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// "2026-11-25T23:35:11.042Z"
    static var now: String { text(nanoseconds) }

    static func text(_ nanoseconds: UInt64) -> String {
        var seconds = time_t(nanoseconds / 1_000_000_000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func padded(_ number: Int32, _ count: Int = 2) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, count - digits.count)) + digits
        }
        let day = "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
        let time = "\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))"
        let milliseconds = Int32(nanoseconds % 1_000_000_000 / 1_000_000)
        return "\(day)T\(time).\(padded(milliseconds, 3))Z"
    }
}
