internal import ArgumentParser
internal import Training

/// Reads transcripts as other programs write them, and writes the training form.
struct DataImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make the training form from CSV or JSONL.",
        discussion: """
            Tables (.csv, .tsv) hold one row a turn (columns for id, speaker, text, and converted on any row) or one \
            row a conversation (id, transcript, converted). JSON lines may have other field names than ours, and \
            paths: --map converted=deal.won. Columns with usual names are found without --map.

            Who is the representative is told by the role's name; else by who talks in more conversations; else it is \
            who speaks first. --representative and --customer settle it.

            What cannot be read is listed with file and line, and nothing is written unless --skip-bad is given.

            Examples:
              salesrl data import calls.csv --output own.jsonl
              salesrl data import export.jsonl --map turns=messages --map speaker=from --map text=body \
            --map converted=deal.stage --won won --lost lost --skip-open --output own.jsonl
            """)

    @Argument(help: ArgumentHelp("CSV, TSV or JSONL files.", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"))
    var output: String = "-"

    @Option(help: ArgumentHelp("Which column means what.", valueName: "meaning=column"))
    var map: [String] = []

    @Option(help: ArgumentHelp("A word for \"converted\"; may be repeated.", valueName: "word"))
    var won: [String] = []

    @Option(help: ArgumentHelp("A word for \"did not convert\".", valueName: "word"))
    var lost: [String] = []

    @Option(help: ArgumentHelp("A speaker on the selling side.", valueName: "name"))
    var representative: [String] = []

    @Option(help: ArgumentHelp("A speaker on the buying side.", valueName: "name"))
    var customer: [String] = []

    @Flag(help: "Leave out conversations whose outcome is not known.")
    var skipOpen = false

    @Flag(help: "Leave out what cannot be read, and write the rest.")
    var skipBad = false

    /// Refusals that are shown; the rest are counted.
    private static let shown = 20

    func run() async throws {
        var settings = ConversationImport()
        let found: ConversationImport.Found
        do throws(TrainingError) {
            settings.mapping = try ColumnMapping(map)
            settings.mapping.won.formUnion(won.map { $0.lowercased() })
            settings.mapping.lost.formUnion(lost.map { $0.lowercased() })
            settings.representatives = representative
            settings.customers = customer
            settings.skipsOpen = skipOpen
            let (ready, paths) = (settings, files)
            found = try ready.read(paths)
        } catch {
            throw Failure(error)
        }
        for refusal in found.refusals.prefix(Self.shown) { Console.error("salesrl: \(refusal)") }
        let more = found.refusals.count - Self.shown
        if more > 0 { Console.error("salesrl: and \(more) more") }
        guard found.refusals.isEmpty || skipBad else {
            throw Failure(
                .badData,
                "\(found.refusals.count) of the rows or conversations cannot be read; nothing was "
                    + "written. --skip-bad leaves them out")
        }
        guard !found.lines.isEmpty else { throw Failure(.badData, "no conversation was found") }
        let sink = try Sink(path: output)
        try sink.write(found.lines)
        try sink.close()
        let open = found.open > 0 ? ", \(found.open) open ones left out" : ""
        Console.error(
            "\(found.lines.count) conversations, \(found.turns) turns, \(found.converted) "
                + "converted\(open)")
    }
}
