import Accounts
import Foundation
import Testing

/// What it takes to build the client.
private enum GoClient {
    static let library = "/usr/share/gocode/src/github.com/containerd/ttrpc"

    static let isBuildable: Bool = {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return FileManager.default.fileExists(atPath: library)
            && folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/go") }
    }()

    static let missing = Comment(
        "to test with Go's ttrpc client: apt-get install golang-go golang-github-containerd-ttrpc-dev"
    )
}

/// A ttrpc client that others wrote, unchanged: Go's, as Debian packages it.
@Suite(
    "A foreign ttrpc client", .enabled(if: Daemon.models != nil, Daemon.cannotRun),
    .enabled(if: GoClient.isBuildable, GoClient.missing))
struct ForeignTTRPCTests {
    private static let script =
        URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().path + "/Interop/ttrpc/run"

    @Test(
        "containerd's ttrpc client for Go works unchanged, with ALPN and without",
        .timeLimit(.minutes(5)))
    func unchanged() async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        let token = try #require(daemon.tokens["acme"]?[.admin])
        let (code, said) = try await run([
            "localhost:\(daemon.port)", daemon.directory + "/tls/ca.pem", token,
        ])
        #expect(code == 0, "\(said)")
        // Both doors' cases ran: an empty run may not pass.
        for door in ["ALPN ttrpc", "no ALPN"] {
            #expect(said.contains("ok      \(door): 200 calls at once"), "\(said)")
        }
    }

    /// The script's exit code and what it printed; waits off the cooperative pool.
    private func run(_ arguments: [String]) async throws -> (Int32, String) {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: Self.script)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = output
        try process.run()
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let said = output.fileHandleForReading.readDataToEndOfFile()
                process.waitUntilExit()
                continuation.resume(
                    returning: (process.terminationStatus, String(decoding: said, as: UTF8.self)))
            }
        }
    }
}
