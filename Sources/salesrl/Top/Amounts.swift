/// Figures as a person reads them at a glance: short, with their units.
enum Amounts {
    /// "0.4", "12.3", "1 243"
    static func rate(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        return abs(value) < 99.95 ? tenths(value) : whole(value)
    }

    /// "12 345"
    static func whole(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "–" }
        let digits = String(Int(value.rounded()))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, digit != "-", (digits.count - index) % 3 == 0, text != "-" { text += " " }
            text.append(digit)
        }
        return text
    }

    /// "12 µs", "0.84 ms", "2.10 s"
    static func time(_ seconds: Double?) -> String {
        guard let seconds, seconds.isFinite else { return "–" }
        switch seconds {
        case ..<0.0001: return "\(Int((seconds * 1e6).rounded())) µs"
        case ..<0.01: return hundredths(seconds * 1e3) + " ms"
        case ..<0.9995: return tenths(seconds * 1e3) + " ms"
        default: return hundredths(seconds) + " s"
        }
    }

    /// "3 d 4 h", "2 h 13 min", "45 s"
    static func span(_ seconds: Double) -> String {
        let all = seconds.isFinite ? Int(max(0, min(seconds, 1e12))) : 0
        let (days, hours, minutes) = (all / 86_400, all / 3600 % 24, all / 60 % 60)
        if days > 0 { return "\(days) d \(hours) h" }
        if hours > 0 { return "\(hours) h \(minutes) min" }
        return minutes > 0 ? "\(minutes) min \(all % 60) s" : "\(all) s"
    }

    /// "212 MiB"
    static func bytes(_ value: Double) -> String {
        var value = value
        for unit in ["B", "KiB", "MiB", "GiB", "TiB"] {
            if value < 1023.5 || unit == "TiB" {
                return (unit == "B" || value >= 99.95 ? whole(value) : tenths(value)) + " \(unit)"
            }
            value /= 1024
        }
        return "–"
    }

    static func percent(_ share: Double?) -> String {
        share.map { tenths($0 * 100) + " %" } ?? "–"
    }

    private static func tenths(_ value: Double) -> String {
        let all = Int((value * 10).rounded())
        return "\(all / 10).\(abs(all % 10))"
    }

    static func hundredths(_ value: Double) -> String {
        let all = Int((value * 100).rounded())
        let rest = abs(all % 100)
        return "\(all / 100)." + (rest < 10 ? "0\(rest)" : "\(rest)")
    }

    /// Eighths of a block, one for each value, the highest full; blanks in front up to `width`.
    static func sparks(_ values: [Double], width: Int) -> String {
        let shown = values.suffix(width)
        let top = max(shown.max() ?? 0, 1e-9)
        let marks = Array("▁▂▃▄▅▆▇█")
        let line = shown.map { marks[max(0, min(7, Int($0 / top * 7.999)))] }
        return String(repeating: " ", count: max(0, width - line.count)) + String(line)
    }

    /// A bar of `width` columns, filled to `share`.
    static func bar(_ share: Double, width: Int) -> (full: String, rest: String) {
        let share = share.isFinite ? max(0, min(1, share)) : 0
        let full = share > 0 ? max(1, Int((share * Double(width)).rounded())) : 0
        return (String(repeating: "━", count: full), String(repeating: "─", count: width - full))
    }
}
