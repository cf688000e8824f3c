internal import Foundation
internal import Histogram
internal import Messages
internal import Synchronization
internal import Wire

/// Sends calls at a daemon and measures how long each takes.
///
/// With a rate the load is open: calls start when the clock says so, whether or not earlier ones
/// have come back, and each latency counts from the moment the call was due. So a stall of the
/// server shows in full. Without one, `inFlight` callers each send their next call when the last
/// has come back.
struct Load: Sendable {
    let scenario: Scenario
    /// Calls per second; nil for as fast as `inFlight` callers can.
    let rate: Double?
    let inFlight: Int
    let seconds: Double
    let run: String

    struct Result: Sendable {
        var latencies: Histogram<UInt64>
        var failed: Int
        var firstFailure: String?
        var elapsedSeconds: Double

        var answered: Int { Int(latencies.totalCount) }
        var callsPerSecond: Double { Double(answered) / elapsedSeconds }

        /// Milliseconds.
        func latency(_ percentile: Double) -> Double {
            Double(latencies.valueAtPercentile(percentile)) / 1e6
        }
    }

    /// Latencies in nanoseconds, from 1 µs to a minute, to three digits.
    private final class Recorder: Sendable {
        private let state = Mutex(
            Result(
                latencies: Histogram<UInt64>(
                    lowestDiscernibleValue: 1_000, highestTrackableValue: 60_000_000_000,
                    numberOfSignificantValueDigits: .three),
                failed: 0, elapsedSeconds: 0))

        private let next = Atomic<Int>(0)

        func nextIndex() -> Int { next.wrappingAdd(1, ordering: .relaxed).oldValue }

        func record(_ nanoseconds: UInt64, _ failure: Status?) {
            state.withLock { result in
                if let failure {
                    result.failed += 1
                    if result.firstFailure == nil {
                        result.firstFailure = "\(failure.code): \(failure.message)"
                    }
                } else {
                    _ = result.latencies.record(max(1_000, nanoseconds))
                }
            }
        }

        func result(elapsed: UInt64) -> Result {
            state.withLock { result in
                var copy = result
                copy.elapsedSeconds = Double(elapsed) / 1e9
                return copy
            }
        }
    }

    func run(on sessions: [Session]) async -> Result {
        let recorder = Recorder()
        let start = now()
        if let rate {
            await open(rate: rate, sessions, recorder, start: start)
        } else {
            await closed(sessions, recorder, start: start)
        }
        return recorder.result(elapsed: now() - start)
    }

    private func closed(_ sessions: [Session], _ recorder: Recorder, start: UInt64) async {
        let end = start + UInt64(seconds * 1e9)
        await withDiscardingTaskGroup { group in
            for caller in 0..<inFlight {
                let session = sessions[caller % sessions.count]
                group.addTask {
                    var own = 0
                    while now() < end {
                        let request = scenario.request(
                            recorder.nextIndex(), by: caller, own: own, run: run)
                        own += 1
                        await call(request, session, recorder, due: nil)
                    }
                }
            }
        }
    }

    private func open(
        rate: Double, _ sessions: [Session], _ recorder: Recorder, start: UInt64
    ) async {
        let total = Int(rate * seconds)
        let (ticks, clock) = AsyncStream<(Int, UInt64)>.makeStream()
        // A thread of its own keeps time: the cooperative pool may not sleep this precisely.
        let pacer = Thread {
            for index in 0..<total {
                let due = start + UInt64(Double(index) / rate * 1e9)
                sleep(until: due)
                clock.yield((index, due))
            }
            clock.finish()
        }
        pacer.start()
        await withDiscardingTaskGroup { group in
            for await (index, due) in ticks {
                let session = sessions[index % sessions.count]
                let request = scenario.request(index, by: 0, own: index, run: run)
                group.addTask { await call(request, session, recorder, due: due) }
            }
        }
    }

    private func call(
        _ request: Scenario.Request, _ session: Session, _ recorder: Recorder, due: UInt64?
    ) async {
        let began = due ?? now()
        do throws(Status) {
            _ = try await session.client.unary(
                request.service, request.method, request.payload, options: session.options)
            recorder.record(now() - began, nil)
        } catch {
            recorder.record(0, error)
        }
    }
}

/// Nanoseconds of the monotonic clock.
private func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

private func sleep(until due: UInt64) {
    var time = timespec(
        tv_sec: Int(due / 1_000_000_000), tv_nsec: Int(due % 1_000_000_000))
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil)
}
