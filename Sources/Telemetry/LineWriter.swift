internal import Foundation
internal import Synchronization

/// Writes lines on a thread of its own. Whoever hands one over never waits: what does not fit into
/// the queue is dropped, and counted.
package final class LineWriter: @unchecked Sendable {
    /// Bytes that may wait.
    package static let waitingBytes = 4 << 20

    private let condition = NSCondition()
    private var waiting: [[UInt8]] = []
    private var waitingBytes = 0
    /// Lines handed over, and those that have been written or have failed.
    private var taken = 0
    private var done = 0
    private let droppedLines = Atomic<Int>(0)
    private let write: ([UInt8]) -> Void

    /// - Parameter write: gets many lines at once; called on the writer's thread alone.
    package init(_ name: String, write: sending @escaping ([UInt8]) -> Void) {
        self.write = write
        let thread = Thread { [self] in work() }
        thread.name = name
        thread.stackSize = 1 << 19
        thread.start()
    }

    /// Lines that did not fit.
    package var dropped: Int { droppedLines.load(ordering: .relaxed) }

    /// Hands over a line, its end included.
    package func put(_ line: [UInt8]) {
        condition.lock()
        defer { condition.unlock() }
        guard waitingBytes + line.count <= Self.waitingBytes else {
            droppedLines.add(1, ordering: .relaxed)
            return
        }
        waiting.append(line)
        waitingBytes += line.count
        taken += 1
        if waiting.count == 1 { condition.broadcast() }
    }

    /// Waits until what was handed over before is written, but no longer than `limit`: for the end
    /// of a process. Blocks its thread.
    package func flush(within limit: Duration = .seconds(1)) {
        let (seconds, attoseconds) = limit.components
        let deadline = Date(timeIntervalSinceNow: Double(seconds) + Double(attoseconds) * 1e-18)
        condition.lock()
        defer { condition.unlock() }
        let target = taken
        while done < target, condition.wait(until: deadline) {}
    }

    private func work() {
        while true {
            condition.lock()
            while waiting.isEmpty { condition.wait() }
            let lines = waiting
            waiting = []
            waitingBytes = 0
            condition.unlock()
            write(Array(lines.joined()))
            condition.lock()
            done += lines.count
            condition.broadcast()
            condition.unlock()
        }
    }
}

extension LineWriter {
    /// Writes to a descriptor that stays open. A reader that has gone costs the lines, no more.
    package convenience init(_ name: String, descriptor: Int32) {
        self.init(name) { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes {
                    Foundation.write(descriptor, $0.baseAddress, $0.count)
                }
                if written > 0 {
                    rest = rest.dropFirst(written)
                } else if errno == EAGAIN {
                    usleep(10_000)
                } else if errno != EINTR {
                    return
                }
            }
        }
    }
}
