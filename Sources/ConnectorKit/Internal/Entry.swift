internal import CConnector
internal import Synchronization

/// The connector of this library as the daemon's C table, and the C functions in it.
///
/// C functions capture nothing, so the type is kept here: a library holds one connector.
enum Entry {
    private struct Exported: @unchecked Sendable {
        let type: any Connector.Type
        let table: UnsafePointer<salesrl_connector>
    }

    private static let exported = Mutex<Exported?>(nil)

    static func table(of type: any Connector.Type) -> UnsafeRawPointer {
        exported.withLock { exported in
            if let exported {
                precondition(exported.type == type, "a library exports one connector")
                return UnsafeRawPointer(exported.table)
            }
            let table = makeTable(type.descriptor)
            exported = Exported(type: type, table: table)
            return UnsafeRawPointer(table)
        }
    }

    /// Made once and never freed: the daemon keeps pointers to it until the process ends.
    private static func makeTable(
        _ descriptor: ConnectorDescriptor
    ) -> UnsafePointer<salesrl_connector> {
        let options = UnsafeMutableBufferPointer<salesrl_option>.allocate(
            capacity: descriptor.options.count)
        for (index, option) in descriptor.options.enumerated() {
            options.initializeElement(
                at: index,
                to: salesrl_option(
                    name: permanent(option.name), type: option.kind.number,
                    required: option.isRequired ? 1 : 0,
                    default_value: option.defaultValue.map(permanent),
                    help: permanent(option.help), reserved: nil))
        }
        let table = UnsafeMutablePointer<salesrl_connector>.allocate(capacity: 1)
        table.initialize(
            to: salesrl_connector(
                abi: SALESRL_CONNECTOR_ABI, size: UInt32(MemoryLayout<salesrl_connector>.size),
                name: permanent(descriptor.name), version: permanent(descriptor.version),
                description: permanent(descriptor.description),
                options: UnsafePointer(options.baseAddress), option_count: options.count,
                start: { Entry.start($0, $1, $2) },
                stop: { Entry.running($0)?.stop() },
                write_back: descriptor.takesWriteBacks
                    ? { Entry.running($0)?.writeBack(Array(copying: $1), $2, $3) ?? 4 } : nil))
        return UnsafePointer(table)
    }

    private static func permanent(_ text: String) -> UnsafePointer<CChar> {
        let bytes = Array(text.utf8CString)
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        copy.initialize(from: bytes, count: bytes.count)
        return UnsafePointer(copy)
    }

    private static func running(_ instance: UnsafeMutableRawPointer?) -> Running? {
        instance.map { Unmanaged<Running>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func start(
        _ host: UnsafePointer<salesrl_host>?, _ start: UnsafePointer<salesrl_start>?,
        _ instance: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> salesrl_result {
        guard let host = host.flatMap(HostTable.init), let start, let instance,
            let type = exported.withLock({ $0?.type })
        else { return ConnectorError.Code.invalid.number }
        var values: [String: String] = [:]
        for index in 0..<Int(start.pointee.setting_count) {
            let setting = start.pointee.settings[index]
            guard let name = setting.name, let value = setting.value else { continue }
            values[String(cString: name)] = String(cString: value)
        }
        do {
            let connector = try type.init(settings: Settings(values))
            let running = Running(
                connector, host, checkpoint: Array(copying: start.pointee.checkpoint))
            // Never released: the daemon may still hold the pointer when the work has ended.
            instance.pointee = Unmanaged.passRetained(running).toOpaque()
            running.start()
            return 0
        } catch {
            Array("\(error)".utf8).borrowed { host.log(Host.LogLevel.error.rawValue, $0) }
            return ConnectorError.Code.invalid.number
        }
    }
}
