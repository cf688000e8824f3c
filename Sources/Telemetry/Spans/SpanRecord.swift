internal import Tracing

/// A span that has ended, as OTLP's JSON has it: ids in hexadecimal, times and whole numbers as
/// texts (opentelemetry.io/docs/specs/otlp, "JSON Protobuf Encoding").
struct SpanRecord {
    let context: SpanContext
    let parent: UInt64?
    let name: String
    let kind: SpanKind
    /// Nanoseconds since 1970-01-01 UTC.
    let began: UInt64
    let ended: UInt64
    let attributes: SpanAttributes
    let events: [SpanEvent]
    let links: [SpanContext]
    let status: SpanStatus?

    func append(to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        Self.append("traceId", context.traceID, to: &bytes)
        Self.append("spanId", context.spanID, to: &bytes)
        if let state = context.state { Self.append("traceState", state, to: &bytes) }
        if let parent {
            Self.append("parentSpanId", SpanContext.hexadecimal(parent), to: &bytes)
        }
        Self.append("name", name, to: &bytes)
        JSONText.append(key: "kind", to: &bytes)
        bytes += "\(number(of: kind))".utf8
        Self.append("startTimeUnixNano", "\(began)", to: &bytes)
        Self.append("endTimeUnixNano", "\(ended)", to: &bytes)
        Self.append(attributes, to: &bytes)
        if !events.isEmpty { appendEvents(to: &bytes) }
        if !links.isEmpty { appendLinks(to: &bytes) }
        if let status { append(status, to: &bytes) }
        bytes.append(UInt8(ascii: "}"))
    }

    /// SPAN_KIND_INTERNAL to SPAN_KIND_CONSUMER.
    private func number(of kind: SpanKind) -> Int {
        switch kind {
        case .internal: 1
        case .server: 2
        case .client: 3
        case .producer: 4
        case .consumer: 5
        }
    }

    private static func append(_ key: String, _ text: String, to bytes: inout [UInt8]) {
        JSONText.append(key: key, to: &bytes)
        JSONText.append(text, to: &bytes)
    }

    private func appendEvents(to bytes: inout [UInt8]) {
        JSONText.append(key: "events", to: &bytes)
        bytes.append(UInt8(ascii: "["))
        for (index, event) in events.enumerated() {
            bytes += (index > 0 ? ",{" : "{").utf8
            Self.append("timeUnixNano", "\(event.nanosecondsSinceEpoch)", to: &bytes)
            Self.append("name", event.name, to: &bytes)
            Self.append(event.attributes, to: &bytes)
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private func appendLinks(to bytes: inout [UInt8]) {
        JSONText.append(key: "links", to: &bytes)
        bytes.append(UInt8(ascii: "["))
        for (index, link) in links.enumerated() {
            bytes += (index > 0 ? ",{" : "{").utf8
            Self.append("traceId", link.traceID, to: &bytes)
            Self.append("spanId", link.spanID, to: &bytes)
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// STATUS_CODE_OK, STATUS_CODE_ERROR
    private func append(_ status: SpanStatus, to bytes: inout [UInt8]) {
        JSONText.append(key: "status", to: &bytes)
        bytes += "{\"code\":\(status.code == .error ? 2 : 1)".utf8
        if let message = status.message { Self.append("message", message, to: &bytes) }
        bytes.append(UInt8(ascii: "}"))
    }

    static func append(_ attributes: SpanAttributes, to bytes: inout [UInt8]) {
        guard !attributes.isEmpty else { return }
        var all: [(key: String, value: SpanAttribute)] = []
        // swift-format-ignore: ReplaceForEachWithForLoop
        attributes.forEach { all.append(($0, $1)) }
        JSONText.append(key: "attributes", to: &bytes)
        bytes.append(UInt8(ascii: "["))
        for (index, attribute) in all.sorted(by: { $0.key < $1.key }).enumerated() {
            bytes += (index > 0 ? ",{" : "{").utf8
            append("key", attribute.key, to: &bytes)
            JSONText.append(key: "value", to: &bytes)
            append(attribute.value, to: &bytes)
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private static func append(_ value: SpanAttribute, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        switch value {
        case .int32(let number): append("intValue", "\(number)", to: &bytes)
        case .int64(let number): append("intValue", "\(number)", to: &bytes)
        case .double(let number) where number.isFinite:
            JSONText.append(key: "doubleValue", to: &bytes)
            bytes += "\(number)".utf8
        case .bool(let flag):
            JSONText.append(key: "boolValue", to: &bytes)
            bytes += "\(flag)".utf8
        case .string(let text): append("stringValue", text, to: &bytes)
        case .stringConvertible(let value): append("stringValue", "\(value)", to: &bytes)
        default: append("stringValue", "\(value)", to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }
}
