internal import CCurl
internal import Foundation
internal import Synchronization

/// The thread on which libcurl works: one multi handle, any number of transfers.
///
/// Others leave orders and wake it; all of libcurl but the waking happens on the thread.
final class CurlLoop: Sendable {
    /// libcurl lets any thread call `curl_multi_wakeup`; nothing else is called from outside.
    private struct Multi: @unchecked Sendable {
        let handle: UnsafeMutableRawPointer
    }

    private struct Orders {
        var begin: [Transfer] = []
        var drop: [Transfer] = []
        var isClosing = false
    }

    private let multi: Multi
    private let orders = Mutex(Orders())
    /// Milliseconds between looks at the clock when nothing happens; libcurl's own timers come
    /// earlier.
    private static let idleMilliseconds: Int32 = 60_000

    private static let process: CURLcode = curl_begin_process()

    init() throws(OutboundError) {
        guard Self.process == CURLE_OK, let handle = curl_multi_init() else {
            throw OutboundError(.unreachable, "libcurl does not start: out of memory")
        }
        curl_multi_set_long(
            handle, CURLMOPT_MAXCONNECTS, OutboundLimits.connectionsPerHost)
        curl_multi_set_long(
            handle, CURLMOPT_MAX_HOST_CONNECTIONS, OutboundLimits.connectionsPerHost)
        multi = Multi(handle: handle)
        let thread = Thread { [self] in run() }
        thread.name = "outbound"
        thread.start()
    }

    func begin(_ transfer: Transfer) {
        let isOpen = order { $0.begin.append(transfer) }
        if !isOpen { transfer.finish(.failure(Self.closed)) }
    }

    func drop(_ transfer: Transfer) { _ = order { $0.drop.append(transfer) } }

    /// False: it is too late. Waking is part of the lock: the thread frees the handle once it has
    /// seen the order to close.
    private func order(_ change: (inout Orders) -> Void) -> Bool {
        orders.withLock { orders in
            guard !orders.isClosing else { return false }
            change(&orders)
            curl_multi_wakeup(multi.handle)
            return true
        }
    }

    /// Transfers under way end with ``OutboundError/Code/closed``.
    func close() { _ = order { $0.isClosing = true } }

    private static let closed = OutboundError(.closed, "the client of the service was closed")

    // MARK: The thread

    private func run() {
        var active: [UnsafeMutableRawPointer: Transfer] = [:]
        while true {
            let todo = orders.withLock { orders in
                let taken = orders
                orders.begin = []
                orders.drop = []
                return taken
            }
            for transfer in todo.begin { start(transfer, &active) }
            for transfer in todo.drop { stop(transfer, &active) }
            if todo.isClosing { break }
            var running: Int32 = 0
            curl_multi_perform(multi.handle, &running)
            harvest(&active)
            curl_multi_poll(multi.handle, nil, 0, Self.idleMilliseconds, nil)
        }
        for (easy, transfer) in active {
            curl_multi_remove_handle(multi.handle, easy)
            transfer.finish(.failure(Self.closed))
        }
        curl_multi_cleanup(multi.handle)
    }

    private func start(
        _ transfer: Transfer, _ active: inout [UnsafeMutableRawPointer: Transfer]
    ) {
        guard !transfer.isOver else { return }
        guard let easy = transfer.prepare() else {
            return transfer.finish(
                .failure(OutboundError(.unreachable, "libcurl does not start: out of memory")))
        }
        guard curl_multi_add_handle(multi.handle, easy) == CURLM_OK else {
            return transfer.finish(
                .failure(OutboundError(.unreachable, "libcurl refuses the transfer")))
        }
        active[easy] = transfer
    }

    /// A transfer that is dropped before it was begun, or after it ended, has nothing to stop.
    private func stop(
        _ transfer: Transfer, _ active: inout [UnsafeMutableRawPointer: Transfer]
    ) {
        if let easy = transfer.handle, active.removeValue(forKey: easy) != nil {
            curl_multi_remove_handle(multi.handle, easy)
        }
        transfer.finish(.failure(OutboundError(.cancelled, "the caller gave up waiting")))
    }

    private func harvest(_ active: inout [UnsafeMutableRawPointer: Transfer]) {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi.handle, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle
            else { continue }
            let code = message.pointee.data.result
            curl_multi_remove_handle(multi.handle, easy)
            active.removeValue(forKey: easy)?.end(code)
        }
    }
}
