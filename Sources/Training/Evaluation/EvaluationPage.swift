internal import Foundation

/// A report as files: `report.md`, `report.json` and the plots.
extension EvaluationReport {
    package func write(into folder: String) throws(TrainingError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        let json: Data
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            json = try encoder.encode(self)
        } catch {
            throw TrainingError(.unwritable, "\(folder): \(error.localizedDescription)")
        }
        try TextFile.write(
            String(decoding: json, as: UTF8.self) + "\n", to: folder + "/report.json")
        for (name, svg) in plots { try TextFile.write(svg, to: "\(folder)/\(name).svg") }
        try TextFile.write(page, to: folder + "/report.md")
    }

    private var plots: [(name: String, svg: String)] {
        var plots = [
            ("roc", Plot.lines("ROC by turn", x: "share of losses", y: "share of wins", roc)),
            (
                "reliability",
                Plot.lines(
                    "Reliability at the last turn", x: "said", y: "happened",
                    [.init(name: "tenths", points: reliability.map { [$0.said, $0.happened] })])
            ),
            (
                "early-detection",
                Plot.lines(
                    "AUC by turn", x: "turn / 20", y: "AUC", early, diagonal: false)
            ),
        ]
        let bars = effects.compactMap { effect in effect.gap.map { (effect.name, $0) } }
        if !bars.isEmpty {
            plots.append(
                ("ablations", Plot.bars("AUC at the last turn, variant minus whole", bars)))
        }
        return plots
    }

    private var early: [Curve] {
        var names: [String] = []
        for row in rows where !names.contains(row.model) { names.append(row.model) }
        return names.map { name in
            Curve(
                name: name,
                points: rows.filter { $0.model == name }.compactMap { row in
                    Double(row.turn).map { [$0 / 20, row.metrics.auc] }
                })
        }
    }

    private var page: String {
        [
            heading, strongest, table, against, ablations, ceiling, industries, newIndustries,
            confidence?.page, counterExamples, leaks,
            plotList,
        ].compactMap { $0 }.joined(separator: "\n\n") + "\n"
    }

    private var heading: String {
        let base = 100 * Double(converted) / Double(max(conversations, 1))
        let repeated = splits > 1 ? ", averaged over \(splits) random splits" : ""
        return """
            # Evaluation

            Written by `salesrl evaluate`. Judged: \(subject)\(repeated).
            \(conversations) conversations, \(Self.number(base, 1)) % converted; SHA-256 of the data
            `\(dataSHA256)`; seed \(seed).
            \(notes.joined(separator: "\n"))
            Stream movement (1 for a coherent forecaster): \(movement?.text ?? "none").
            """
    }

    private var table: String {
        let lines = rows.map { row in
            let it = row.metrics
            return
                "| \(row.model) | \(row.turn) | \(it.count) | \(Self.number(it.accuracy)) | "
                + "\(Self.number(it.auc)) | \(Self.number(it.aucLow)) to \(Self.number(it.aucHigh)) "
                + "| \(Self.number(it.brier, 4)) | \(Self.number(it.ece)) | "
                + "\(Self.number(it.skill)) |"
        }
        return """
            ## By turn

            A row counts the conversations that have so many turns. "last" is the live forecast after
            the final turn, "end" the one after closing. The interval is the first split's, 95 %
            bootstrap by conversation. A baseline is trained for the very turn, ours once for all.

            | model | turn | n | accuracy | AUC | 95 % | Brier | ECE | skill |
            |---|---:|---:|---:|---:|---|---:|---:|---:|
            \(lines.joined(separator: "\n"))
            """
    }

    private var against: String? {
        guard !gaps.isEmpty else { return nil }
        let lines = gaps.map {
            "| \($0.baseline) | \($0.turn) | \(Self.signed($0.gap)) |"
        }
        return """
            ## Ours minus each baseline, AUC

            | baseline | turn | difference, 95 % |
            |---|---:|---|
            \(lines.joined(separator: "\n"))
            """
    }

    private var ablations: String? {
        guard !effects.isEmpty else { return nil }
        let lines = effects.map { effect in
            let accuracy = effect.accuracy.map { String(format: "%+.3f", $0) } ?? ""
            return "| \(effect.name) | \(effect.gap.map(Self.signed) ?? "") | \(accuracy) | "
                + "\(effect.note) |"
        }
        return """
            ## What each part is worth

            At the last turn, variant minus whole.

            | variant | AUC, 95 % | accuracy | |
            |---|---|---:|---|
            \(lines.joined(separator: "\n"))
            """
    }

    private var ceiling: String? {
        guard !skills.isEmpty else { return nil }
        let lines = skills.map {
            "| \($0.turn) | \($0.count) | \(Self.number($0.skill)) | "
                + "\(Self.number($0.ceilingAUC)) |"
        }
        return """
            ## Against the exact forecast

            | turn | n | skill: share of the reachable log-loss | AUC of the exact forecast |
            |---:|---:|---:|---:|
            \(lines.joined(separator: "\n"))
            """
    }

    private var leaks: String? {
        guard let leakage else { return nil }
        var lines = leakage.probes.map { probe in
            var range = ""
            if let low = probe.chanceLow, let high = probe.chanceHigh {
                range = "\(Self.number(low)) to \(Self.number(high))"
            }
            return "| \(probe.name) | \(Self.number(probe.auc)) | \(range) | \(probe.reading) |"
        }
        if let permutedAUC {
            lines.append("| ours, labels permuted | \(Self.number(permutedAUC)) | | one draw |")
        }
        return """
            ## Leakage

            | probe | AUC | chance | |
            |---|---:|---|---|
            \(lines.joined(separator: "\n"))
            """
    }

    private var plotList: String {
        "## Plots\n\n" + plots.map { "![\($0.name)](\($0.name).svg)" }.joined(separator: "\n")
    }

    static func number(_ value: Double, _ digits: Int = 3) -> String {
        String(format: "%.\(digits)f", value)
    }

    static func signed(_ gap: PairedGap) -> String {
        String(format: "%+.3f (%+.3f to %+.3f)", gap.difference, gap.low, gap.high)
    }
}
