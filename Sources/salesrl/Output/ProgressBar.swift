internal import Synchronization

/// A line on standard error that fills up. Silent where standard error is not a terminal.
final class ProgressBar: Sendable {
    private let label: String
    private let total: Int
    private let isShown: Bool
    private let state = Mutex((done: 0, percent: -1))

    init(_ label: String, total: Int) {
        self.label = label
        self.total = max(1, total)
        isShown = Console.isErrorATerminal
    }

    func advance(by count: Int = 1) {
        guard isShown else { return }
        let changed: Int? = state.withLock { state in
            state.done += count
            let percent = state.done * 100 / total
            guard percent != state.percent else { return nil }
            state.percent = percent
            return percent
        }
        guard let percent = changed else { return }
        let filled = percent * 40 / 100
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 40 - filled)
        Console.say("\r\(label) \(bar) \(percent) %")
    }

    func finish() {
        if isShown { Console.say("\r\u{1B}[K") }
    }
}
