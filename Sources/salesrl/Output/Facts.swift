internal import Foundation

/// What is told of one thing, in order: a row of a table for people, an object for programs.
struct Facts {
    enum Value: Encodable {
        case text(String)
        case number(Int64)
        case real(Double)
        case flag(Bool)
        /// Milliseconds since 1970-01-01 UTC; told as RFC 3339 has it.
        case time(Int64)
        case texts([String: String])

        /// Absent from the object, blank in the table.
        var isNothing: Bool {
            switch self {
            case .text(let text): text.isEmpty
            case .time(let time): time == 0
            case .texts(let texts): texts.isEmpty
            case .number, .real, .flag: false
            }
        }

        /// For a table.
        var shown: String {
            switch self {
            case .text(let text): text
            case .number(let number): "\(number)"
            case .real(let real): real == real.rounded() ? "\(Int64(real))" : "\(real)"
            case .flag(let flag): flag ? "yes" : "no"
            case .time(let time): time == 0 ? "" : Self.date(time)
            case .texts(let texts):
                texts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                    .joined(separator: " ")
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            case .real(let real): try container.encode(real)
            case .flag(let flag): try container.encode(flag)
            case .time(let time): try container.encode(Self.date(time))
            case .texts(let texts): try container.encode(texts)
            }
        }

        private static func date(_ milliseconds: Int64) -> String {
            Date(timeIntervalSince1970: Double(milliseconds) / 1000)
                .formatted(.iso8601.dateTimeSeparator(.standard))
        }
    }

    let fields: [(name: String, value: Value)]

    init(_ fields: KeyValuePairs<String, Value>) {
        self.fields = fields.map { (name: $0.key, value: $0.value) }
    }

    func jsonLine() throws -> String {
        try Dictionary(
            uniqueKeysWithValues: fields.filter { !$0.value.isNothing }.map { ($0.name, $0.value) }
        ).jsonLine()
    }

    /// One line a fact.
    var lines: [String] {
        fields.filter { !$0.value.isNothing }.map { padded($0.name, to: 24) + $0.value.shown }
    }

    /// A table of many, its columns as wide as what is in them; columns that are blank all the way
    /// down are left out.
    static func table(_ rows: [Facts]) -> [String] {
        guard let first = rows.first else { return ["none"] }
        let columns = first.fields.indices.filter { column in
            rows.contains { !$0.fields[column].value.isNothing }
        }
        let widths = columns.map { column in
            min(
                Self.widthMax,
                max(
                    first.fields[column].name.count,
                    rows.map { $0.fields[column].value.shown.count }.max() ?? 0))
        }
        let head = zip(columns, widths).map { padded(first.fields[$0].name, to: $1) }
        let body = rows.map { row in
            zip(columns, widths).map { padded(row.fields[$0].value.shown, to: $1) }
        }
        return ([head] + body).map {
            let line = $0.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    private static let widthMax = 60
}
