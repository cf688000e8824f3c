internal import Foundation
internal import Histogram
internal import Messages

/// Finds what a daemon can do, gives it less and then twice as much, and sees what becomes of it.
struct OverloadTrial: Sendable {
    let scenario: Scenario
    /// Of each of the two long phases.
    let seconds: Double
    let run: String

    /// What was seen, in calls per second and milliseconds.
    struct Report: Encodable, Sendable {
        struct Phase: Encodable, Sendable {
            let offered, goodput: Double
            let p50, p99: Double
            let refusedShare: Double
            /// Nil where nobody was refused.
            let refusalP50, refusalP99, refusalMax: Double?
            /// By which calls left the generator too late.
            let generatorLagP99: Double
            let withoutHint, failed: Int
            let firstFailure: String?
        }
        let scenario: String
        /// Offered and goodput of each step up.
        let ramp: [[Double]]
        let peak: Double
        let at80, at200: Phase
        /// Seconds after the overload until a second looks like those before it; nil: not within
        /// ten.
        let recovery: Double?

        var p99Ratio: Double { at200.p99 / at80.p99 }
        var goodputRatio: Double { at200.goodput / peak }
        var keepsLatency: Bool { p99Ratio <= 2 }
        var keepsGoodput: Bool { goodputRatio >= 0.9 }
        var isGood: Bool {
            keepsLatency && keepsGoodput && at80.failed + at200.failed == 0
                && at200.withoutHint == 0
        }
    }

    /// Each step offers this much more than the last, until two in a row bring no more answers.
    private static let step = 1.2
    private static let stepsMax = 20
    /// Of each step: long enough that chance makes no peak, a few hundredths either way.
    private static func stepSeconds(_ rate: Double) -> Double { min(6, max(2, 1_000 / rate)) }

    func measure(_ sessions: [Session], say: (String) -> Void) async -> Report {
        let first = await guess(sessions)
        say("callers who wait for their answers: \(rounded(first))/s")
        let ramp = await climb(from: first, sessions, say)
        let peak = ramp.map { $0[1] }.max() ?? first
        // What was offered too much has to drain before the next phase.
        try? await Task.sleep(for: .seconds(1))
        let at80 = await phase(peak * 0.8, "l", sessions)
        let at200 = await phase(peak * 2, "h", sessions)
        let recovery = await recover(peak * 0.8, at80, sessions)
        return Report(
            scenario: scenario.rawValue, ramp: ramp, peak: peak, at80: at80, at200: at200,
            recovery: recovery)
    }

    /// Offered and answered at each step.
    private func climb(
        from first: Double, _ sessions: [Session], _ say: (String) -> Void
    ) async -> [[Double]] {
        var ramp: [[Double]] = []
        var rate = first * 0.8
        var peak = 0.0
        var without = 0
        while ramp.count < Self.stepsMax, without < 2 {
            let got = await load(rate, Self.stepSeconds(rate), "r\(ramp.count)").run(on: sessions)
            ramp.append([rate, got.goodput])
            say("  \(rounded(rate))/s offered: \(rounded(got.goodput))/s answered")
            without = got.goodput > peak * 1.02 ? 0 : without + 1
            peak = max(peak, got.goodput)
            rate *= Self.step
        }
        return ramp
    }

    private func rounded(_ rate: Double) -> Int { Int(rate.rounded()) }

    private func load(_ rate: Double, _ seconds: Double, _ name: String) -> OpenLoad {
        OpenLoad(scenario: scenario, rate: rate, seconds: seconds, run: run + name)
    }

    /// Calls per second of a few callers, after a second to get warm.
    private func guess(_ sessions: [Session]) async -> Double {
        func closed(_ seconds: Double, _ name: String) async -> Load.Result {
            await Load(
                scenario: scenario, rate: nil, inFlight: 4, seconds: seconds, run: run + name
            ).run(on: sessions)
        }
        _ = await closed(1, "w")
        return max(1, await closed(3, "g").callsPerSecond)
    }

    private func phase(
        _ rate: Double, _ name: String, _ sessions: [Session]
    ) async -> Report.Phase {
        let got = await load(rate, seconds, name).run(on: sessions)
        let wasRefused = got.refused.totalCount > 0
        return Report.Phase(
            offered: rate, goodput: got.goodput, p50: got.admitted.milliseconds(50),
            p99: got.admitted.milliseconds(99), refusedShare: got.refusedShare,
            refusalP50: wasRefused ? got.refused.milliseconds(50) : nil,
            refusalP99: wasRefused ? got.refused.milliseconds(99) : nil,
            refusalMax: wasRefused ? got.refused.milliseconds(100) : nil,
            generatorLagP99: got.lag.milliseconds(99), withoutHint: got.withoutHint,
            failed: got.failed, firstFailure: got.firstFailure)
    }

    /// A second is as before when next to none are refused and its p99 is at most half above.
    private func recover(
        _ rate: Double, _ before: Report.Phase, _ sessions: [Session]
    ) async -> Double? {
        for second in 1...10 {
            let got = await load(rate, 1, "n\(second)").run(on: sessions)
            if got.refusedShare <= max(0.02, before.refusedShare * 1.5),
                got.admitted.milliseconds(99) <= before.p99 * 1.5
            {
                return Double(second)
            }
        }
        return nil
    }
}

extension Histogram<UInt64> {
    fileprivate func milliseconds(_ percentile: Double) -> Double {
        Double(valueAtPercentile(percentile)) / 1e6
    }
}
