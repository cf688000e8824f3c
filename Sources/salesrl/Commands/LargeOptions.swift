internal import ArgumentParser
internal import Foundation
internal import Training

/// Options of `salesrl train` that matter where there are many conversations.
struct LargeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "From so many conversations on, one part is held out instead of folds, and acts are learned.",
            valueName: "count"))
    var largeFrom: Int = TrainingConfiguration.Large().from

    @Option(
        help: ArgumentHelp(
            "What a conversation of each --data file counts, in their order; large data only.",
            valueName: "number"))
    var dataWeight: [Float] = []

    @Option(
        help: ArgumentHelp(
            "JSONL that is not learned from; the model is judged on it. Large data only.",
            valueName: "file"))
    var judge: [String] = []

    @Option(
        help: ArgumentHelp(
            "JSONL of conversations in other wordings, to calibrate on instead of a part that is held out. "
                + "Large data only.",
            valueName: "file"))
    var calibrate: [String] = []

    @Option(
        help:
            "How often each conversation is seen. Large data only; the default depends on their number."
    )
    var epochs: Int?

    @Option(
        help: ArgumentHelp(
            "Texts of one wording that are embedded; large data with numbered wordings only.",
            valueName: "count"))
    var textsOfWording: Int = TrainingConfiguration.Large().textsOfWording

    @Option(help: ArgumentHelp("Keep vectors in this file between runs.", valueName: "file"))
    var scratch: String?

    @Flag(help: "Learn from outcomes alone, though the data holds exact forecasts.")
    var outcomesOnly = false

    func apply(to settings: inout TrainingConfiguration) {
        settings.scratch = scratch
        settings.large.from = largeFrom
        settings.large.weights = dataWeight
        settings.large.judges = judge
        settings.large.calibration = calibrate
        settings.large.epochs = epochs
        settings.large.textsOfWording = textsOfWording
        settings.large.usesTruth = !outcomesOnly
    }

    static func show(_ report: TrainingReport) {
        if let texts = report.texts, let heldOut = report.heldOut {
            Console.print(
                "\(report.turns) turns, \(texts) texts embedded, \(heldOut) conversations held out")
        }
        if let accuracy = report.actAccuracy {
            let sides = accuracy.sorted { $0.key < $1.key }.map {
                String(format: "\($0.key) %.3f", $0.value)
            }
            Console.print("acts named rightly, wordings not seen: \(sides.joined(separator: ", "))")
        }
        for reader in report.readers ?? [] { show(reader) }
        for kind in report.gate?.kinds ?? [] {
            for gap in kind.gaps {
                Console.print(
                    "  \(kind.name) turn " + padded(gap.turn, to: 4)
                        + String(
                            format: "  both readers less one, AUC %+.4f [%+.4f, %+.4f]",
                            gap.gap.difference, gap.gap.low, gap.gap.high))
            }
        }
        for row in report.judged ?? [] {
            let known = row.share.map { String(format: "  share of reachable %.3f", $0) } ?? ""
            let exact = row.exactAUC.map { String(format: " of %.3f", $0) } ?? ""
            let exactECE = row.exactECE.map { String(format: " of %.4f", $0) } ?? ""
            Console.print(
                "  \(URL(filePath: row.file).lastPathComponent) turn " + padded(row.turn, to: 4)
                    + String(
                        format: "  n %4d  AUC %.3f", row.metrics.count, row.metrics.auc)
                    + exact + String(format: "  ECE %.4f", row.metrics.ece) + exactECE + known)
        }
    }
}
