internal import Conversations
internal import Messages
package import Predictions
package import Simulation

/// Judges a model's values of moves by the true ones, which the simulated world knows: at moments
/// of conversations that no training saw, in words that no training saw.
package struct MoveJudge: Sendable {
    package let model: Model
    package let embedder: TrainingEmbedder
    package let simulator: Simulator

    package init(model: Model, embedder: TrainingEmbedder, simulator: Simulator) {
        self.model = model
        self.embedder = embedder
        self.simulator = simulator
    }

    /// One moment at which a representative chose.
    struct Moment: Sendable {
        /// What they did; nil for greeting and leaving.
        let done: Move?
        /// True worth of each move, in points against what is usually done here.
        let truth: [Double]
        /// How often each is done here, of one who hears every act.
        let usual: [Double]
        let reading: MoveReading
        /// Of the conversation.
        var converted = false
    }

    /// Blocks; never call it from Swift's cooperative pool.
    package func run(count: Int, threads: Int, stop: TrainingStop = TrainingStop())
        -> MoveJudgement?
    {
        let found = Crew.map(count, threads: threads) { index in
            stop.isAsked ? [] : moments(of: index)
        }
        guard !stop.isAsked else { return nil }
        return MoveJudgement(
            found.flatMap { $0 }, conversations: count, words: words(count: count, threads),
            microseconds: microseconds())
    }

    /// How far moves are recognised by their words.
    private func words(count: Int, _ threads: Int) -> MoveJudgement.Words {
        let counts = Crew.map(count, threads: threads) { index in
            let conversation = simulator.conversation(index)
            let noted = conversation.turns.map { Move(named: $0.act.name) }
            let read = MoveRecognition.moves(of: conversation.messages)
            return zip(noted, read).reduce(into: MoveJudgement.Words()) { words, pair in
                guard let noted = pair.0 else { return }
                words.turns += 1
                words.named += pair.1 == nil ? 0 : 1
                words.right += pair.1 == noted ? 1 : 0
            }
        }
        return counts.reduce(into: MoveJudgement.Words()) {
            $0.turns += $1.turns
            $0.named += $1.named
            $0.right += $1.right
        }
    }

    private func microseconds() -> Double {
        let conversation = simulator.conversation(0)
        var listener = MoveListener(model, embedder)
        listener.hear(conversation.turns)
        return listener.microseconds(rounds: 2_000)
    }

    func moments(of index: Int) -> [Moment] {
        var episode = Episode(
            in: simulator.market(index), seed: simulator.seed, index: index,
            phrases: simulator.phrases)
        var listener = MoveListener(model, embedder)
        var moments: [Moment] = []
        while episode.goOn(choosing: { moment in
            listener.hear(moment.turns)
            if let reading = listener.reading {
                moments.append(Self.moment(moment, reading))
            }
            return moment.proposed
        }) {}
        let converted = episode.finished().converted
        for place in moments.indices { moments[place].converted = converted }
        return moments
    }

    private static func moment(_ moment: Episode.Moment, _ reading: MoveReading) -> Moment {
        let values = moment.forecaster.actionValues()
        let acts = moment.forecaster.usualActs
        let usual = moment.forecaster.usualValue
        return Moment(
            done: Move(moment.proposed),
            truth: Move.allCases.map { 100 * (values[$0.act.rawValue] - usual) },
            usual: Move.allCases.map { acts[$0.act.rawValue] }, reading: reading)
    }
}

extension MoveListener {
    /// Takes in those turns that it has not heard.
    mutating func hear(_ turns: [SimulatedTurn]) {
        for index in count..<turns.count {
            let turn = turns[index]
            hear(
                Turn(
                    number: index + 1, speaker: turn.speaker, text: turn.text,
                    saidAtMilliseconds: turn.at))
        }
    }
}

extension Move {
    /// Nil for greeting and leaving, which advice never names.
    init?(_ act: RepresentativeAct) { self.init(named: act.name) }

    /// What the simulated representative does for it.
    var act: RepresentativeAct {
        Self.acts[rawValue]
    }

    private static let acts: [RepresentativeAct] = allCases.map { move in
        RepresentativeAct.moves.first { Move($0) == move } ?? .listen
    }
}
