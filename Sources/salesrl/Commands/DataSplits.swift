internal import ArgumentParser
internal import Training

/// Cuts a file into parts by conversation.
struct DataSplits: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split",
        abstract: "Cut a file into parts by conversation, outcomes spread evenly.",
        discussion: """
            The same seed gives the same parts. With --by, conversations that agree in a field (who sold, which \
            industry) stay together, so that a test holds strangers only.

            Examples:
              salesrl data split own.jsonl --output-directory parts
              salesrl data split own.jsonl --parts train=0.7,tune=0.1,test=0.2 --by industry --output-directory parts
            """)

    @Argument(help: ArgumentHelp("JSONL in the training form.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("Names and shares.", valueName: "name=share,…"))
    var parts: String = "train=0.8,test=0.2"

    @Option(help: ArgumentHelp("Where NAME.jsonl of each part goes.", valueName: "path"))
    var outputDirectory: String

    @Option(help: "Seed of the draw.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Keep together what agrees in this field.", valueName: "field"))
    var by: String?

    func run() async throws {
        do throws(TrainingError) {
            let split = try DataSplit(parts, seed: seed, groupField: by)
            for part in try split.write(file, into: outputDirectory) {
                Console.print("\(part.path): \(part.conversations) conversations")
            }
        } catch {
            throw Failure(error)
        }
    }
}
