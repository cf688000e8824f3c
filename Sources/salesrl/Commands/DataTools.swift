internal import ArgumentParser

/// Makes, cuts and inspects files of conversations.
struct DataTools: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data",
        abstract: "Import transcripts, split them, and look for leaks before training.",
        discussion: """
            The training form is one conversation a line, {"id", "turns": [{"speaker", "text", "at"?}], "converted"}.

            Examples:
              salesrl data import crm.csv --map converted=Stage --won "closed won" --output own.jsonl
              salesrl data split own.jsonl --parts train=0.8,test=0.2 --output-directory parts
              salesrl data report parts/train.jsonl parts/test.jsonl
            """,
        subcommands: [DataImport.self, DataSplits.self, DataReports.self, DataTexts.self])
}
