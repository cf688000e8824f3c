internal import Glibc
internal import Logging
internal import Messages
internal import Synchronization
internal import Wire

/// Keeps one connector's process alive: starts it, serves its link, waits for its end, and starts
/// it again after a pause. It never gives up; it says what is wrong.
final class Supervisor: Sendable {
    private struct State {
        var state = ConnectorStatus.State.stopped
        var child: Child?
        var starts = 0
        var lastError: String?
        var isStopping = false
        /// ``stop()`` was called.
        var isOver = false
        var isEnabled = true
        /// ``start()`` was called.
        var isStarted = false
        var task: Task<Void, Never>?
    }

    let service: LinkService
    private let executable: String
    private let limits: ConnectorLimits
    private let logger: Logger
    private let state = Mutex(State())

    init(_ service: LinkService, executable: String, limits: ConnectorLimits, logger: Logger) {
        self.service = service
        self.executable = executable
        self.limits = limits
        self.logger = logger
    }

    private var configuration: ConnectorConfiguration { service.configuration }

    func start() {
        state.withLock { state in
            state.isStarted = true
            guard state.task == nil, !state.isStopping else { return }
            guard state.isEnabled else {
                state.state = .disabled
                return
            }
            state.state = .starting
            state.task = Task { await self.run() }
        }
    }

    /// Asks the process to stop, ends it when it does not, and returns when it is gone. For good.
    func stop() async {
        state.withLock { $0.isOver = true }
        await halt()
    }

    /// Ends the process there is, and starts another where the connector is in service. For one
    /// caller at a time.
    func restart(isEnabled: Bool) async {
        state.withLock { $0.isEnabled = isEnabled }
        await halt()
        let begins = state.withLock { state in
            guard !state.isOver else { return false }
            state.isStopping = false
            state.task = nil
            state.lastError = nil
            return state.isStarted
        }
        if begins { start() }
    }

    private func halt() async {
        let (child, task) = state.withLock { state in
            state.isStopping = true
            return (state.child, state.task)
        }
        task?.cancel()
        if let child { await end(child) }
        await task?.value
    }

    var status: ConnectorStatus {
        let counts = service.counts
        let writeBacks = service.writeBacks.counts
        return state.withLock { state in
            ConnectorStatus(
                tenant: configuration.tenant, name: configuration.name, state: state.state,
                pid: state.child?.pid, restarts: max(0, state.starts - 1),
                lastError: state.lastError, delivered: counts.delivered, refused: counts.refused,
                writeBacksWaiting: writeBacks.waiting, writtenBack: writeBacks.carried)
        }
    }

    private func run() async {
        var pause = RestartPause(limits)
        while !Task.isCancelled {
            let began = ContinuousClock.now
            let end: ChildEnd?
            do throws(PluginError) {
                end = try await live()
            } catch {
                end = nil
                report("\(error)")
            }
            if Task.isCancelled { break }
            if end == .code(0) {
                logger.info("connector has nothing more to do")
                return state.withLock { $0.state = .finished }
            }
            if let end { report(explained(end)) }
            let wait = pause.take(after: began.duration(to: .now))
            state.withLock { $0.state = .waiting }
            logger.info("connector starts again in \(wait)")
            do {
                try await Task.sleep(for: wait)
            } catch {
                break
            }
        }
        state.withLock { $0.state = .stopped }
    }

    /// One process, from its start to its end.
    private func live() async throws(PluginError) -> ChildEnd {
        let arguments = ["connector", configuration.name, configuration.library]
        let (child, descriptor) = try Child.start(executable, arguments)
        let mustStop = state.withLock { state in
            state.child = child
            state.state = .starting
            state.starts += 1
            return state.isStopping
        }
        service.writeBacks.restart()
        let link = await serve(descriptor, child)
        if mustStop { await end(child) }
        let how = await child.ended()
        if let link { await close(link) }
        state.withLock { $0.child = nil }
        return how
    }

    private func serve(_ descriptor: Int32, _ child: Child) async -> NativeSocket? {
        do throws(WireError) {
            let pid = child.pid
            return try await NativeSocket.serve(
                descriptor: descriptor, peer: "connector \(configuration.name)",
                services: [service.service { [self] in started(pid) }], limits: Link.limits,
                logger: logger)
        } catch {
            report("the link to its process cannot be served: \(error)")
            child.send(SIGKILL)
            return nil
        }
    }

    /// What the process said last may still be in the socket, so the link is read to its end.
    /// Somebody else may hold the socket open, so that has an end, too.
    private func close(_ link: NativeSocket) async {
        let closer = Task {
            do {
                try await Task.sleep(for: .seconds(1))
                await link.drain()
            } catch {
                // It closed by itself.
            }
        }
        await link.closed()
        closer.cancel()
    }

    private func started(_ pid: Int32) {
        state.withLock { state in
            if state.child?.pid == pid { state.state = .running }
        }
    }

    private func end(_ child: Child) async {
        child.send(SIGTERM)
        let grace = limits.stopGrace
        let killer = Task {
            do {
                try await Task.sleep(for: grace)
                child.send(SIGKILL)
            } catch {
                // It ended by itself.
            }
        }
        _ = await child.ended()
        killer.cancel()
    }

    private func explained(_ end: ChildEnd) -> String {
        guard case .code = end, let complaint = service.counts.lastComplaint else {
            return "\(end)"
        }
        return "\(complaint); \(end)"
    }

    private func report(_ error: String) {
        logger.error("connector failed", metadata: ["why": "\(error)"])
        state.withLock { $0.lastError = error }
    }
}
