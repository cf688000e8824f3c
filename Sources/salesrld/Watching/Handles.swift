internal import CoreMetrics
internal import Messages
internal import Telemetry

// Handles of swift-metrics for families of the catalogue.

extension Counter {
    convenience init(_ family: Family, _ labels: [String]) {
        self.init(label: family.name, dimensions: Array(zip(family.labels, labels)))
    }
}

extension CoreMetrics.Timer {
    convenience init(_ family: Family, _ labels: [String]) {
        self.init(label: family.name, dimensions: Array(zip(family.labels, labels)))
    }

    func record(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}

extension StatusCode {
    /// As gRPC writes it: "NOT_FOUND".
    var grpcName: String {
        "\(self)".reduce(into: "") { name, letter in
            if letter.isUppercase { name += "_" }
            name += letter.uppercased()
        }
    }
}
