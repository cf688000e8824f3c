internal import Dispatch
internal import Messages
internal import Synchronization

/// Many conversations. Number `index` of a seed is the same whatever was asked for before it, and
/// on however many threads.
package struct Simulator: Sendable {
    package let world: World
    package let seed: UInt64
    package let phrases: PhraseBank.Part
    package let keepsActionValues: Bool

    /// - Parameter keepsActionValues: whether each turn of a representative carries what every act
    ///   was worth.
    package init(
        world: World = World(), seed: UInt64, phrases: PhraseBank.Part,
        keepsActionValues: Bool = false
    ) {
        self.world = world
        self.seed = seed
        self.phrases = phrases
        self.keepsActionValues = keepsActionValues
    }

    /// The market of conversation `index`: each is as common as any other.
    package func market(_ index: Int) -> Market {
        var random = SplitMix(seed: seed, 0, index)
        return random.of(world.markets)
    }

    package func conversation(_ index: Int) -> SimulatedConversation {
        var episode = Episode(
            in: market(index), seed: seed, index: index, phrases: phrases,
            keepsActionValues: keepsActionValues)
        while episode.goOn() {}
        return episode.finished()
    }

    /// `work` on each conversation of `indices`; the results stand in the order of the indices.
    package func map<Result: Sendable>(
        _ indices: Range<Int>, threads: Int,
        _ work: @Sendable (SimulatedConversation) -> Result
    ) -> [Result] {
        let chunk = 16
        let chunks = (indices.count + chunk - 1) / chunk
        let next = Atomic<Int>(0)
        let done = Mutex<[[Result]]>(Array(repeating: [], count: chunks))
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, chunks))) { _ in
            while true {
                let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard piece < chunks else { return }
                let first = indices.lowerBound + piece * chunk
                let results = (first..<min(first + chunk, indices.upperBound)).map {
                    work(conversation($0))
                }
                done.withLock { $0[piece] = results }
            }
        }
        return done.withLock { $0.flatMap { $0 } }
    }
}
