internal import Foundation

/// A program that a test runs beside itself.
package enum Tool {
    package struct Outcome: Sendable {
        package let status: Int32
        package let output: [UInt8]
        package let errors: String
    }

    /// Where a program lies on PATH; nil where it is not installed.
    package static func path(_ name: String) -> String? {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return folders.split(separator: ":").map { "\($0)/\(name)" }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    /// Runs a program to its end. Input and output go through files, so that no pipe can fill.
    package static func run(
        _ program: String, _ arguments: [String], input: [UInt8] = []
    ) async throws -> Outcome {
        let folder = try TemporaryFolder()
        let files = ["in", "out", "err"].map { URL(fileURLWithPath: "\(folder.path)/\($0)") }
        for file in files { try Data().write(to: file) }
        try Data(input).write(to: files[0])
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in done.resume() }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                done.resume(throwing: error)
            }
        }
        return Outcome(
            status: process.terminationStatus, output: [UInt8](try Data(contentsOf: files[1])),
            errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
    }
}

/// A folder that is removed when the value is.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("salesrl-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
