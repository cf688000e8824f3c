internal import Foundation
internal import Histogram
internal import Messages
internal import Synchronization
internal import Wire

/// Calls that start when a Poisson clock says so, whether or not earlier ones have come back: what
/// a crowd of callers does who know nothing of each other. Each latency counts from the moment the
/// call was due, so whatever held it up, the generator included, shows.
struct OpenLoad: Sendable {
    /// Callers that a scenario is told of.
    private static let callers = 64

    let scenario: Scenario
    /// Calls per second, on average.
    let rate: Double
    let seconds: Double
    /// Names the run's conversations.
    let run: String

    struct Result: Sendable {
        /// Nanoseconds from when a call was due to its answer.
        var admitted = Self.histogram()
        /// The same, to its refusal.
        var refused = Self.histogram()
        /// Nanoseconds by which calls left the generator too late.
        var lag = Self.histogram()
        /// RESOURCE_EXHAUSTED without a hint when to come back.
        var withoutHint = 0
        /// Neither answered nor refused.
        var failed = 0
        var firstFailure: String?
        var elapsedSeconds = 0.0

        var goodput: Double { Double(admitted.totalCount) / elapsedSeconds }
        var refusedShare: Double {
            let all = admitted.totalCount + refused.totalCount
            return all == 0 ? 0 : Double(refused.totalCount) / Double(all)
        }

        /// From 1 µs to a minute, to three digits.
        private static func histogram() -> Histogram<UInt64> {
            Histogram(
                lowestDiscernibleValue: 1_000, highestTrackableValue: 60_000_000_000,
                numberOfSignificantValueDigits: .three)
        }
    }

    private final class Recorder: Sendable {
        private let state = Mutex(Result())

        func left(lag: UInt64) { state.withLock { _ = $0.lag.record(max(1_000, lag)) } }

        func answered(_ nanoseconds: UInt64) {
            state.withLock { _ = $0.admitted.record(max(1_000, nanoseconds)) }
        }

        func ended(_ nanoseconds: UInt64, _ status: Status) {
            state.withLock { result in
                if status.code == .resourceExhausted {
                    _ = result.refused.record(max(1_000, nanoseconds))
                    if status.retryInfo == nil { result.withoutHint += 1 }
                } else {
                    result.failed += 1
                    let failure = "\(status.code): \(status.message)"
                    result.firstFailure = result.firstFailure ?? failure
                }
            }
        }

        func result(elapsed: Double) -> Result {
            state.withLock { result in
                var copy = result
                copy.elapsedSeconds = elapsed
                return copy
            }
        }
    }

    /// Runs for `seconds`, and returns when the last call has ended.
    func run(on sessions: [Session]) async -> Result {
        let recorder = Recorder()
        let (ticks, clock) = AsyncStream<(Int, UInt64)>.makeStream()
        let pacer = Thread {
            keepTime {
                clock.yield(($0, $1))
            } finish: {
                clock.finish()
            }
        }
        let start = Monotonic.now()
        pacer.start()
        await withDiscardingTaskGroup { group in
            for await (index, due) in ticks {
                let session = sessions[index % sessions.count]
                group.addTask { await call(index, session, recorder, due: due) }
            }
        }
        return recorder.result(elapsed: max(seconds, Double(Monotonic.now() - start) / 1e9))
    }

    /// Ticks at exponentially distributed intervals, on a thread of its own.
    private func keepTime(_ tick: (Int, UInt64) -> Void, finish: () -> Void) {
        let start = Monotonic.now()
        var due = Double(start)
        let end = due + seconds * 1e9
        var index = 0
        while true {
            due += -log(Double.random(in: Double.leastNonzeroMagnitude..<1)) / rate * 1e9
            guard due < end else { break }
            Monotonic.sleep(until: UInt64(due))
            tick(index, UInt64(due))
            index += 1
        }
        finish()
    }

    private func call(
        _ index: Int, _ session: Session, _ recorder: Recorder, due: UInt64
    ) async {
        // As if so many callers took turns.
        let (own, caller) = index.quotientAndRemainder(dividingBy: Self.callers)
        let request = scenario.request(index, by: caller, own: own, run: run)
        let left = Monotonic.now()
        recorder.left(lag: left > due ? left - due : 0)
        do throws(Status) {
            _ = try await session.client.unary(
                request.service, request.method, request.payload, options: session.options)
            recorder.answered(Monotonic.now() - due)
        } catch {
            recorder.ended(Monotonic.now() - due, error)
        }
    }
}
