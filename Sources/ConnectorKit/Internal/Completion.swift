internal import CConnector

/// A task that waits for a C completion.
final class Completion: Sendable {
    private typealias Answer = Result<[UInt8], ConnectorError>
    private let continuation: CheckedContinuation<Answer, Never>

    private init(_ continuation: CheckedContinuation<Answer, Never>) {
        self.continuation = continuation
    }

    /// Makes `call` with a completion and its context, and waits for what it is completed with.
    static func wait(
        _ call: (salesrl_completion, UnsafeMutableRawPointer) -> salesrl_result
    ) async throws(ConnectorError) -> [UInt8] {
        let answer: Answer = await withCheckedContinuation { continuation in
            // The completion takes this reference; where there is to be none, we do.
            let context = Unmanaged.passRetained(Completion(continuation)).toOpaque()
            let result = call(done, context)
            if result != 0 {
                Unmanaged<Completion>.fromOpaque(context).takeRetainedValue()
                    .resume(result, [])
            }
        }
        return try answer.get()
    }

    private static let done: salesrl_completion = { context, result, reply in
        guard let context else { return }
        Unmanaged<Completion>.fromOpaque(context).takeRetainedValue()
            .resume(result, Array(copying: reply))
    }

    private func resume(_ result: salesrl_result, _ reply: [UInt8]) {
        guard result != 0 else { return continuation.resume(returning: .success(reply)) }
        let code = ConnectorError.Code(number: result)
        let reason = reply.isEmpty ? code.sentence : String(decoding: reply, as: UTF8.self)
        continuation.resume(returning: .failure(ConnectorError(code, reason)))
    }
}

extension ConnectorError.Code {
    fileprivate var sentence: String {
        switch self {
        case .refused: "refused"
        case .tryAgain: "too much is under way; try again"
        case .notFound: "there is nothing of that name"
        case .invalid: "an argument is not what it should be"
        case .stopping: "the connector is being stopped"
        default: "the daemon answered with code \(number)"
        }
    }
}
