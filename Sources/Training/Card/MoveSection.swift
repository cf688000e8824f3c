internal import Foundation
internal import Messages
internal import Predictions

/// What a model's card says of its moves.
enum MoveSection {
    /// Empty where no moves were learned.
    static func text(_ report: MoveReport?, _ parts: ModelParts) -> String {
        guard let report, let head = parts.moves else { return "" }
        let rows = Move.allCases.map { move in
            "| \(move.id) | \(report.counts[move.rawValue]) |"
        }
        return """


            ## Moves

            Values of moves were learned from \(report.decisions) moments by implicit Q-learning
            (expectile \(parts.notes["moves.expectile"] ?? ""), \(head.members.count) members,
            \(head.cells.count) cells of moments alike); acts by \
            \(parts.notes["moves.source"] ?? ""). Knowing what was done saves
            \(String(format: "%.2f", report.gain)) thousandths of log-loss on what followed, of
            conversations that the members asked had not seen. What representatives reacted to and
            no transcript shows is in these values too: only randomisation takes it out.

            | move | moments judged |
            |---|---:|
            \(rows.joined(separator: "\n"))
            """
    }
}
