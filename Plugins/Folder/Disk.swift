internal import Dispatch

/// Runs what waits for the disk on a thread that may wait.
enum Disk {
    private static let queue = DispatchQueue(label: "salesrl.folder.disk")

    static func run<Answer: Sendable>(
        _ work: @escaping @Sendable () throws -> Answer
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }
}
