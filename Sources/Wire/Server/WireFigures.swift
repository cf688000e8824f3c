internal import CoreMetrics
internal import Synchronization

/// What goes through a server's port, counted where it passes and read when somebody looks.
final class WireFigures: Sendable {
    private let native = DoorFigures()
    private let grpc = DoorFigures()
    private let http = DoorFigures()
    let accepted = Atomic<Int>(0)
    let refused = Atomic<Int>(0)
    private let handshakes = Locked<[HandshakeEnd: Int]>([:])
    private let handshakeTime = CoreMetrics.Timer(label: "salesrl_tls_handshake_seconds")

    func door(_ door: Door) -> DoorFigures {
        switch door {
        case .native: native
        case .grpc: grpc
        case .http: http
        }
    }

    func handshake(_ end: HandshakeEnd, after time: Duration) {
        handshakes.withLock { $0[end, default: 0] += 1 }
        guard end == .finished else { return }
        let (seconds, attoseconds) = time.components
        handshakeTime.recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }

    func snapshot(connections: Int) -> WireSnapshot {
        let doors = Dictionary(
            uniqueKeysWithValues: Door.allCases.map { ($0, door($0).snapshot) })
        let open = doors.values.reduce(0) { $0 + $1.connections }
        return WireSnapshot(
            doors: doors, accepted: accepted.load(ordering: .relaxed),
            refused: refused.load(ordering: .relaxed), shakingHands: max(0, connections - open),
            handshakes: handshakes.withLock { $0 })
    }
}

/// How a TLS handshake ended.
package enum HandshakeEnd: String, Sendable, CaseIterable {
    case finished
    /// Protocol, certificate, or a peer that went away.
    case failed
    /// Not within `limits.handshake`.
    case late
    /// Plain HTTP to a TLS port.
    case plainText = "plain_text"
}

/// What one door has seen. Added to by every event loop, so connections add whole batches.
final class DoorFigures: Sendable {
    let connections = Atomic<Int>(0)
    let calls = Atomic<Int>(0)
    let bytesIn = Atomic<Int>(0)
    let bytesOut = Atomic<Int>(0)
    let framesIn = Atomic<Int>(0)
    let framesOut = Atomic<Int>(0)

    fileprivate var snapshot: WireSnapshot.Passed {
        WireSnapshot.Passed(
            connections: connections.load(ordering: .relaxed),
            calls: calls.load(ordering: .relaxed), bytesIn: bytesIn.load(ordering: .relaxed),
            bytesOut: bytesOut.load(ordering: .relaxed),
            framesIn: framesIn.load(ordering: .relaxed),
            framesOut: framesOut.load(ordering: .relaxed))
    }
}

/// A server's figures at one moment.
package struct WireSnapshot: Sendable, Equatable {
    package struct Passed: Sendable, Equatable {
        /// Open now.
        package var connections = 0
        /// Calls whose handlers are at work now.
        package var calls = 0
        /// As they lie in the socket, handshakes included.
        package var bytesIn = 0
        package var bytesOut = 0
        /// Frames of ttrpc or of HTTP/2; requests for pages, and their answers.
        package var framesIn = 0
        package var framesOut = 0
    }

    package let doors: [Door: Passed]
    package let accepted: Int
    /// Turned away because there were `limits.connections`.
    package let refused: Int
    package let shakingHands: Int
    package let handshakes: [HandshakeEnd: Int]
}
