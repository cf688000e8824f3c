internal import ArgumentParser
internal import Foundation
internal import Messages

/// Measures a running daemon from outside.
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure a running daemon: latency percentiles and rate.",
        discussion: """
            Scenarios: turn (a live turn with new words: the encoder runs), cached (its words are in the embedding \
            cache), events (the same from 64 writers with conversations of their own: acknowledged events a second), \
            calls (the smallest call there is).

            With --rate the load is open: latencies count from when a call was due, so a stall shows in full. \
            Without, --in-flight callers send as fast as they are answered.

            With --server-pid, the daemon's processor time per call is read from the kernel. With --folder, the disk's own \
            syncs a second are measured there, before and after: name the folder of the store.

            Examples:
              salesrl bench turn --rate 50 --seconds 5
              salesrl bench cached --in-flight 1
              salesrl bench events --server-pid "$(pidof salesrld)" --folder .salesrl
              salesrl bench calls --door grpc --in-flight 64 --server-pid "$(pidof salesrld)"
            """)

    @OptionGroup var connection: ConnectionOptions

    @Argument(help: "turn, cached, events or calls.")
    var scenario: Scenario

    @Option(help: ArgumentHelp("Calls per second, open loop.", valueName: "rate"))
    var rate: Double?

    @Option(
        help: ArgumentHelp(
            "Callers that wait for their answer, closed loop. (default: 1; 64 of events)",
            valueName: "count"))
    var inFlight: Int?

    @Option(
        help: ArgumentHelp(
            "Connections to spread the calls over. (default: 1; one a writer of events)",
            valueName: "count"))
    var connections: Int?

    @Option(help: "How long to measure.")
    var seconds: Double = 5

    @Option(help: ArgumentHelp("Process whose processor time to count.", valueName: "pid"))
    var serverPid: Int32?

    @Option(help: ArgumentHelp("Folder whose disk to time.", valueName: "folder"))
    var folder: String?

    @Flag(help: "One JSON object instead of a table.")
    var json = false

    func validate() throws {
        guard (0.1...600).contains(seconds) else {
            throw ValidationError("--seconds is \(seconds); it must be between 0.1 and 600")
        }
        guard (1...4096).contains(callers), (1...256).contains(links) else {
            throw ValidationError("--in-flight must be 1 to 4096 and --connections 1 to 256")
        }
        if let rate, !(0.1...1_000_000).contains(rate) {
            throw ValidationError("--rate is \(rate); it must be between 0.1 and 1000000")
        }
        if rate != nil, scenario == .events {
            throw ValidationError("events come from writers that wait for their answer; no --rate")
        }
    }

    private var callers: Int { inFlight ?? (scenario == .events ? 64 : 1) }
    private var links: Int { connections ?? (scenario == .events ? min(callers, 256) : 1) }

    func run() async throws {
        var sessions: [Session] = []
        for _ in 0..<links { sessions.append(try await Session.open(connection)) }
        let run = String(UInt32.random(in: 0 ... .max), radix: 36)
        _ = await load(seconds: min(1, seconds), run: run + "w").run(on: sessions)

        let disk = try folder.map(DiskTime.init)
        let before = (server: serverPid.flatMap(processorSeconds), own: clock())
        let result = await load(seconds: seconds, run: run).run(on: sessions)
        let own = Double(clock() - before.own) / Double(CLOCKS_PER_SEC)
        let used = serverPid.flatMap(processorSeconds).flatMap { after in
            before.server.map { after - $0 }
        }
        for session in sessions { await session.close() }
        try report(result, serverSeconds: used, ownSeconds: own, disk: try disk?.again())
        if result.failed > 0 {
            throw Failure(.failed, "\(result.failed) calls failed: \(result.firstFailure ?? "")")
        }
    }

    private func load(seconds: Double, run: String) -> Load {
        Load(scenario: scenario, rate: rate, inFlight: callers, seconds: seconds, run: run)
    }

    private struct Report: Encodable {
        let scenario, door: String
        let rate: Double?
        let inFlight, connections, answered, failed: Int
        let callsPerSecond, p50Milliseconds, p90Milliseconds, p99Milliseconds: Double
        let p999Milliseconds, maxMilliseconds: Double
        let serverMicrosecondsPerCall: Double?
        let clientMicrosecondsPerCall: Double
        let diskSyncsPerSecond: Double?
    }

    private func report(
        _ result: Load.Result, serverSeconds: Double?, ownSeconds: Double, disk: Double?
    ) throws {
        let report = Report(
            scenario: scenario.rawValue, door: connection.door.rawValue, rate: rate,
            inFlight: callers, connections: links, answered: result.answered,
            failed: result.failed, callsPerSecond: result.callsPerSecond,
            p50Milliseconds: result.latency(50), p90Milliseconds: result.latency(90),
            p99Milliseconds: result.latency(99), p999Milliseconds: result.latency(99.9),
            maxMilliseconds: result.latency(100),
            serverMicrosecondsPerCall: serverSeconds.map {
                $0 * 1e6 / Double(max(1, result.answered))
            },
            clientMicrosecondsPerCall: ownSeconds * 1e6 / Double(max(1, result.answered)),
            diskSyncsPerSecond: disk)
        if json { return Console.print(try report.jsonLine()) }
        let load = rate.map { "\($0) calls/s, open loop" } ?? "\(callers) in flight"
        Console.print(
            "\(report.scenario), \(report.door) door, \(report.connections) connection(s), \(load)")
        Console.print(String(format: "  %d calls, %.0f/s", report.answered, report.callsPerSecond))
        Console.print(
            String(
                format: "  ms: p50 %.3f  p90 %.3f  p99 %.3f  p99.9 %.3f  max %.3f",
                report.p50Milliseconds, report.p90Milliseconds, report.p99Milliseconds,
                report.p999Milliseconds, report.maxMilliseconds))
        if let cpu = report.serverMicrosecondsPerCall {
            Console.print(
                String(
                    format: "  processor a call: server %.1f µs, this side %.1f µs", cpu,
                    report.clientMicrosecondsPerCall))
        }
        if let syncs = report.diskSyncsPerSecond {
            Console.print(String(format: "  the disk alone: %.0f syncs/s", syncs))
        }
    }
}

/// Processor time that a process has used, user and system, from /proc.
private func processorSeconds(of pid: Int32) -> Double? {
    guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
        let end = stat.lastIndex(of: ")")
    else { return nil }
    let fields = stat[stat.index(after: end)...].split(separator: " ")
    // Fields 14 and 15 of proc(5), counted here from field 3.
    guard fields.count > 13, let user = Double(fields[11]), let system = Double(fields[12]) else {
        return nil
    }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
}
