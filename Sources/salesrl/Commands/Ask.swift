internal import ArgumentParser
internal import Conversations
internal import Messages

/// Scores one transcript and shows it turn by turn.
struct Ask: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Score one transcript, turn by turn.",
        discussion: """
            The transcript is plain text, one turn a line ("Rep: …", "Customer: …"), or one JSON object \
            {"id", "turns": [{"speaker", "text"}]}.

            Examples:
              salesrl ask call.txt
              pbpaste | salesrl ask
              salesrl ask --json call.txt | jq .probability
            """)

    @OptionGroup var connection: ConnectionOptions

    @Flag(help: "One JSON object a line instead of a table.")
    var json = false

    @Argument(help: "The transcript; - is standard input.")
    var file: String = "-"

    func run() async throws {
        let (id, turns) = try Transcripts.one(from: Inputs.text(of: file), named: file)
        let session = try await Session.open(connection)
        let scored: Session.Scored
        do {
            scored = try await session.score(id: id, turns: turns)
        } catch {
            throw Failure(error, doing: file)
        }
        await session.close()
        if json {
            for forecast in scored.forecasts + [scored.closing].compactMap({ $0 }) {
                Console.print(try ForecastLine(forecast, id: id).jsonLine())
            }
        } else {
            let table = ForecastTable(
                turns: turns, forecasts: scored.forecasts, closing: scored.closing,
                width: Console.width)
            for line in table.lines() { Console.print(line) }
        }
    }
}
