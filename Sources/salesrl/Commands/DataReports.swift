internal import ArgumentParser
internal import Foundation
internal import Training

/// Says what files hold and what could flatter a model that is trained on them.
struct DataReports: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Class balance, lengths, near-duplicates across files, and leakage probes.",
        discussion: """
            Give the parts of a split together: what is nearly the same in two of them is counted. The probes are \
            small regressions on words or lengths; Docs/EVALUATION.md says how to read them.

            Examples:
              salesrl data report own.jsonl
              salesrl data report parts/train.jsonl parts/test.jsonl --meaning
            """)

    @Argument(help: ArgumentHelp("JSONL files in the training form.", valueName: "file"))
    var files: [String]

    @Flag(help: "Also compare conversations by the mean of their sentence vectors.")
    var meaning = false

    @OptionGroup var vectors: VectorOptions

    @Option(help: "Seed of the folds and permutations.")
    var seed: UInt64 = 1

    @Option(help: "Threads to compute on.")
    var threads: Int = ProcessInfo.processInfo.activeProcessorCount

    @Flag(help: "The report as one JSON object instead of words.")
    var json = false

    func run() async throws {
        let embedder = meaning ? try vectors.embedder() : nil
        let (files, seed, threads) = (files, seed, threads)
        let report = try await onOwnThread { () throws(TrainingError) in
            try DataReport(files, seed: seed, threads: threads, embedder: embedder)
        }
        if json { return Console.print(try report.jsonLine()) }
        for file in report.files { Self.show(file) }
        Console.print("")
        Console.print("ids in two files: \(report.sharedIDs)")
        Console.print("near-duplicates across files: \(report.across)")
        Console.print("near-duplicates within a file: \(report.within)")
        if let byMeaning = report.acrossByMeaning {
            Console.print("the same by meaning across files: \(byMeaning)")
        } else if meaning {
            Console.print(
                "the same by meaning: not counted, more than \(DataReport.cosineMost) conversations"
            )
        }
        for pair in report.examples {
            Console.print(
                String(format: "  %.2f  ", pair.similarity) + "\(pair.first)  \(pair.second)")
        }
    }

    private static func show(_ file: DataReport.File) {
        let share = 100 * Double(file.converted) / Double(max(file.conversations, 1))
        Console.print("\(file.path)")
        Console.print(
            "  \(file.conversations) conversations, \(file.turns) turns, \(file.converted) converted "
                + String(format: "(%.1f %%)", share))
        let lengths = file.lengths.map(String.init).joined(separator: " / ")
        Console.print(
            "  turns: least / quartiles / most \(lengths); median \(file.medianConverted) where "
                + "converted, \(file.medianLost) where not")
        for probe in file.probes.probes {
            var range = ""
            if let low = probe.chanceLow, let high = probe.chanceHigh {
                range = String(format: " (chance: %.3f to %.3f)", low, high)
            }
            Console.print(
                "  " + padded(probe.name, to: 28) + String(format: "AUC %.3f", probe.auc) + range
                    + "  " + probe.reading)
        }
    }
}
