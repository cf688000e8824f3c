internal import ArgumentParser
internal import Training

/// Lists every text that a model sees, for an encoder that does not run here.
struct DataTexts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "texts",
        abstract: "List the texts that need a vector, each once, with their hashes.",
        discussion: """
            One line a text, {"hash", "text"}: cleaned as for the encoder. Make vectors of them elsewhere, and hand \
            them to `salesrl train --embeddings` (Docs/EMBEDDINGS.md has the recipe).

            Example:
              salesrl data texts own.jsonl --output texts.jsonl
            """)

    @Argument(help: ArgumentHelp("JSONL files in the training form.", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"))
    var output: String = "-"

    func run() async throws {
        let lines: [String]
        do throws(TrainingError) {
            lines = try TextList(files).lines
        } catch {
            throw Failure(error)
        }
        let sink = try Sink(path: output)
        try sink.write(lines)
        try sink.close()
    }
}
