internal import Foundation

extension ModelCard {
    /// How the smaller forms of the model compare with the model itself.
    var forms: String? {
        guard let forms = report.forms else { return nil }
        let rounding = forms.rounding
        var rows = rounding.comparison.rows.map { Self.row("8 bits", $0) }
        rows += forms.student?.rows.map { Self.row("student", $0) } ?? []
        let verdict =
            rounding.isOpen
            ? "Both are within the gate, so the model runs in 8 bits unless floats are asked for."
            : "That is outside the gate, so the model runs in floats unless 8 bits are asked for."
        let student =
            forms.student.map {
                "\n\nThe student speaks for all members in the time of one; no forecast of it is "
                    + "further than \(Self.number($0.largest, 3)) from theirs, 99 % are within "
                    + "\(Self.number($0.percentile99, 3))."
            } ?? ""
        return """
            ## Smaller forms

            Differences from the model in floats, on the held-out conversations of the first split,
            after calibration; "live" is every turn. The gate for 8 bits: AUC within
            \(Self.number(RoundingGate.aucLimit, 3)), Brier within
            \(Self.number(RoundingGate.brierLimit, 4)), in every row.

            | form | turn | AUC | Brier |
            |---|---|---:|---:|
            \(rows.joined(separator: "\n"))

            \(verdict)\(student)
            """
    }

    private static func row(_ form: String, _ row: FormComparison.Row) -> String {
        "| \(form) | \(row.turn) | " + String(format: "%+.4f | %+.5f |", row.auc, row.brier)
    }
}
