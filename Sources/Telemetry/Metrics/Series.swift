internal import Synchronization

/// One counter, gauge or histogram.
package final class Series: Sendable {
    struct Figures {
        /// The value of a counter or gauge; of a histogram, the sum of what was observed.
        var sum = 0.0
        /// Of each bucket alone, the last one without a bound.
        var counts: [Int]
    }

    private let bounds: [Double]
    private let state: Mutex<Figures>

    init(bounds: [Double] = []) {
        self.bounds = bounds
        state = Mutex(Figures(counts: [Int](repeating: 0, count: bounds.count + 1)))
    }

    var figures: Figures { state.withLock { $0 } }

    package func add(_ amount: Double) { state.withLock { $0.sum += amount } }

    package func put(_ value: Double) { state.withLock { $0.sum = value } }

    package func observe(_ value: Double) {
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock { figures in
            figures.sum += value
            figures.counts[bucket] += 1
        }
    }
}
