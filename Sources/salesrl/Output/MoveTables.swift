internal import Foundation
internal import Training

extension MoveJudgement {
    /// For a person, and for Docs/MOVES.md.
    var lines: [String] {
        [
            "\(moments) moments of \(conversations) conversations; values in points of the chance to convert",
            "against what is usually done at the moment; all of them take "
                + String(format: "%.1f microseconds", microseconds),
            String(
                format:
                    "a move is named at %.1f %% of moments; %.1f %% of those named are worth less than nothing",
                100 * named, 100 * misleading),
            String(
                format:
                    "by their words %.1f %% of moves are recognised as some move, %.1f %% of those as the noted one",
                100 * Double(words.named) / Double(max(1, words.turns)),
                100 * Double(words.right) / Double(max(1, words.named))),
            "", "choice                    worth   regret",
        ]
            + choices.map {
                padded($0.name, to: 24) + String(format: " %+6.2f   %6.2f", $0.worth, $0.regret)
            }
            + ["", "values of moves          n   error   corr.  wrong sign  in band"]
            + [row("with evidence", fit), row("  band without 0", sure)]
            + bySupport.sorted { (Int($0.key) ?? 0) < (Int($1.key) ?? 0) }.map {
                row("  support from \($0.key)", $0.value)
            }
            + ["", "move                   truth   value   by counting   with evidence"]
            + rows.map {
                padded($0.move, to: 20)
                    + String(
                        format: " %+7.2f %+7.2f       %+7.2f         %5.1f %%", $0.truth, $0.value,
                        $0.naive, 100 * $0.evidence)
            }
    }

    private func row(_ name: String, _ fit: Fit) -> String {
        padded(name, to: 20)
            + String(
                format: "%7d  %6.2f  %6.3f     %5.1f %%   %5.1f %%", fit.count, fit.error,
                fit.correlation, 100 * fit.signErrors, 100 * fit.coverage)
    }
}

extension MoveTrialReport {
    var lines: [String] {
        [
            String(format: "adoption %.2f", adoption), arm("guided", guided),
            arm("unguided", unguided),
            String(
                format:
                    "a move was shown at %.1f %% of the guided moments and done at %.1f %% of those",
                100 * shown, 100 * followed),
            String(
                format: "effect %+.2f points, 95 %% %+.2f to %+.2f (by representative), p %.4f",
                effect,
                low, high, p),
            String(
                format: "standard error %.2f; were conversations independent %.2f", error,
                naiveError),
            String(
                format: "design effect %.2f, correlation within a representative %.3f",
                designEffect,
                intraclass),
            String(
                format:
                    "found four times in five from %.2f points on; power for what was found %.2f",
                detectable, power),
            String(
                format: "unguided against unguided, 2,000 times: %.1f %% significant at 5 %%",
                100 * falsePositives),
        ]
    }

    private func arm(_ name: String, _ arm: Arm) -> String {
        padded(name, to: 9)
            + String(
                format: "%4d representatives, %6d conversations, %.2f %% converted",
                arm.representatives, arm.conversations, 100 * arm.rate)
    }
}
