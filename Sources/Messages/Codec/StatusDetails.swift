internal import CMessages

/// Which error it is, for a program to switch on.
package struct ErrorInfo: MessageDraft, Equatable {
    /// UPPER_SNAKE_CASE, unique within the domain: "TURN_OUT_OF_ORDER".
    package var reason: String
    package var domain: String
    package var metadata: [String: String]

    package init(reason: String, domain: String, metadata: [String: String] = [:]) {
        self.reason = reason
        self.domain = domain
        self.metadata = metadata
    }
}

/// Which fields of a request are wrong, and how.
package struct BadRequest: MessageDraft, Equatable {
    package struct Violation: Sendable, Equatable {
        /// "turns[3].text".
        package var field: String
        package var description: String

        package init(field: String, description: String) {
            self.field = field
            self.description = description
        }
    }
    package var violations: [Violation]

    package init(_ violations: [Violation]) { self.violations = violations }
}

/// When to come back.
package struct RetryInfo: MessageDraft, Equatable {
    package var delay: Duration

    package init(delay: Duration) { self.delay = delay }
}

// MARK: As details of a status

extension Status {
    /// The domain of every ErrorInfo of ours.
    package static let domain = "salesrl"

    /// invalidArgument that names one field.
    package static func fieldViolation(field: String, description: String) -> Status {
        Status(
            .invalidArgument, "\(field): \(description)",
            details: [.badRequest([.init(field: field, description: description)])])
    }

    /// This status, with a reason that programs can switch on.
    package func errorInfo(
        reason: String, domain: String = Status.domain, metadata: [String: String] = [:]
    ) -> Status {
        adding(.errorInfo(reason: reason, domain: domain, metadata: metadata))
    }

    /// This status, with a hint when to come back.
    package func retry(after delay: Duration) -> Status { adding(.retry(after: delay)) }

    package func adding(_ detail: Detail) -> Status {
        var status = self
        status.details.append(detail)
        return status
    }

    package var errorInfo: ErrorInfo? { first(ErrorInfo.init(decoding:)) }
    package var badRequest: BadRequest? { first(BadRequest.init(decoding:)) }
    package var retryInfo: RetryInfo? { first(RetryInfo.init(decoding:)) }

    /// The first detail of the type. What cannot be read counts as absent: details are hints.
    private func first<Value: MessageDraft>(
        _ decode: ([UInt8]) throws(MessageError) -> Value
    ) -> Value? {
        for detail in details where detail.typeURL == Detail.url(Value.name) {
            do throws(MessageError) { return try decode(detail.value) } catch { continue }
        }
        return nil
    }
}

extension Status.Detail {
    package static func errorInfo(
        reason: String, domain: String = Status.domain, metadata: [String: String] = [:]
    ) -> Self {
        Self(ErrorInfo(reason: reason, domain: domain, metadata: metadata))
    }

    package static func badRequest(_ violations: [BadRequest.Violation]) -> Self {
        Self(BadRequest(violations))
    }

    package static func retry(after delay: Duration) -> Self { Self(RetryInfo(delay: delay)) }

    /// Any message as a detail.
    package init<Message: MessageDraft>(_ message: Message) {
        self.init(typeURL: Self.url(Message.name), value: message.bytes())
    }

    static func url(_ name: String) -> String { "type.googleapis.com/\(name)" }
}

// MARK: Codec

extension ErrorInfo {
    static let type = WireType(google__rpc__error_info__init)
    private static let entryType = WireType(google__rpc__error_info__metadata_entry__init)
    package static var name: String { type.name }

    package init(decoding bytes: [UInt8]) throws(MessageError) {
        let message = try Unpacked(Self.type, bytes)
        self = message.read { fields in
            let entries = list(fields.n_metadata, fields.metadata) {
                (text($0.key), text($0.value))
            }
            return ErrorInfo(
                reason: text(fields.reason), domain: text(fields.domain),
                metadata: Dictionary(entries) { $1 })
        }
    }

    /// Metadata goes in the order of its keys, so that equal values have equal bytes.
    package func build(in arena: borrowing Arena) -> BuiltMessage {
        let fields = arena.make(Self.type)
        fields.pointee.reason = arena.text(reason)
        fields.pointee.domain = arena.text(domain)
        let entries = arena.list(metadata.sorted { $0.key < $1.key }) { entry in
            let fields = arena.make(Self.entryType)
            fields.pointee.key = arena.text(entry.key)
            fields.pointee.value = arena.text(entry.value)
            return fields
        }
        fields.pointee.n_metadata = entries.count
        fields.pointee.metadata = entries.entries
        return BuiltMessage(fields)
    }
}

extension BadRequest {
    static let type = WireType(google__rpc__bad_request__init)
    private static let violationType = WireType(google__rpc__bad_request__field_violation__init)
    package static var name: String { type.name }

    package init(decoding bytes: [UInt8]) throws(MessageError) {
        let message = try Unpacked(Self.type, bytes)
        violations = message.read {
            list($0.n_field_violations, $0.field_violations) {
                Violation(field: text($0.field), description: text($0.description))
            }
        }
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        let fields = arena.make(Self.type)
        let violations = arena.list(violations) { violation in
            let fields = arena.make(Self.violationType)
            fields.pointee.field = arena.text(violation.field)
            fields.pointee.description = arena.text(violation.description)
            return fields
        }
        fields.pointee.n_field_violations = violations.count
        fields.pointee.field_violations = violations.entries
        return BuiltMessage(fields)
    }
}

extension RetryInfo {
    static let type = WireType(google__rpc__retry_info__init)
    private static let delayType = WireType(google__rpc__retry_info__delay__init)
    package static var name: String { type.name }

    package init(decoding bytes: [UInt8]) throws(MessageError) {
        let message = try Unpacked(Self.type, bytes)
        delay = message.read { fields in
            guard let delay = fields.retry_delay?.pointee else { return .zero }
            return .seconds(delay.seconds) + .nanoseconds(Int64(delay.nanos))
        }
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        let fields = arena.make(Self.type)
        let delay = arena.make(Self.delayType)
        delay.pointee.seconds = self.delay.components.seconds
        delay.pointee.nanos = Int32(self.delay.components.attoseconds / 1_000_000_000)
        fields.pointee.retry_delay = delay
        return BuiltMessage(fields)
    }
}
