internal import ArgumentParser
internal import Foundation
internal import Messages

/// Prints forecasts of live conversations as they are made.
struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Follow live conversations of your tenant.",
        discussion: """
            Prints one line a forecast until Ctrl-C. When the terminal is slow, each line is the latest of its \
            conversation, and says how many were skipped.

            Examples:
              salesrl watch
              salesrl watch call-4711 --json
            """)

    @OptionGroup var connection: ConnectionOptions

    @Flag(help: "One JSON object a line.")
    var json = false

    @Argument(help: "A conversation's id; all of the tenant's when left out.")
    var conversation: String = ""

    func run() async throws {
        let session = try await Session.open(connection)
        if !json { Console.error("watching; Ctrl-C ends it") }
        try await session.watch(conversation: conversation) { id, forecast, conflated in
            if json {
                var line = ForecastLine(forecast, id: id)
                line.conflated = conflated
                Console.print(try line.jsonLine())
            } else {
                Console.print(Self.line(id, forecast, conflated))
            }
        }
    }

    private static func line(_ id: String, _ forecast: Forecast, _ conflated: Int) -> String {
        let turn = forecast.isClosing ? " end" : "turn \(forecast.turn)"
        let reason = forecast.reasons.first.map { "  \($0.text)" } ?? ""
        let skipped = conflated > 0 ? "  (\(conflated) skipped)" : ""
        let probability = Int((forecast.probability * 100).rounded())
        return padded(id, to: 28) + "  " + padded(turn, to: 9) + "  \(probability) %" + reason
            + skipped
    }
}
