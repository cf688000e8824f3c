internal import ArgumentParser
internal import Foundation

/// What a daemon does when it gets twice as much as it can do.
struct BenchOverload: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "overload",
        abstract: "Offer a running daemon twice what it can do, and see whom it serves.",
        discussion: """
            Calls arrive by a Poisson clock, whether or not earlier ones have been answered, and latencies count \
            from when a call was due. First the peak is found, in steps; then 80 % and 200 % of it are offered.

            Exit code 0: at 200 % the p99 of those admitted is at most twice that at 80 %, goodput is at least 90 % \
            of the peak, nothing failed, and every refusal said when to come back. Else 70.

            Give the daemon and this command processors of their own (Benchmarks/overload/run does): a load that \
            takes the daemon's processor measures itself.
            """)

    @OptionGroup var connection: ConnectionOptions

    @Option(help: "turn, cached or calls.")
    var scenario: Scenario = .cached

    @Option(help: ArgumentHelp("Connections to spread the calls over.", valueName: "count"))
    var connections: Int = 4

    @Option(help: "How long each of the two loads lasts.")
    var seconds: Double = 8

    @Flag(help: "One JSON object instead of a table.")
    var json = false

    func validate() throws {
        guard (1...600).contains(seconds) else {
            throw ValidationError("--seconds is \(seconds); it must be between 1 and 600")
        }
        guard (1...256).contains(connections) else {
            throw ValidationError("--connections must be 1 to 256")
        }
    }

    func run() async throws {
        var sessions: [Session] = []
        for _ in 0..<connections { sessions.append(try await Session.open(connection)) }
        let run = "o" + String(UInt32.random(in: 0 ... .max), radix: 36)
        let trial = OverloadTrial(scenario: scenario, seconds: seconds, run: run)
        let report = await trial.measure(sessions) { if !json { Console.error($0) } }
        for session in sessions { await session.close() }
        if json {
            Console.print(try report.jsonLine())
        } else {
            print(report)
        }
        guard report.isGood else {
            let failure = report.at200.firstFailure ?? report.at80.firstFailure
            throw Failure(
                .failed,
                "overload was not held off" + (failure.map { "; a call failed: \($0)" } ?? ""))
        }
    }

    private func print(_ report: OverloadTrial.Report) {
        Console.print(String(format: "%@: peak %.0f/s", report.scenario, report.peak))
        Console.print(line("80 %", report.at80))
        Console.print(line("200 %", report.at200))
        func verdict(_ isGood: Bool) -> String { isGood ? "yes" : "NO" }
        Console.print(
            String(
                format: "  p99 of admitted, 200 %% to 80 %%: %.2f (at most 2: %@)", report.p99Ratio,
                verdict(report.keepsLatency)))
        Console.print(
            String(
                format: "  goodput, 200 %% to peak: %.2f (at least 0.9: %@)", report.goodputRatio,
                verdict(report.keepsGoodput)))
        if let slow = report.at200.refusalP99 {
            Console.print(
                String(format: "  refusals within 10 ms (p99): %@", verdict(slow <= 10)))
        }
        let recovery = report.recovery.map { String(format: "%.0f s", $0) } ?? "not within 10 s"
        Console.print("  as before after: \(recovery)")
    }

    private func line(_ name: String, _ phase: OverloadTrial.Report.Phase) -> String {
        var text = String(
            format: "  %-5@ %6.0f/s offered, %6.0f/s answered, ms: p50 %.2f  p99 %.2f;"
                + " generator late by p99 %.2f",
            name, phase.offered, phase.goodput, phase.p50, phase.p99, phase.generatorLagP99)
        if let p50 = phase.refusalP50, let p99 = phase.refusalP99, let max = phase.refusalMax {
            text += String(
                format: "\n        %.1f %% refused, ms: p50 %.2f  p99 %.2f  max %.2f",
                phase.refusedShare * 100, p50, p99, max)
        }
        if phase.failed > 0 { text += "\n        \(phase.failed) failed" }
        return text
    }
}
