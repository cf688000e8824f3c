/// What is left of the errors when only the surest forecasts are acted on (El-Yaniv and Wiener
/// 2010).
package struct RiskCoverage: Sendable, Codable, Equatable {
    /// What the forecasts were ranked by.
    package var signal: String
    /// Share of errors among the surest 20, 40, 60, 80 and 100 % of the forecasts.
    package var risks: [Double]
    /// Area under the whole curve: the mean risk over all coverages. Less is better.
    package var area: Double

    package static let coverages = [0.2, 0.4, 0.6, 0.8, 1]

    /// - Parameters:
    ///   - sureness: more is surer; equally sure forecasts share their errors.
    ///   - errors: 1 where the forecast was wrong, else 0.
    init(signal: String, sureness: [Double], errors: [Double]) {
        self.signal = signal
        let order = sureness.indices.sorted { sureness[$0] > sureness[$1] }
        var risks: [Double] = []
        var (sum, first) = (0.0, 0)
        while first < order.count {
            var last = first
            while last + 1 < order.count, sureness[order[last + 1]] == sureness[order[first]] {
                last += 1
            }
            let tied = order[first...last].reduce(0) { $0 + errors[$1] } / Double(last - first + 1)
            for place in first...last {
                sum += tied
                risks.append(sum / Double(place + 1))
            }
            first = last + 1
        }
        area = risks.isEmpty ? .nan : risks.reduce(0, +) / Double(risks.count)
        self.risks = Self.coverages.map { coverage in
            let count = Int((coverage * Double(risks.count)).rounded())
            return count > 0 ? risks[count - 1] : .nan
        }
    }
}
