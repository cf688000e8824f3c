/// The same as Markdown, for reports and cards.
extension ConfidenceReport {
    package var page: String {
        [heading, coverageTable, abstentionTable, riskTable, foreignTable].compactMap { $0 }
            .joined(separator: "\n\n")
    }

    private var heading: String {
        """
        ## Confidence

        On conversations that neither the members, nor the map of novelty, nor any threshold had
        seen. `Docs/CONFIDENCE.md` says what each figure means.
        """
    }

    /// One row a turn bucket.
    package var coverageTable: String {
        let rows = coverage.map { row in
            [
                row.turns, String(row.conversations), Figures.percent(row.share),
                "\(Figures.percent(row.low)) to \(Figures.percent(row.high))",
                Figures.percent(row.converted), Figures.percent(row.lost),
                Figures.percent(row.undecided), Figures.percent(row.right),
                Figures.percent(row.novel),
            ]
        }
        return """
            90 % label sets: share that held the outcome, with a 95 % bootstrap by conversation;
            among conversations that converted and that did not; share that leave both open;
            share of the others that have the right outcome. Last column: turns past the novelty
            threshold, of which 5 % were meant to be.

            \(Figures.table(
                ["turns", "n", "held", "95 %", "converted", "not", "open", "right", "novel"], rows))

            In \(Figures.percent(wholeCall)) of conversations every live turn's set held the
            outcome: a set is made for one turn, not for all turns of a call at once.
            """
    }

    private var abstentionTable: String {
        let reasons = reasons.map { [$0.name, Figures.percent($0.share)] }
        let parts = parts.map {
            [
                $0.name, String($0.turns), Figures.percent($0.wrong), Figures.number($0.brier, 4),
                Figures.number($0.ece),
            ]
        }
        return """
            Why it abstains, of all live turns (an open outcome counts where the next step needs a
            decision, which is not known here):

            \(Figures.table(["reason", "turns"], reasons))

            Selective calibration: live turns on which it does not abstain, and does.

            \(Figures.table(["", "turns", "wrong side", "Brier", "ECE"], parts))
            """
    }

    private var riskTable: String {
        let rows = risks.map {
            [$0.signal] + $0.risks.map { Figures.percent($0) } + [Figures.number($0.area)]
        }
        let heads = RiskCoverage.coverages.map { "\(Int($0 * 100)) %" }
        return """
            Risk and coverage at the last turn: share of forecasts on the wrong side of one half
            when only the surest are acted on, and the area under the curve.

            \(Figures.table(["ranked by"] + heads + ["area"], rows))
            """
    }

    private var foreignTable: String? {
        guard !foreign.isEmpty else { return nil }
        let rows = foreign.map {
            [
                $0.name, $0.turns, String($0.count), Figures.number($0.neighbours),
                Figures.number($0.relative), Figures.number($0.both), Figures.percent($0.found),
                Figures.percent($0.abstained),
            ]
        }
        return """
            Conversations of another kind against held-out ones: area under the ROC curve of
            novelty by nearest neighbours, by relative Mahalanobis distance and by the larger of
            the two; share past the threshold; share on which it abstains.

            \(Figures.table(
                [
                    "data", "turns", "n", "neighbours", "relative", "both", "past threshold",
                    "abstained",
                ], rows))
            """
    }
}
