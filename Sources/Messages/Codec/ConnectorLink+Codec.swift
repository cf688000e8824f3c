internal import CMessages

/// A connector's process says that it is there.
package struct ConnectorStartRequest: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__connector_start_request__init)
    package static var name: String { type.name }
    private let message: Unpacked<Salesrl__V1__ConnectorStartRequest>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package var connector: String { message.read { text($0.connector) } }
    package var version: String { message.read { text($0.version) } }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { ConnectorStartRequest.name }
        package var connector: String
        package var version: String

        package init(connector: String = "", version: String = "") {
            self.connector = connector
            self.version = version
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(ConnectorStartRequest.type)
            fields.pointee.connector = arena.text(connector)
            fields.pointee.version = arena.text(version)
            return BuiltMessage(fields)
        }
    }
}

/// What a connector is started with.
package struct ConnectorStartResponse: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__connector_start_response__init)
    package static var name: String { type.name }
    private let message: Unpacked<Salesrl__V1__ConnectorStartResponse>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package var settings: [Setting] {
        message.read { list($0.n_settings, $0.settings, Setting.init) }
    }
    /// What the connector saved last.
    package var checkpoint: [UInt8] { message.read { Messages.bytes($0.checkpoint) } }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { ConnectorStartResponse.name }
        package var settings: [Setting]
        /// What the connector saved last.
        package var checkpoint: [UInt8]

        package init(settings: [Setting] = [], checkpoint: [UInt8] = []) {
            self.settings = settings
            self.checkpoint = checkpoint
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(ConnectorStartResponse.type)
            let settings = arena.list(settings) { $0.fields(in: arena) }
            fields.pointee.n_settings = settings.count
            fields.pointee.settings = settings.entries
            fields.pointee.checkpoint = arena.data(checkpoint)
            return BuiltMessage(fields)
        }
    }
}

/// Asks for a secret by name.
package struct SecretRequest: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__secret_request__init)
    package static var name: String { type.name }
    private let message: Unpacked<Salesrl__V1__SecretRequest>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    /// The name of its setting.
    package var secret: String { message.read { text($0.name) } }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { SecretRequest.name }
        /// The name of its setting.
        package var secret: String

        package init(secret: String = "") {
            self.secret = secret
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(SecretRequest.type)
            fields.pointee.name = arena.text(secret)
            return BuiltMessage(fields)
        }
    }
}

/// A secret. Never logged, and not left in the memory that it was packed in.
package struct SecretResponse: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__secret_response__init)
    package static var name: String { type.name }
    private let message: Unpacked<Salesrl__V1__SecretResponse>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits, isSecret: true)
    }

    package var value: [UInt8] { message.read { Messages.bytes($0.value) } }

    package struct Draft: MessageDraft {
        package static var name: String { SecretResponse.name }
        package static var isSecret: Bool { true }
        private let count: Int
        private let fill: @Sendable (UnsafeMutableRawBufferPointer) -> Void

        /// `fill` writes the secret's `count` bytes to where it is packed from.
        package init(
            count: Int, fill: @escaping @Sendable (UnsafeMutableRawBufferPointer) -> Void
        ) {
            self.count = count
            self.fill = fill
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(SecretResponse.type)
            let start = arena.take(count)
            fill(UnsafeMutableRawBufferPointer(start: start, count: count))
            fields.pointee.value = ProtobufCBinaryData(
                len: count, data: start.assumingMemoryBound(to: UInt8.self))
            return BuiltMessage(fields)
        }
    }
}

/// A line for the daemon's log.
package struct LogRequest: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__log_request__init)
    package static var name: String { type.name }
    private let message: Unpacked<Salesrl__V1__LogRequest>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package var level: LogLevel { message.read { LogLevel(rawValue: $0.level.rawValue) ?? .info } }
    package var text: String { message.read { Messages.text($0.message) } }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { LogRequest.name }
        package var level: LogLevel
        package var text: String

        package init(level: LogLevel, text: String = "") {
            self.level = level
            self.text = text
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(LogRequest.type)
            fields.pointee.level = Salesrl__V1__LogLevel(rawValue: level.rawValue)
            fields.pointee.message = arena.text(text)
            return BuiltMessage(fields)
        }
    }
}

/// The line was taken.
package struct LogResponse: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__log_response__init)
    package static var name: String { type.name }
    private let message: Unpacked<Salesrl__V1__LogResponse>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { LogResponse.name }

        package init() {}

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            BuiltMessage(arena.make(LogResponse.type))
        }
    }
}

/// Bytes that the connector wants back at its next start.
package struct CheckpointRequest: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__checkpoint_request__init)
    package static var name: String { type.name }
    private let message: Unpacked<Salesrl__V1__CheckpointRequest>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package var checkpoint: [UInt8] { message.read { Messages.bytes($0.checkpoint) } }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { CheckpointRequest.name }
        package var checkpoint: [UInt8]

        package init(checkpoint: [UInt8] = []) {
            self.checkpoint = checkpoint
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(CheckpointRequest.type)
            fields.pointee.checkpoint = arena.data(checkpoint)
            return BuiltMessage(fields)
        }
    }
}

/// The checkpoint is kept.
package struct CheckpointResponse: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__checkpoint_response__init)
    package static var name: String { type.name }
    private let message: Unpacked<Salesrl__V1__CheckpointResponse>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { CheckpointResponse.name }

        package init() {}

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            BuiltMessage(arena.make(CheckpointResponse.type))
        }
    }
}

package enum LogLevel: UInt32, Sendable {
    case debug = 1
    case info = 2
    case warning = 3
    case error = 4
}

/// One setting of a connector.
package struct Setting: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

extension Setting {
    private static let type = WireType(salesrl__v1__setting__init)

    init(_ fields: Salesrl__V1__Setting) {
        self.init(name: text(fields.name), value: text(fields.value))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__Setting> {
        let fields = arena.make(Self.type)
        fields.pointee.name = arena.text(name)
        fields.pointee.value = arena.text(value)
        return fields
    }
}
