internal import NIOCore

/// Something that stops being waited for at a certain time.
protocol Expiring: AnyObject {
    /// Runs on the event loop, at most once for each ``CallDeadlines/add(_:at:)``.
    func expire()
}

/// The deadlines of one connection's calls, behind one timer that is armed for the earliest.
///
/// A call that ends in time costs two dictionary operations and no timer: the timer finds out, when
/// it fires, that there is nothing left to do. Lives on the event loop.
final class CallDeadlines {
    private let loop: any EventLoop
    private var calls: [ObjectIdentifier: (call: any Expiring, deadline: NIODeadline)] = [:]
    private var armed: (timer: Scheduled<Void>, deadline: NIODeadline)?

    init(_ loop: any EventLoop) { self.loop = loop }

    func add(_ call: any Expiring, at deadline: ContinuousClock.Instant) {
        let deadline = .now() + TimeAmount(ContinuousClock.now.duration(to: deadline))
        calls[ObjectIdentifier(call)] = (call, deadline)
        arm(for: deadline)
    }

    func remove(_ call: any Expiring) {
        calls.removeValue(forKey: ObjectIdentifier(call))
    }

    /// The connection has ended: nothing is due any more.
    func stop() {
        armed?.timer.cancel()
        armed = nil
        calls = [:]
    }

    private func arm(for deadline: NIODeadline) {
        if let armed {
            guard deadline < armed.deadline else { return }
            armed.timer.cancel()
        }
        let timer = loop.assumeIsolated().scheduleTask(deadline: deadline) { self.fire() }
        armed = (timer, deadline)
    }

    private func fire() {
        armed = nil
        let now = NIODeadline.now()
        let due = calls.values.filter { $0.deadline <= now }
        for entry in due {
            remove(entry.call)
            entry.call.expire()
        }
        if let next = calls.values.map(\.deadline).min() { arm(for: next) }
    }
}
