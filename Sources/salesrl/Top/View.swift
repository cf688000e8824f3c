internal import Synchronization

/// What is on the screen now: drawn anew when there is more to tell, or more room.
final class View: Sendable {
    private struct State {
        var glance: Glance?
        var turns: [Double] = []
        var complaint: String?
        var isOver = false
    }

    private static let turnsMax = 120

    private let address: String
    private let colours: Bool
    private let state = Mutex(State())

    init(address: String, colours: Bool) {
        self.address = address
        self.colours = colours
    }

    /// Says that the first figures are on their way.
    func wait() {
        Terminal.draw([Line(" salesrl top  \(address)  reading …", .dim)], colours: colours)
    }

    func take(_ glance: Glance) {
        state.withLock { state in
            state.glance = glance
            state.complaint = nil
            state.turns.append(glance.turnsPerSecond)
            if state.turns.count > Self.turnsMax { state.turns.removeFirst() }
        }
    }

    func complain(_ reason: String) { state.withLock { $0.complaint = reason } }

    /// The screen is somebody else's again.
    func end() { state.withLock { $0.isOver = true } }

    func draw(_ screen: ([Double]) -> Screen) {
        let state = state.withLock { $0 }
        if state.isOver { return }
        var lines = state.glance.map { screen(state.turns).lines($0) } ?? []
        if let complaint = state.complaint {
            lines.insert(Line(" \(complaint); trying again", .bad), at: min(1, lines.count))
        }
        guard !lines.isEmpty else { return wait() }
        Terminal.draw(lines, colours: colours)
    }
}
