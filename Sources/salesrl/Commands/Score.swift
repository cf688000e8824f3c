internal import ArgumentParser
internal import Conversations
internal import Foundation
internal import Messages
internal import Predictions

/// Scores many conversations, through the daemon or in this process; answers in the order of the
/// input.
struct Score: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Score conversations from a JSONL file.",
        discussion: """
            Input: one conversation a line, {"id", "turns": [{"speaker": "rep"|"customer", "text"}]}.
            Output: one line a turn, {"id", "turn", "probability", "confidence", "labels90", "abstain"} (the last two \
            where the model knows), and one with "turn": "end" for \
            the forecast after closing.

            A line that cannot be scored is reported with its number; the others are scored all the same, and \
            the exit code is 65.

            With --local a model file scores here, without a daemon, on all processors; the numbers are the same.

            Examples:
              salesrl score --input calls.jsonl --output forecasts.jsonl
              salesrl score --door grpc < calls.jsonl > forecasts.jsonl
              salesrl score --local --model own.srl --input calls.jsonl --output forecasts.jsonl
            """)

    @OptionGroup var connection: ConnectionOptions

    @Option(help: ArgumentHelp("Conversations, JSONL; - is standard input.", valueName: "file"))
    var input: String = "-"

    @Option(help: ArgumentHelp("Forecasts, JSONL; - is standard output.", valueName: "file"))
    var output: String = "-"

    @Option(help: ArgumentHelp("Conversations in flight at once.", valueName: "count"))
    var inFlight: Int = 16

    @Flag(help: "Whole forecasts (reasons, band, next step) instead of the short lines.")
    var json = false

    @Flag(help: "Score in this process with --model; no daemon is asked.")
    var local = false

    @Flag(help: "With --local: let the model's student forecast instead of its members.")
    var student = false

    @OptionGroup var engine: LocalEngine

    func validate() throws {
        guard (1...256).contains(inFlight) else {
            throw ValidationError("--in-flight is \(inFlight); it must be between 1 and 256")
        }
        guard local == (engine.model != nil) else {
            throw ValidationError("--local and --model go together")
        }
        guard local || !student else {
            throw ValidationError("--student goes with --local; a daemon has model.voice")
        }
        guard !local || !json else {
            throw ValidationError(
                "--json needs the daemon: reasons and next steps come from its playbook")
        }
    }

    func run() async throws {
        let lines = try Inputs.lines(of: input)
        guard !lines.isEmpty else { throw Failure(.badData, "\(input) holds no conversation") }
        if let model = engine.model {
            return try await ScoreLocally(
                model: model, engine: engine, voice: student ? .student : .members,
                source: input, output: output
            ).run(lines)
        }
        let session = try await Session.open(connection)
        let bar = ProgressBar("scoring", total: lines.count)
        let sink = try Sink(path: output)
        var refused = 0
        let source = input
        let full = json

        try await withThrowingTaskGroup(of: (Int, Result<[String], Failure>).self) { group in
            var next = 0
            var written = 0
            var waiting: [Int: Result<[String], Failure>] = [:]
            func launch() {
                guard next < lines.count else { return }
                let index = next
                let line = lines[index]
                next += 1
                group.addTask {
                    let place = "\(source):\(line.number)"
                    return (index, await Self.answer(line.text, place, session, full: full))
                }
            }
            for _ in 0..<inFlight { launch() }
            while let (index, result) = try await group.next() {
                launch()
                bar.advance()
                waiting[index] = result
                while let ready = waiting.removeValue(forKey: written) {
                    written += 1
                    switch ready {
                    case .success(let lines): try sink.write(lines)
                    case .failure(let failure):
                        guard failure.code == .badData else { throw failure }
                        refused += 1
                        bar.finish()
                        Console.error("salesrl: \(failure.reason)")
                    }
                }
            }
        }
        bar.finish()
        try sink.close()
        await session.close()
        if refused > 0 {
            throw Failure(.badData, "\(refused) of \(lines.count) conversations were not scored")
        }
    }

    private static func answer(
        _ line: Substring, _ place: String, _ session: Session, full: Bool
    ) async -> Result<[String], Failure> {
        do {
            let (id, turns) = try Transcripts.conversation(line, at: place)
            let scored = try await session.score(id: id, turns: turns)
            let forecasts = scored.forecasts + [scored.closing].compactMap { $0 }
            return .success(
                try forecasts.map {
                    full
                        ? try ForecastLine($0, id: id).jsonLine()
                        : try ScoreLine($0, id: id).jsonLine()
                })
        } catch let status as Status {
            return .failure(Failure(status, doing: place))
        } catch let failure as Failure {
            return .failure(failure)
        } catch {
            return .failure(Failure(.failed, "\(place): \(error)"))
        }
    }
}
