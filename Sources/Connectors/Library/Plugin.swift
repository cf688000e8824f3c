internal import CConnector

/// A library that passed the loader: its descriptor, read once.
package struct Plugin: @unchecked Sendable {
    package let path: String
    package let name: String
    package let version: String
    package let description: String
    package let options: [PluginOption]
    package var takesWriteBacks: Bool { table.write_back != nil }
    /// Functions into the library, which stays open until the process ends.
    let table: salesrl_connector

    /// `start` points to a descriptor of whatever version: only `abi` and `size` are sure to be
    /// there.
    init(path: String, reading start: UnsafeRawPointer) throws(PluginError) {
        let abi = start.load(as: UInt32.self)
        guard abi == SALESRL_CONNECTOR_ABI else {
            throw PluginError(
                .abi,
                "\(path): was built for connector ABI \(abi), this daemon speaks"
                    + " \(SALESRL_CONNECTOR_ABI); rebuild it with this version's"
                    + " salesrl_connector.h or ConnectorKit")
        }
        let size = Int(start.load(fromByteOffset: 4, as: UInt32.self))
        guard size >= Self.sizeMin, size <= Self.sizeMax else {
            throw PluginError(
                .size,
                "\(path): its descriptor says it has \(size) bytes; ABI \(abi) has"
                    + " \(Self.sizeMin) to \(Self.sizeMax)")
        }
        // A descriptor older than this daemon is shorter: what it does not have stays empty.
        var table = salesrl_connector()
        withUnsafeMutableBytes(of: &table) { bytes in
            bytes.baseAddress?.copyMemory(from: start, byteCount: min(size, bytes.count))
        }
        guard let name = table.name.map({ String(cString: $0) }), name.isPlainName else {
            throw PluginError(
                .descriptor,
                "\(path): its name must be 1 to 64 letters, digits, \"-\" or \"_\"")
        }
        guard table.start != nil, table.stop != nil else {
            throw PluginError(.descriptor, "\(path): its descriptor lacks start or stop")
        }
        self.path = path
        self.name = name
        version = table.version.map { String(cString: $0) } ?? ""
        description = table.description.map { String(cString: $0) } ?? ""
        options = try PluginOption.read(table, path: path)
        self.table = table
    }

    /// Every library of ABI 1 has at least this much: the whole of what was first published.
    private static let sizeMin = MemoryLayout<salesrl_connector>.size
    /// No later version will be longer than this, so more is not a size.
    private static let sizeMax = 4096
}
