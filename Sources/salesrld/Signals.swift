internal import Dispatch
internal import Foundation

/// Signals as a stream, in the order in which they arrive.
final class Signals: Sendable {
    let arriving: AsyncStream<Int32>
    /// Held, and never touched again, so that they go on working.
    nonisolated(unsafe) private let sources: [any DispatchSourceSignal]

    init(_ numbers: [Int32] = [SIGTERM, SIGINT, SIGHUP]) {
        let (stream, continuation) = AsyncStream<Int32>.makeStream(
            bufferingPolicy: .bufferingOldest(16))
        arriving = stream
        // A peer that closes its socket is an error of that write, not the end of the daemon.
        signal(SIGPIPE, SIG_IGN)
        let queue = DispatchQueue(label: "salesrld.signals")
        sources = numbers.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { continuation.yield(number) }
            source.resume()
            return source
        }
    }
}
