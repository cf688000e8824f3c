internal import CConnector

/// The host's C table. Its functions may be called from any thread, and it lives until the process
/// ends.
struct HostTable: @unchecked Sendable {
    private let table: UnsafePointer<salesrl_host>

    /// Nil where the table is older than ABI 1 or has holes.
    init?(_ table: UnsafePointer<salesrl_host>) {
        let host = table.pointee
        guard host.abi == SALESRL_CONNECTOR_ABI,
            Int(host.size) >= MemoryLayout<salesrl_host>.size,
            host.deliver != nil, host.secret != nil, host.log != nil, host.checkpoint != nil,
            host.clock != nil, host.finished != nil
        else { return nil }
        self.table = table
    }

    func deliver(
        _ event: salesrl_bytes, _ done: salesrl_completion, _ context: UnsafeMutableRawPointer
    ) -> salesrl_result {
        table.pointee.deliver(table.pointee.context, event, done, context)
    }

    func secret(
        _ name: salesrl_bytes, _ done: salesrl_completion, _ context: UnsafeMutableRawPointer
    ) -> salesrl_result {
        table.pointee.secret(table.pointee.context, name, done, context)
    }

    func checkpoint(
        _ bytes: salesrl_bytes, _ done: salesrl_completion, _ context: UnsafeMutableRawPointer
    ) -> salesrl_result {
        table.pointee.checkpoint(table.pointee.context, bytes, done, context)
    }

    func log(_ level: Int32, _ text: salesrl_bytes) {
        table.pointee.log(table.pointee.context, level, text)
    }

    func clock() -> Int64 { table.pointee.clock(table.pointee.context) }

    func finished(_ error: ConnectorError?) {
        let reason = Array((error?.reason ?? "").utf8)
        reason.borrowed {
            table.pointee.finished(table.pointee.context, error?.code.number ?? 0, $0)
        }
    }
}

extension [UInt8] {
    /// The bytes as the C table takes them, for the time of the call.
    func borrowed<Result>(_ body: (salesrl_bytes) -> Result) -> Result {
        withUnsafeBufferPointer { body(salesrl_bytes(data: $0.baseAddress, count: $0.count)) }
    }

    /// A copy of what the other side lent.
    init(copying bytes: salesrl_bytes) {
        self.init(UnsafeBufferPointer(start: bytes.data, count: bytes.count))
    }
}
