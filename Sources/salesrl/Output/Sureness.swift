internal import Messages

/// How sure a forecast is, in words that claim no more than was counted: `Docs/CONFIDENCE.md`.
enum Sureness {
    /// For a row of the table: what the 90 % label set leaves open, with a star where the model
    /// abstains.
    static func mark(_ confidence: Confidence) -> String {
        let set =
            switch confidence.labels {
            case .converts: "yes"
            case .doesNotConvert: "no"
            case .undecided: "open"
            case nil: ""
            }
        return set + (confidence.abstains ? "*" : "")
    }

    static func lines(_ confidence: Confidence) -> [String] {
        var lines: [String] = []
        if let band = confidence.band {
            lines.append(
                "Of \(band.support) past conversations scored like this, "
                    + "\(percent(band.low)) to \(percent(band.high)) converted.")
        }
        switch confidence.labels {
        case .undecided: lines.append("At 90 %, both outcomes are open.")
        case .converts: lines.append("At 90 %, only converting is open.")
        case .doesNotConvert: lines.append("At 90 %, only not converting is open.")
        case nil: break
        }
        if let novelty = confidence.novelty {
            lines.append(
                "\(percent(novelty.rank)) of held-out turns at this stage were more like past "
                    + "conversations than this one.")
        }
        if let agreement = confidence.agreement {
            lines.append(
                "The members of the model differ by \(points(agreement.spread)) points; at "
                    + "\(percent(agreement.rank)) of held-out turns they differed less.")
        }
        if let doubts = confidence.doubts, !doubts.isEmpty {
            lines.append(
                "* Do not act on this forecast: \(doubts.map(\.text).joined(separator: "; ")).")
        } else if confidence.doubts == nil {
            lines.append("This model cannot tell whether it knows such conversations.")
        }
        return lines
    }

    private static func points(_ spread: Float) -> String { "\(Int((spread * 100).rounded()))" }
}
