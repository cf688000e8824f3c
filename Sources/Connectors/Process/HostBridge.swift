internal import CConnector
internal import Foundation
internal import Messages
internal import Synchronization

/// The host's C table, and the functions in it. Lives until the process ends, for a connector's
/// threads may call it until then.
final class HostBridge: Sendable {
    private struct State {
        var underWay = 0
        var isFinished = false
    }

    private let link: HostLink
    private let signs: Signs
    private let state = Mutex(State())

    init(_ link: HostLink, signs: Signs) {
        self.link = link
        self.signs = signs
    }

    /// A new table, never freed, that keeps this bridge.
    var table: HostTablePointer {
        let table = UnsafeMutablePointer<salesrl_host>.allocate(capacity: 1)
        table.initialize(
            to: salesrl_host(
                abi: SALESRL_CONNECTOR_ABI, size: UInt32(MemoryLayout<salesrl_host>.size),
                context: Unmanaged.passRetained(self).toOpaque(),
                deliver: { context, bytes, done, doneContext in
                    HostBridge.of(context).ask(bytes, done, doneContext) { await $0.deliver($1) }
                },
                secret: { context, bytes, done, doneContext in
                    HostBridge.of(context).ask(bytes, done, doneContext) { await $0.secret($1) }
                },
                log: { context, level, text in
                    HostBridge.of(context).log(level, Array(copying: text))
                },
                checkpoint: { context, bytes, done, doneContext in
                    HostBridge.of(context).ask(bytes, done, doneContext) { await $0.keep($1) }
                },
                clock: { _ in Int64(Date().timeIntervalSince1970 * 1000) },
                finished: { context, result, reason in
                    HostBridge.of(context).finished(result, Array(copying: reason))
                }))
        return HostTablePointer(table: UnsafePointer(table))
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> HostBridge {
        guard let context else {
            preconditionFailure("the connector called the host without its context")
        }
        return Unmanaged<HostBridge>.fromOpaque(context).takeUnretainedValue()
    }

    private func ask(
        _ bytes: salesrl_bytes, _ done: salesrl_completion?,
        _ doneContext: UnsafeMutableRawPointer?,
        _ call: @escaping @Sendable (HostLink, [UInt8]) async -> HostLink.Reply
    ) -> salesrl_result {
        guard let done else { return salesrl_result(SALESRL_INVALID) }
        let refusal: Int? = state.withLock { state in
            if state.isFinished { return SALESRL_STOPPING }
            if state.underWay >= ProcessLimits.callsUnderWay { return SALESRL_TRY_AGAIN }
            state.underWay += 1
            return nil
        }
        if let refusal { return salesrl_result(refusal) }
        let caller = Caller(done: done, context: doneContext)
        let bytes = Array(copying: bytes)
        Task {
            let reply = await call(link, bytes)
            state.withLock { $0.underWay -= 1 }
            caller.complete(reply)
        }
        return salesrl_result(SALESRL_OK)
    }

    private func log(_ level: Int32, _ text: [UInt8]) {
        let level = UInt32(exactly: level).flatMap(LogLevel.init(rawValue:)) ?? .info
        link.log(level, String(decoding: text, as: UTF8.self))
    }

    private func finished(_ result: salesrl_result, _ reason: [UInt8]) {
        let isFirst = state.withLock { state in
            defer { state.isFinished = true }
            return !state.isFinished
        }
        if isFirst { signs.give(.finished(result, String(decoding: reason, as: UTF8.self))) }
    }
}

struct HostTablePointer: @unchecked Sendable {
    let table: UnsafePointer<salesrl_host>
}

/// Who waits for an answer. A caller keeps its context valid until it is called back.
private struct Caller: @unchecked Sendable {
    let done: salesrl_completion
    let context: UnsafeMutableRawPointer?

    func complete(_ reply: HostLink.Reply) {
        reply.bytes.withUnsafeBufferPointer {
            done(context, reply.result, salesrl_bytes(data: $0.baseAddress, count: $0.count))
        }
    }
}

extension [UInt8] {
    /// A copy of what the other side lent.
    init(copying bytes: salesrl_bytes) {
        self.init(UnsafeBufferPointer(start: bytes.data, count: bytes.count))
    }
}
