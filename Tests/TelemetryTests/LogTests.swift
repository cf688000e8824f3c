import Foundation
import Logging
import Testing

@testable import Telemetry

@Suite("Log lines")
struct LogTests {
    private let nasty = "two\nlines \"quoted\" \\ and\u{1B}[31m=red"

    private func line(_ metadata: Logger.Metadata, _ message: String = "call failed") -> LogLine {
        LogLine(
            time: Timestamp.text(1_700_000_000_042_000_000), level: .info, logger: "salesrld",
            message: message, metadata: metadata)
    }

    @Test("stay one line of text, whatever they hold")
    func text() {
        let bytes = line(["b": "plain", "a": "\(nasty)"], "broken\nmessage").bytes(.text)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.hasPrefix("2023-11-14T22:13:20.042Z info salesrld: broken message a=\"two\\n"))
        #expect(text.hasSuffix(" b=plain\n"))
        #expect(text.count(where: { $0 == "\n" }) == 1)
        #expect(!text.contains("\u{1B}"))
    }

    @Test("are objects of JSON that say the same")
    func json() throws {
        let bytes = line([
            "a": "\(nasty)", "message": "no second one",
            "list": ["x", .dictionary(["k": "v"])],
        ]).bytes(.json)
        let read = try #require(
            try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(read["time"] as? String == "2023-11-14T22:13:20.042Z")
        #expect(read["level"] as? String == "info")
        #expect(read["message"] as? String == "call failed")
        #expect(read["_message"] as? String == "no second one")
        #expect(read["a"] as? String == nasty)
        #expect((read["list"] as? [Any])?.count == 2)
        #expect(bytes.count(where: { $0 == UInt8(ascii: "\n") }) == 1)
    }

    @Test("of one kind are bounded by the second, and the next one tells how many were left out")
    func rate() {
        let rate = LogRate(linesPerSecond: 2)
        let failing = LogRate.Kind(level: 2, message: "call failed")
        let other = LogRate.Kind(level: 2, message: "something else")
        #expect((0..<5).map { _ in rate.admit(failing, at: 7) } == [0, 0, nil, nil, nil])
        #expect(rate.admit(other, at: 7) == 0)
        #expect(rate.admit(failing, at: 8) == 3)
        #expect(rate.admit(failing, at: 8) == 0)
    }

    @Test("of ever new kinds take no more memory")
    func kinds() {
        let rate = LogRate(linesPerSecond: 1)
        let admitted = (0..<5_000).count {
            rate.admit(LogRate.Kind(level: 0, message: "\($0)"), at: 1) != nil
        }
        #expect(admitted == LogRate.kindsMax)
        #expect(rate.admit(LogRate.Kind(level: 0, message: "later"), at: 2) == 0)
    }

    @Test("reach the descriptor through a logger, with what the logger knows")
    func logger() throws {
        let pipe = Pipe()
        let sink = LogSink(
            .json, descriptor: pipe.fileHandleForWriting.fileDescriptor, linesPerSecond: 3)
        var logger = Logger(label: "test") { LogLines(label: $0, sink: sink, logLevel: .debug) }
        logger[metadataKey: "connector"] = "folder"
        for _ in 0..<10 { logger.info("again", metadata: ["n": "1"]) }
        logger.trace("too fine")
        // Returns when it is written: the process may end after it.
        logger.critical("the end")
        try pipe.fileHandleForWriting.close()
        let said = pipe.fileHandleForReading.readDataToEndOfFile()
        let lines = String(decoding: said, as: UTF8.self).split(separator: "\n")
        #expect(lines.count(where: { $0.contains("\"again\"") }) >= 3)
        #expect(lines.last?.contains("\"message\":\"the end\",\"connector\":\"folder\"") == true)
        #expect(!lines.contains { $0.contains("too fine") })
        #expect(sink.lines[.info, default: 0] + sink.suppressed == 10)
    }
}
