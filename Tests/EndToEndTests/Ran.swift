import Foundation

/// The exit code of a program, and what it printed; waits off the cooperative pool.
func ran(_ path: String, _ arguments: [String]) async throws -> (Int32, String) {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let running = process
    let pipe = output
    return await withCheckedContinuation { continuation in
        Thread.detachNewThread {
            let said = pipe.fileHandleForReading.readDataToEndOfFile()
            running.waitUntilExit()
            continuation.resume(
                returning: (running.terminationStatus, String(decoding: said, as: UTF8.self)))
        }
    }
}
