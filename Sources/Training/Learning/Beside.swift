internal import Predictions
internal import Tensors

/// The parts of a model that stand beside its members: they know no epochs.
struct Beside: Sendable {
    var forests: Forests?
    var boosted: Boosted?
    var meaning: Meaning?
    var wording: Wording?

    var parts: [Blend.Part] {
        let all: [(Blend.Part, Bool)] = [
            (.forests, forests != nil), (.boosted, boosted != nil), (.meaning, meaning != nil),
            (.wording, wording != nil),
        ]
        return all.filter(\.1).map(\.0)
    }
}

/// Makes those parts, and asks those of a fold about what they have not seen.
struct BesideTraining {
    let examples: Examples
    let configuration: TrainingConfiguration

    init(_ examples: Examples, _ configuration: TrainingConfiguration) {
        self.examples = examples
        self.configuration = configuration
    }

    /// - Parameters:
    ///   - stream: 0 for the model itself, others for folds: their draws differ.
    ///   - slot: where an earlier run left the forests, which take longest, or this one will.
    ///   - known: parts that were made of the same conversations, and which of them to take.
    func beside(
        _ train: [Int], stream: Int, slot: CheckpointSlot,
        known: (beside: Beside, parts: Set<Blend.Part>)? = nil
    ) -> Beside {
        var beside = known?.beside ?? Beside()
        let parts = known?.parts ?? []
        if !parts.contains(.forests) {
            beside.forests = ForestTraining(examples, configuration).forests(
                train, stream: stream, slot: slot)
        }
        if !parts.contains(.boosted) {
            beside.boosted = BoostedTraining(examples, configuration).boosted(
                train, stream: stream)
        }
        if !parts.contains(.meaning) {
            beside.meaning = MeaningTraining(examples, configuration).meaning(train)
        }
        if !parts.contains(.wording) {
            beside.wording = WordingTraining(examples, configuration).wording(train)
        }
        return beside
    }

    /// Log-odds of each conversation by the parts of its fold, which did not see it: turns + 1, the
    /// last one after closing.
    /// - Parameter folds: all with the same parts, and their held-out conversations.
    func heldOut(_ folds: [FoldModel]) -> [HeldOut.Logits] {
        guard let first = folds.first else { return [] }
        return first.beside.parts.map { part in
            var result = [[Float]](repeating: [], count: examples.all.count)
            for fold in folds {
                let found = Crew.map(fold.held.count, threads: configuration.threads) {
                    logits(part, of: fold.beside, examples.all[fold.held[$0]])
                }
                for (one, logits) in zip(fold.held, found) { result[one] = logits }
            }
            return (part, result)
        }
    }

    private func logits(_ part: Blend.Part, of beside: Beside, _ example: Example) -> [Float] {
        let width = examples.features
        switch part {
        case .members: return []
        case .forests:
            return example.logits(width) { beside.forests?.logit($0, isClosing: $1) ?? 0 }
        case .boosted:
            return example.logits(width) { beside.boosted?.logit($0, isClosing: $1) ?? 0 }
        case .meaning:
            guard let meaning = beside.meaning else { return [] }
            return MeaningTraining(examples, configuration).logits(meaning, example)
        case .wording:
            return beside.wording.map { WordingTraining.logits($0, example) } ?? []
        }
    }
}
