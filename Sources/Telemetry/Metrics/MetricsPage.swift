/// A page of metrics as it was read, version 0.0.4 of Prometheus' text format.
package struct MetricsPage: Sendable {
    package struct Sample: Sendable, Equatable {
        package let labels: [String: String]
        package let value: Double
    }

    /// By the names that stand on the lines: a histogram has its three.
    private var samples: [String: [Sample]] = [:]

    /// Lines that are no samples are passed over: a newer daemon may say more.
    package init(_ text: String) {
        for line in text.split(separator: "\n") where line.first != "#" {
            guard let (name, sample) = Self.read(line) else { continue }
            samples[name, default: []].append(sample)
        }
    }

    package func all(_ name: String) -> [Sample] { samples[name] ?? [] }

    /// The sum of the samples that have these labels; 0 where there are none.
    package func sum(_ name: String, _ labels: [String: String] = [:]) -> Double {
        matching(name, labels).reduce(0) { $0 + $1.value }
    }

    /// The values that a label has, sorted.
    package func values(of label: String, in name: String) -> [String] {
        Set(all(name).compactMap { $0.labels[label] }).sorted()
    }

    /// A histogram, its series with these labels taken together; nil where there is none.
    package func histogram(_ name: String, _ labels: [String: String] = [:]) -> Distribution? {
        var counts: [Double: Double] = [:]
        for sample in matching(name + "_bucket", labels) {
            guard let bound = sample.labels["le"].flatMap(Double.init) else { continue }
            counts[bound, default: 0] += sample.value
        }
        guard !counts.isEmpty else { return nil }
        return Distribution(
            cumulative: counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            sum: sum(name + "_sum", labels))
    }

    private func matching(_ name: String, _ labels: [String: String]) -> [Sample] {
        all(name).filter { sample in labels.allSatisfy { sample.labels[$0.key] == $0.value } }
    }

    private static func read(_ line: Substring) -> (String, Sample)? {
        let name = line.prefix { $0 != "{" && $0 != " " }
        var rest = line[name.endIndex...]
        var labels: [String: String] = [:]
        if rest.first == "{" {
            rest = rest.dropFirst()
            while rest.first != "}" {
                let key = rest.prefix { $0 != "=" }
                rest = rest[key.endIndex...].dropFirst(2)
                var value = ""
                while let letter = rest.popFirst(), letter != "\"" {
                    guard letter == "\\" else {
                        value.append(letter)
                        continue
                    }
                    switch rest.popFirst() {
                    case "n": value.append("\n")
                    case let other?: value.append(other)
                    case nil: return nil
                    }
                }
                labels[String(key)] = value
                if rest.first == "," { rest = rest.dropFirst() }
                if rest.isEmpty { return nil }
            }
            rest = rest.dropFirst()
        }
        guard let value = Double(rest.drop { $0 == " " }.prefix { $0 != " " }) else { return nil }
        return (String(name), Sample(labels: labels, value: value))
    }
}

/// How many observations lay below each bound.
package struct Distribution: Sendable {
    /// Rising bounds, the last infinite, each with the count of all below it.
    package let cumulative: [(bound: Double, count: Double)]
    package let sum: Double

    init(cumulative: [(bound: Double, count: Double)], sum: Double) {
        self.cumulative = cumulative
        self.sum = sum
    }

    package var count: Double { cumulative.last?.count ?? 0 }

    package var mean: Double? { count > 0 ? sum / count : nil }

    /// What came since `before`; all of it where the process has started anew since.
    package func since(_ before: Distribution?) -> Distribution {
        guard let before, before.count <= count, before.cumulative.count == cumulative.count else {
            return self
        }
        return Distribution(
            cumulative: zip(cumulative, before.cumulative).map { ($0.bound, $0.count - $1.count) },
            sum: sum - before.sum)
    }

    /// The value below which the share `quantile` of the observations lies, read off between two
    /// bounds as Prometheus' `histogram_quantile` does; nil where there are none.
    package func quantile(_ quantile: Double) -> Double? {
        guard count > 0 else { return nil }
        let rank = quantile * count
        var lower = (bound: 0.0, count: 0.0)
        for bucket in cumulative {
            if bucket.count >= rank, bucket.count > lower.count {
                guard bucket.bound.isFinite else { return lower.bound }
                let share = (rank - lower.count) / (bucket.count - lower.count)
                return lower.bound + (bucket.bound - lower.bound) * share
            }
            lower = (bucket.bound, bucket.count)
        }
        return lower.bound.isFinite ? lower.bound : nil
    }
}
