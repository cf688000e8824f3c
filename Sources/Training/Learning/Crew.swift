internal import Dispatch
internal import Synchronization

/// Independent pieces of work on a few threads. The results stand in the order of the pieces,
/// whoever did them.
enum Crew {
    static func map<Result: Sendable>(
        _ count: Int, threads: Int, _ work: @Sendable (Int) -> Result
    ) -> [Result] {
        let next = Atomic<Int>(0)
        let results = Mutex<[Result?]>([Result?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in
            while true {
                let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard piece < count else { return }
                let result = work(piece)
                results.withLock { $0[piece] = result }
            }
        }
        return results.withLock { $0.compactMap { $0 } }
    }
}

/// Asks a run to stop. It stops within an epoch, with `TrainingError.Code.cancelled`, and writes
/// nothing.
package final class TrainingStop: Sendable {
    private let asked = Atomic<Bool>(false)

    package init() {}

    package func ask() { asked.store(true, ordering: .relaxed) }
    package var isAsked: Bool { asked.load(ordering: .relaxed) }
}
