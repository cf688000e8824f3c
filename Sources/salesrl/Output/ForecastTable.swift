internal import Foundation
internal import Messages

/// A conversation with its forecasts, turn by turn, for a person at a terminal.
struct ForecastTable {
    let turns: [Turn]
    let forecasts: [Forecast]
    let closing: Forecast?
    /// Columns to fill.
    let width: Int

    private static let head = "turn  speaker   "
    private static let tail = "  prob.  change  sure   90 %"

    func lines() -> [String] {
        let room = max(20, min(width, 120) - Self.head.count - Self.tail.count)
        var lines = [Self.head + padded("text", to: room) + Self.tail]
        for (turn, forecast) in zip(turns, forecasts) {
            let label = rightAligned(String(turn.number), 4)
            lines.append(
                row(label, speaker: name(turn.speaker), text: turn.text, room: room, forecast))
        }
        if let closing {
            lines.append(row(" end", speaker: "", text: "(closed here)", room: room, closing))
        }
        if let last = forecasts.last { lines += explanation(of: last) }
        return lines
    }

    private func row(
        _ label: String, speaker: String, text: String, room: Int, _ forecast: Forecast
    ) -> String {
        let change = forecast.turn <= 1 && !forecast.isClosing ? "" : points(forecast.change)
        return label + "  " + padded(speaker, to: 8) + "  " + padded(text, to: room)
            + rightAligned(percent(forecast.probability), 7) + rightAligned(change, 8)
            + rightAligned(percent(forecast.confidence.level), 6)
            + rightAligned(Sureness.mark(forecast.confidence), 7)
    }

    /// What the newest forecast rests on, and what to do next.
    private func explanation(of forecast: Forecast) -> [String] {
        var lines: [String] = []
        let sureness = Sureness.lines(forecast.confidence)
        if !sureness.isEmpty { lines += [""] + sureness }
        if !forecast.reasons.isEmpty {
            lines += ["", "Why, after turn \(forecast.turn):"]
            lines += forecast.reasons.map { reason in
                let turn = reason.turn.map { " (turn \($0))" } ?? ""
                return "  \(reason.weight < 0 ? "−" : "+") \(reason.text)\(turn)"
            }
        }
        if let step = forecast.nextStep { lines += [""] + Self.lines(of: step) }
        for loss in forecast.degraded {
            lines.append("Degraded: \(loss.node): \(loss.why); used \(loss.used)")
        }
        return lines
    }
}

extension ForecastTable {
    /// The moves with what they are worth, or the card of the rules and why it is that.
    static func lines(of step: NextStep) -> [String] {
        guard !step.moves.isEmpty else {
            var lines = ["Next: \(step.text)", "      because \(step.because)"]
            if !step.without.isEmpty { lines.append("      by rule: \(step.without)") }
            return lines
        }
        let head =
            "Worth most now, in points of the chance to convert against what is usually done here:"
        return [head]
            + step.moves.flatMap { move -> [String] in
                let band = "\(signed(move.low)) to \(signed(move.high))"
                return [
                    "  " + padded(move.move, to: 20) + rightAligned(signed(move.points), 6)
                        + "  (90 %: \(band); \(move.support) past moments)",
                    "      \(move.text)",
                ]
            }
    }

    /// A value in points with its sign and one decimal.
    private static func signed(_ points: Float) -> String {
        let text = String(format: "%.1f", abs(points))
        return points < -0.05 ? "−\(text)" : points > 0.05 ? "+\(text)" : text
    }
}

private func name(_ speaker: Speaker) -> String {
    switch speaker {
    case .representative: "rep"
    case .customer: "customer"
    }
}

func percent(_ share: Float) -> String {
    "\(Int((share * 100).rounded())) %"
}

/// A change of probability in points, with its sign.
private func points(_ change: Float) -> String {
    let points = Int((change * 100).rounded())
    return points > 0 ? "+\(points)" : points < 0 ? "−\(-points)" : "0"
}

private func rightAligned(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}

/// `text` on one line in exactly `width` columns, cut with an ellipsis; control characters left
/// out.
func padded(_ text: String, to width: Int) -> String {
    let line = String(
        text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : Character($0) })
    guard line.count > width else {
        return line + String(repeating: " ", count: width - line.count)
    }
    return line.prefix(width - 1) + "…"
}
