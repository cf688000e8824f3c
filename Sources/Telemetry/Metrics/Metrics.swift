internal import CoreMetrics
internal import Synchronization

/// The figures of this process, as Prometheus reads them. A backend of swift-metrics: whoever
/// counts knows only that.
///
/// A family has at most ``seriesMax`` label sets; what comes after is counted under
/// `overflow="true"`, so that no caller can make the page grow.
package final class Metrics: Sendable {
    package static let seriesMax = 500
    package static let familiesMax = 200

    private struct Row {
        let family: Family
        /// False for a name that nobody declared. It is shown, without help.
        let isDeclared: Bool
        var series: [String: Series] = [:]
    }

    private let rows: Mutex<[String: Row]>

    /// - Parameter families: what may be counted; each is on the page from the start.
    package init(_ families: [Family]) {
        rows = Mutex(
            Dictionary(families.map { ($0.name, Row(family: $0, isDeclared: true)) }) { one, _ in
                one
            })
    }

    /// The series of a name and its labels; the same one for the same two.
    package func series(
        _ kind: Family.Kind, _ label: String, _ dimensions: [(String, String)] = []
    ) -> Series {
        let name = Self.name(label)
        let labels = Self.labels(dimensions)
        return rows.withLock { rows in
            guard rows[name] != nil || rows.count < Self.familiesMax else { return Series() }
            var row =
                rows[name]
                ?? Row(family: Self.undeclared(kind, name), isDeclared: false)
            let isRoom = row.series.count < Self.seriesMax
            let key = row.series[labels] != nil || isRoom ? labels : "overflow=\"true\""
            if let known = row.series[key] { return known }
            let fresh = Series(bounds: row.family.bounds)
            row.series[key] = fresh
            rows[name] = row
            return fresh
        }
    }

    private static func undeclared(_ kind: Family.Kind, _ name: String) -> Family {
        Family(
            name: name, kind: kind, labels: [], help: "",
            bounds: kind == .histogram ? Family.seconds : [])
    }

    /// Puts a value that is kept elsewhere: a gauge, or a counter that somebody else counts.
    package func put(
        _ family: Family, _ value: Double, _ labels: [String] = []
    ) {
        series(family.kind, family.name, Array(zip(family.labels, labels))).put(value)
    }

    package func put(_ family: Family, _ value: Int, _ labels: [String] = []) {
        put(family, Double(value), labels)
    }

    /// Prometheus' text format, version 0.0.4, in the order of names and labels.
    /// - Parameter shows: false for label sets that this reader may not see: given as a function
    ///   from a label's name to its value.
    package func text(shows: ((String) -> String?) -> Bool = { _ in true }) -> String {
        let rows = rows.withLock { $0 }
        var text = ""
        for (name, row) in rows.sorted(by: { $0.key < $1.key }) {
            if row.isDeclared { text += "# HELP \(name) \(Self.help(row.family.help))\n" }
            text += "# TYPE \(name) \(row.family.kind.rawValue)\n"
            for (labels, series) in row.series.sorted(by: { $0.key < $1.key })
            where shows({ Self.value(of: $0, in: labels) }) {
                row.family.show(series.figures, labels, into: &text)
            }
        }
        return text
    }

    /// What is no letter, digit, "_" or ":" becomes "_".
    private static func name(_ label: String) -> String {
        String(
            label.unicodeScalars.map { scalar in
                let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar == "_")
                let isDigit = ("0"..."9").contains(scalar)
                return isPlain || isDigit || scalar == ":" ? Character(scalar) : "_"
            })
    }

    private static func labels(_ dimensions: [(String, String)]) -> String {
        dimensions.map { "\(name($0.0))=\"\(escaped($0.1))\"" }.joined(separator: ",")
    }

    private static func escaped(_ value: String) -> String {
        String(
            value.prefix(200).flatMap { letter -> String in
                switch letter {
                case "\\": "\\\\"
                case "\"": "\\\""
                case "\n", "\r\n": "\\n"
                default: String(letter)
                }
            })
    }

    private static func help(_ text: String) -> String {
        String(text.flatMap { $0 == "\\" ? "\\\\" : $0.isNewline ? " " : String($0) })
    }

    /// The value of a label in a set as it is written; as it is, for values without escapes.
    private static func value(of label: String, in labels: String) -> String? {
        for range in labels.ranges(of: label + "=\"") {
            let isWhole =
                range.lowerBound == labels.startIndex
                || labels[..<range.lowerBound].hasSuffix("\",")
            if isWhole { return String(labels[range.upperBound...].prefix { $0 != "\"" }) }
        }
        return nil
    }
}

extension Family {
    fileprivate func show(_ figures: Series.Figures, _ labels: String, into text: inout String) {
        let braces = labels.isEmpty ? "" : "{\(labels)}"
        guard kind == .histogram else {
            text += "\(name)\(braces) \(figures.sum)\n"
            return
        }
        let comma = labels.isEmpty ? "" : ","
        var total = 0
        for (bound, count) in zip(bounds.map { "\($0)" } + ["+Inf"], figures.counts) {
            total += count
            text += "\(name)_bucket{\(labels)\(comma)le=\"\(bound)\"} \(total)\n"
        }
        text += "\(name)_sum\(braces) \(figures.sum)\n"
        text += "\(name)_count\(braces) \(total)\n"
    }
}
