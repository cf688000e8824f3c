internal import Foundation
internal import Training

/// Runs work that takes long and blocks on a thread of its own, never on Swift's cooperative pool.
func onOwnThread<Value: Sendable>(
    _ work: @escaping @Sendable () throws(TrainingError) -> Value
) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        let thread = Thread {
            let result = Result { () throws(TrainingError) in try work() }
            continuation.resume(
                with: result.mapError {
                    $0.code == .cancelled ? CancellationError() : Failure($0) as any Error
                })
        }
        thread.stackSize = 8 << 20
        thread.start()
    }
}
