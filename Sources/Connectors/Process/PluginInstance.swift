internal import CConnector
internal import Dispatch
internal import Glibc
internal import Synchronization

/// A connector at work in this process. Its functions are called one at a time, on a thread that
/// may block without harm.
final class PluginInstance: Sendable {
    private struct Instance: @unchecked Sendable {
        var pointer: UnsafeMutableRawPointer?
    }

    private let plugin: Plugin
    private let queue = DispatchQueue(label: "salesrl.connector")
    /// Used on the queue only.
    private let instance = Mutex(Instance())

    init(_ plugin: Plugin) { self.plugin = plugin }

    func start(
        _ host: HostTablePointer, _ settings: [String: String], _ checkpoint: [UInt8]
    ) async throws(PluginError) {
        let result: salesrl_result = await withCheckedContinuation { continuation in
            queue.async {
                continuation.resume(returning: self.call(host, settings, checkpoint))
            }
        }
        guard result == okResult else {
            throw PluginError(
                .start, "\(plugin.path): \(plugin.name) did not start: code \(result)")
        }
    }

    private func call(
        _ host: HostTablePointer, _ settings: [String: String], _ checkpoint: [UInt8]
    ) -> salesrl_result {
        // Every C string is copied once and freed after the call: it is lent, no more.
        let texts = settings.sorted { $0.key < $1.key }.map { (strdup($0.key), strdup($0.value)) }
        defer {
            for (name, value) in texts {
                free(name)
                free(value)
            }
        }
        let list = texts.map { salesrl_setting(name: $0.0, value: $0.1) }
        return list.withUnsafeBufferPointer { list in
            checkpoint.withUnsafeBufferPointer { checkpoint in
                var start = salesrl_start(
                    size: UInt32(MemoryLayout<salesrl_start>.size),
                    setting_count: UInt32(list.count), settings: list.baseAddress,
                    checkpoint: salesrl_bytes(
                        data: checkpoint.baseAddress, count: checkpoint.count))
                var pointer: UnsafeMutableRawPointer?
                let result = plugin.table.start(host.table, &start, &pointer)
                let made = Instance(pointer: pointer)
                instance.withLock { $0 = made }
                return result
            }
        }
    }

    /// Asks the connector to end; `finished` says when it has.
    func stop() {
        queue.async { self.plugin.table.stop(self.instance.withLock { $0 }.pointer) }
    }

    /// Returns when the connector has carried it, or says that it could not.
    func writeBack(_ bytes: [UInt8]) async -> (result: salesrl_result, reason: String) {
        await withCheckedContinuation { continuation in
            queue.async {
                let waiter = Unmanaged.passRetained(Waiter(continuation)).toOpaque()
                let pointer = self.instance.withLock { $0 }.pointer
                let result = bytes.withUnsafeBufferPointer {
                    self.plugin.table.write_back(
                        pointer, salesrl_bytes(data: $0.baseAddress, count: $0.count),
                        Waiter.done, waiter)
                }
                guard result != okResult else { return }
                Unmanaged<Waiter>.fromOpaque(waiter).takeRetainedValue().resume(result, "")
            }
        }
    }
}

/// A task that waits for a connector's completion.
private final class Waiter: Sendable {
    private let continuation: CheckedContinuation<(result: salesrl_result, reason: String), Never>

    init(_ continuation: CheckedContinuation<(result: salesrl_result, reason: String), Never>) {
        self.continuation = continuation
    }

    func resume(_ result: salesrl_result, _ reason: String) {
        continuation.resume(returning: (result, reason))
    }

    static let done: salesrl_completion = { context, result, reply in
        guard let context else { return }
        Unmanaged<Waiter>.fromOpaque(context).takeRetainedValue()
            .resume(result, String(decoding: Array(copying: reply), as: UTF8.self))
    }
}
