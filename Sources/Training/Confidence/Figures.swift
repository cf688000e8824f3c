internal import Foundation

/// Numbers as tables show them.
enum Figures {
    static func number(_ value: Double, _ digits: Int = 3) -> String {
        value.isNaN ? "none" : String(format: "%.\(digits)f", value)
    }

    static func percent(_ share: Double, _ digits: Int = 1) -> String {
        share.isNaN ? "none" : String(format: "%.\(digits)f %%", 100 * share)
    }

    static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

    /// A Markdown table.
    static func table(_ head: [String], _ rows: [[String]]) -> String {
        let rule = head.indices.map { $0 == 0 ? "---" : "---:" }
        return ([row(head), row(rule)] + rows.map(row)).joined(separator: "\n")
    }
}
