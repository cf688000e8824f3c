internal import CCurl
internal import Foundation

/// What a service says of how long to wait, in the heads of its answers.
///
/// `retry-after` in seconds or as a date (RFC 9110, section 10.2.3), `retry-after-ms` as Azure
/// sends it, and `x-ratelimit-{remaining,reset}-{requests,tokens}` as OpenAI does.
struct ServiceHints: Equatable {
    var retryAfter: Duration?
    /// Until an allowance is whole again, for those of which nothing is left.
    var emptyUntil: Duration?

    /// - Parameter now: seconds since 1970-01-01 UTC, where the answer names no `date`.
    init(_ headers: [(name: String, value: String)], now: Double = Date().timeIntervalSince1970) {
        var values: [String: String] = [:]
        for (name, value) in headers { values[name] = value }
        retryAfter = Self.retryAfter(values, now)
        for kind in ["requests", "tokens"] {
            guard
                values["x-ratelimit-remaining-\(kind)"].flatMap({ Int($0) }).map({ $0 <= 0 })
                    == true,
                let reset = values["x-ratelimit-reset-\(kind)"].flatMap(Self.duration)
            else { continue }
            emptyUntil = max(emptyUntil ?? .zero, reset)
        }
    }

    /// How long to send nothing after an answer; nil where the service does not say.
    func pause(after status: Int) -> Duration? {
        switch status {
        case 429, 503: retryAfter ?? emptyUntil
        case 200..<300: emptyUntil
        default: nil
        }
    }

    private static func retryAfter(_ values: [String: String], _ now: Double) -> Duration? {
        if let text = values["retry-after-ms"], let number = Double(text), number >= 0,
            number < 1e12
        {
            return .milliseconds(number)
        }
        guard let text = values["retry-after"] else { return nil }
        if let number = Double(text) {
            return number >= 0 && number < 1e9 ? .seconds(number) : nil
        }
        guard let date = seconds(text) else { return nil }
        // The service's own clock, where it shows it: ours may be wrong.
        return .seconds(max(0, date - (values["date"].flatMap(seconds) ?? now)))
    }

    /// Seconds since 1970-01-01 UTC of an HTTP date in any of its three forms.
    private static func seconds(_ date: String) -> Double? {
        let time = curl_getdate(date, nil)
        return time < 0 ? nil : Double(time)
    }

    /// "6m0s", "1.5s", "20ms", "1h2m", or a number of seconds.
    static func duration(_ text: String) -> Duration? {
        if let number = Double(text), number >= 0, number < 1e9 { return .seconds(number) }
        var rest = Substring(text)
        var total = Duration.zero
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isNumber || $0 == "." }
            guard let number = Double(digits), number < 1e9 else { return nil }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(unit.count)
            switch unit {
            case "d": total += .seconds(number * 86_400)
            case "h": total += .seconds(number * 3_600)
            case "m": total += .seconds(number * 60)
            case "s": total += .seconds(number)
            case "ms": total += .milliseconds(number)
            default: return nil
            }
        }
        return total
    }
}
