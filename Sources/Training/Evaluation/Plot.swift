internal import Foundation

/// A small chart as SVG: lines over a unit square, or bars.
struct Plot {
    private static let (width, height, edge) = (520.0, 400.0, 48.0)
    private static let colours = ["#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#8c564b"]
    private var body: [String] = []
    private let title: String

    init(_ title: String) { self.title = title }

    var svg: String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(Self.width)) \
        \(Int(Self.height))" font-family="sans-serif" font-size="12">
        <rect width="100%" height="100%" fill="white"/>
        <text x="\(Int(Self.edge))" y="24" font-size="14">\(Self.escaped(title))</text>
        \(body.joined(separator: "\n"))
        </svg>

        """
    }

    /// Lines in the unit square, with the diagonal where asked.
    static func lines(
        _ title: String, x: String, y: String, _ curves: [EvaluationReport.Curve],
        diagonal: Bool = true
    ) -> String {
        var plot = Plot(title)
        plot.axes(x: x, y: y)
        if diagonal {
            plot.line([[0, 0], [1, 1]], colour: "#bbbbbb")
        }
        for (index, curve) in curves.enumerated() {
            let colour = colours[index % colours.count]
            plot.line(curve.points, colour: colour)
            let at = height - edge - 14 * Double(curves.count - index)
            plot.body.append(
                "<text x=\"\(width - 130)\" y=\"\(at)\" fill=\"\(colour)\">"
                    + escaped(curve.name) + "</text>")
        }
        return plot.svg
    }

    /// One bar a value around zero, with its interval.
    static func bars(_ title: String, _ bars: [(name: String, gap: PairedGap)]) -> String {
        var plot = Plot(title)
        let most = bars.flatMap { [abs($0.gap.low), abs($0.gap.high)] }.max() ?? 1
        let scale = (width / 2 - edge) / max(most, 1e-6) * 0.6
        let middle = width * 0.62
        for (index, bar) in bars.enumerated() {
            let y = 48 + Double(index) * 28
            let end = middle + bar.gap.difference * scale
            plot.body += [
                "<text x=\"8\" y=\"\(number(y + 12))\">\(escaped(bar.name))</text>",
                "<rect x=\"\(number(min(middle, end)))\" y=\"\(number(y))\" "
                    + "width=\"\(number(abs(end - middle)))\" height=\"16\" fill=\"#1f77b4\"/>",
                "<path d=\"M\(number(middle + bar.gap.low * scale)) \(number(y + 8))"
                    + "L\(number(middle + bar.gap.high * scale)) \(number(y + 8))\" "
                    + "stroke=\"black\"/>",
                "<text x=\"\(number(width - 52))\" y=\"\(number(y + 12))\">"
                    + String(format: "%+.3f", bar.gap.difference) + "</text>",
            ]
        }
        return plot.svg
    }

    private mutating func axes(x: String, y: String) {
        let (right, bottom) = (Self.width - Self.edge, Self.height - Self.edge)
        body.append(
            "<path d=\"M\(Self.edge) \(Self.edge)V\(bottom)H\(right)\" fill=\"none\" "
                + "stroke=\"black\"/>")
        for step in 0...4 {
            let value = Double(step) / 4
            let (px, py) = Self.place([value, value])
            body += [
                "<text x=\"\(Self.number(px - 8))\" y=\"\(bottom + 16)\">\(value)</text>",
                "<text x=\"12\" y=\"\(Self.number(py + 4))\">\(value)</text>",
            ]
        }
        body += [
            "<text x=\"\(Self.width / 2 - 60)\" y=\"\(Self.height - 10)\">\(Self.escaped(x))</text>",
            "<text x=\"\(Self.edge)\" y=\"42\">\(Self.escaped(y))</text>",
        ]
    }

    private mutating func line(_ points: [[Double]], colour: String) {
        let path = points.enumerated().map { index, point in
            let (x, y) = Self.place(point)
            return (index == 0 ? "M" : "L") + Self.number(x) + " " + Self.number(y)
        }.joined()
        body.append(
            "<path d=\"\(path)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"1.5\"/>")
    }

    private static func place(_ point: [Double]) -> (Double, Double) {
        (
            edge + point[0] * (width - 2 * edge),
            height - edge - point[1] * (height - 2 * edge)
        )
    }

    private static func number(_ value: Double) -> String { String(format: "%.1f", value) }

    private static func escaped(_ text: String) -> String {
        text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(
            of: "<", with: "&lt;")
    }
}
