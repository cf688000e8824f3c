package import Tracing

/// Which trace and which span of it something belongs to, as W3C Trace Context has it
/// (www.w3.org/TR/trace-context, version 00).
package struct SpanContext: Sendable, Equatable {
    /// Not all zero.
    package let traceHigh: UInt64
    package let traceLow: UInt64
    /// Not zero.
    package let span: UInt64
    /// Whoever began the trace keeps it.
    package let isSampled: Bool
    /// Of other vendors, handed on as it came.
    package let state: String?

    package init(
        traceHigh: UInt64, traceLow: UInt64, span: UInt64, isSampled: Bool, state: String? = nil
    ) {
        self.traceHigh = traceHigh
        self.traceLow = traceLow
        self.span = span
        self.isSampled = isSampled
        self.state = state
    }

    /// Reads "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"; nil where it is not that. A
    /// later version may go on behind its flags.
    package init?(traceparent text: String, state: String? = nil) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0].utf8.count == 2, parts[1].utf8.count == 32,
            parts[2].utf8.count == 16, parts[3].utf8.count == 2,
            let version = Self.number(parts[0]), version != 0xff, version != 0 || parts.count == 4,
            let high = Self.number(parts[1].prefix(16)), let low = Self.number(parts[1].suffix(16)),
            let span = Self.number(parts[2]), let flags = Self.number(parts[3]),
            high | low != 0, span != 0
        else { return nil }
        self.init(
            traceHigh: high, traceLow: low, span: span, isSampled: flags & 1 != 0,
            state: state.flatMap { $0.utf8.count <= 512 ? $0 : nil })
    }

    /// The same for the next one down the line.
    package var traceparent: String { "00-\(traceID)-\(spanID)-\(isSampled ? "01" : "00")" }

    package var traceID: String { Self.hexadecimal(traceHigh) + Self.hexadecimal(traceLow) }

    package var spanID: String { Self.hexadecimal(span) }

    static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Lower-case hexadecimal digits and nothing else.
    private static func number(_ text: Substring) -> UInt64? {
        guard text.utf8.allSatisfy({ JSONText.digits.contains($0) }) else { return nil }
        return UInt64(text, radix: 16)
    }
}

private enum SpanContextKey: ServiceContextKey {
    typealias Value = SpanContext
    static var nameOverride: String? { "traceparent" }
}

extension ServiceContext {
    package var span: SpanContext? {
        get { self[SpanContextKey.self] }
        set { self[SpanContextKey.self] = newValue }
    }
}
