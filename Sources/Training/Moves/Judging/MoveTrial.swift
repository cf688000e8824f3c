private import Foundation
internal import Messages
package import Predictions
package import Simulation

/// A simulated field trial: some representatives are shown the move that the model values most,
/// the others work as ever; a coin decided which, representative by representative.
///
/// A representative keeps their skill and style over all their conversations, so outcomes of one
/// are alike and the representative is what is counted.
package struct MoveTrial: Sendable {
    package struct Settings: Sendable {
        package var representatives = 217
        package var conversations = 12_433
        /// How often a guided representative does what is shown.
        package var adoption = 0.5
        package var seed: UInt64 = 1
        package var phrases = PhraseBank.Part.test
        package init() {}
    }

    package let model: Model
    package let embedder: TrainingEmbedder
    package let settings: Settings
    package let world: World

    package init(
        model: Model, embedder: TrainingEmbedder, settings: Settings, world: World = World()
    ) {
        self.model = model
        self.embedder = embedder
        self.settings = settings
        self.world = world
    }

    /// One representative's record.
    struct Record: Sendable {
        var isGuided = false
        var count = 0
        var won = 0
        /// Moments at which a choice was made, at which a move was shown, and was done.
        var moments = 0
        var shown = 0
        var followed = 0
    }

    /// Blocks; never call it from Swift's cooperative pool.
    /// - Parameter progress: how many representatives are done, from any thread.
    package func run(
        threads: Int, stop: TrainingStop = TrainingStop(),
        progress: @escaping @Sendable () -> Void = {}
    ) -> MoveTrialReport? {
        let people = settings.representatives
        let arms = arms()
        let loads = loads()
        let records = Crew.map(people, threads: threads) { person -> Record in
            defer { progress() }
            var record = Record(isGuided: arms[person])
            for conversation in 0..<loads[person] where !stop.isAsked {
                hold(person, conversation, &record)
            }
            return record
        }
        return stop.isAsked ? nil : MoveTrialReport(records, settings)
    }

    // MARK: Who, and how many

    /// Half are guided, drawn at random.
    private func arms() -> [Bool] {
        var random = Random(seed: settings.seed, 0xab)
        var order = Array(0..<settings.representatives)
        random.shuffle(&order)
        var arms = [Bool](repeating: false, count: order.count)
        for person in order.prefix((order.count + 1) / 2) { arms[person] = true }
        return arms
    }

    /// Some have more conversations than others (log-normal, sigma 0.4); the sum is as asked.
    private func loads() -> [Int] {
        var random = Random(seed: settings.seed, 0x10ad)
        let weights = (0..<settings.representatives).map { _ in
            exp(0.4 * Double(random.normal()))
        }
        let total = weights.reduce(0, +)
        var given = 0
        var sum = 0.0
        return weights.map { weight in
            sum += weight
            let until = Int((Double(settings.conversations) * sum / total).rounded())
            defer { given = until }
            return until - given
        }
    }

    // MARK: One conversation

    private func hold(_ person: Int, _ number: Int, _ record: inout Record) {
        let index = person * 100_000 + number
        var draw = Random(seed: settings.seed, 0x5e11, person)
        let kind = Representative.drawn(Double(draw.unit()))
        var chance = Random(seed: settings.seed, 0xad0, index)
        let market = world.markets[
            Random(seed: settings.seed, 0x3a4, index).first(below: world.markets.count)]
        var episode = Episode(
            in: market, seed: settings.seed, index: index, phrases: settings.phrases,
            representative: kind)
        guard record.isGuided else {
            while episode.goOn() {}
            return record.add(episode.finished())
        }
        var listener = MoveListener(model, embedder)
        while episode.goOn(choosing: { moment in
            listener.hear(moment.turns)
            let isFollowing = Double(chance.unit()) < settings.adoption
            guard let reading = listener.reading else { return moment.proposed }
            record.moments += 1
            guard let best = reading.ranked.first, best.points > 0 else {
                return moment.proposed
            }
            record.shown += 1
            // Who wants to leave leaves: advice keeps nobody in a conversation.
            guard isFollowing, moment.proposed != .farewell else { return moment.proposed }
            record.followed += 1
            return best.move.act
        }) {}
        record.add(episode.finished())
    }
}

extension MoveTrial.Record {
    mutating func add(_ conversation: SimulatedConversation) {
        count += 1
        won += conversation.converted ? 1 : 0
    }
}

extension Random {
    func first(below bound: Int) -> Int {
        var copy = self
        return copy.below(bound)
    }
}
