internal import ArgumentParser
internal import Messages

// The command line: a client of the daemon, and the bench on which models are made.
//
//   Commands/    one file a command; those on a store's file share one
//   Connection/  where the daemon is, who we are, and typed calls to it
//   Top/         what `salesrl top` shows
//   Output/      tables, progress, JSON lines, exit codes
//
// It holds no forecast of its own: what it prints came from a daemon (or, in `train`, from
// Training).

@main
struct Salesrl: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "salesrl",
        abstract: "Forecasts of sales conversations, from a salesrld of your own.",
        discussion: """
            A first walk:

              salesrl init                         make a data directory with keys and tokens
              salesrld --config .salesrl/salesrld.yaml
              salesrl ask call.txt                 score one transcript, turn by turn
              salesrl score --input calls.jsonl    score many, as JSON lines

            Every command takes --json. Exit codes: 0 done, 64 wrong arguments, 65 bad data, 66 no such \
            input, 69 the daemon cannot be reached, 70 the daemon failed, 75 try again later, 77 refused, \
            78 wrong configuration.

            Completions: salesrl --generate-completion-script bash|zsh|fish
            """,
        version: Product.version,
        subcommands: [
            Init.self, Ask.self, Score.self, Watch.self, Info.self, Top.self, Simulate.self,
            Train.self, Evaluate.self, MoveTools.self, DataTools.self, Bench.self, Verify.self,
            Backup.self,
            Restore.self, TenantTools.self, TokenTools.self, RoleTools.self, QuotaTools.self,
            ConnectorTools.self, SecretTools.self, GraphTools.self,
            Export.self, Erase.self, AuditTools.self, ConversationTools.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            Failure.exit(for: error)
        }
    }
}
