import Foundation
import TestSupport
import Testing

@testable import salesrl

@Suite("Where output goes")
struct SinkTests {
    @Test("A pipe is written to and stays a pipe", .timeLimit(.minutes(1)))
    func pipe() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/pipe"
        #expect(mkfifo(path, 0o600) == 0)
        let read = Task.detached { () -> String in
            await withCheckedContinuation { continuation in
                Thread.detachNewThread {
                    let data = FileHandle(forReadingAtPath: path)?.readDataToEndOfFile()
                    continuation.resume(returning: String(decoding: data ?? Data(), as: UTF8.self))
                }
            }
        }
        await withCheckedContinuation { continuation in
            // Opening a pipe waits for its reader.
            Thread.detachNewThread {
                if let sink = try? Sink(path: path) {
                    try? sink.write(["one", "two"])
                    try? sink.close()
                }
                continuation.resume()
            }
        }
        #expect(await read.value == "one\ntwo\n")
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    }

    @Test("A file appears under its name only when it is whole")
    func file() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/lines"
        let sink = try Sink(path: path)
        try sink.write(["one"])
        #expect(!FileManager.default.fileExists(atPath: path))
        try sink.close()
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "one\n")
    }
}
