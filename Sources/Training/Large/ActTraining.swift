internal import Messages
internal import Predictions

/// The act head of a model, and for every text of a pool what heads say of it that have not seen
/// its wording, nor one of its family.
///
/// A head knows the wordings that it was trained on by heart. Members that learn from such answers
/// would believe a head more than it deserves once other words come. So families of wordings are
/// dealt into folds, and a text is read by the head that was trained on the other folds (stacking
/// with held-out answers: Wolpert 1992). The head that the model carries is trained on all of them.
struct ActTraining {
    let pool: Pool
    let settings: ActLearner.Settings
    let seed: UInt64
    let threads: Int
    let stop: TrainingStop

    static let folds = 5

    struct Outcome: Sendable {
        let head: ActHead
        /// [texts, acts]: by heads that had not seen the wording.
        let answers: HalfRows
        /// Share of turns whose act the likeliest answer names, by side, for wordings not seen.
        let accuracy: (representative: Double, customer: Double)
    }

    /// Nil where fewer acts are known than could be learned, or when it was stopped.
    func run(_ train: [Int]) -> Outcome? {
        let (representative, customer) = (names(false), names(true))
        let samples = samples(train, representative, customer)
        guard samples.count >= 1_000, customer.count > 1 || representative.count > 1,
            representative.count + customer.count <= PredictionLimits.acts
        else { return nil }
        let families = WordingFamilies(samples, pool)
        let heads = Crew.map(Self.folds + 1, threads: threads) { held -> ActHead? in
            let chosen =
                held == Self.folds
                ? samples
                : samples.filter {
                    families.fold(pool.phrases[Int($0.text)], of: Self.folds) != held
                }
            let learner = ActLearner(
                settings, representative: representative, customer: customer,
                dimensions: pool.embeddings.width, random: Random(seed: seed, 0xac7, held))
            return learner.run(chosen, pool) { stop.isAsked }
        }.compactMap { $0 }
        guard heads.count == Self.folds + 1 else { return nil }
        let answers = Self.read(pool, threads: threads) {
            heads[families.fold(pool.phrases[$0], of: Self.folds)]
        }
        return Outcome(
            head: heads[Self.folds], answers: answers,
            accuracy: accuracy(samples, answers, heads[Self.folds]))
    }

    /// What a head says of every text of a pool.
    static func read(
        _ pool: Pool, threads: Int, by head: @Sendable (Int) -> ActHead
    ) -> HalfRows {
        let count = pool.embeddings.count
        var rows = HalfRows(width: count > 0 ? head(0).count : 0)
        // Part by part, so that few answers stand in memory at their full width.
        for first in stride(from: 0, to: count, by: 65_536) {
            let part = first..<min(first + 65_536, count)
            let found = Crew.map(part.count, threads: threads) { place -> [Float] in
                let text = part.lowerBound + place
                let head = head(text)
                let speaker: Speaker = pool.isCustomer[text] ? .customer : .representative
                return [Float](unsafeUninitializedCapacity: head.count) { out, count in
                    if let base = out.baseAddress {
                        head.read(pool.embeddings[text], speaker, into: base)
                    }
                    count = head.count
                }
            }
            for row in found { rows.append(row) }
        }
        return rows
    }

    private func names(_ isCustomer: Bool) -> [String] {
        pool.actNames.filter { $0.isCustomer == isCustomer }.map(\.name).sorted()
    }

    private func samples(
        _ train: [Int], _ representative: [String], _ customer: [String]
    ) -> [ActLearner.Sample] {
        let places = pool.actNames.map { name in
            name.isCustomer
                ? representative.count + (customer.firstIndex(of: name.name) ?? 0)
                : representative.firstIndex(of: name.name) ?? 0
        }
        return train.flatMap { one -> [ActLearner.Sample] in
            let entry = pool.entries[one]
            return (entry.first..<entry.first + entry.count).compactMap { turn in
                let act = Int(pool.acts[turn])
                return act < 0
                    ? nil : ActLearner.Sample(text: pool.texts[turn], act: Int32(places[act]))
            }
        }
    }

    private func accuracy(
        _ samples: [ActLearner.Sample], _ answers: HalfRows, _ head: ActHead
    ) -> (representative: Double, customer: Double) {
        var right = [0, 0]
        var asked = [0, 0]
        for sample in samples.prefix(20_000) {
            let row = answers[Int(sample.text)]
            let side = Int(sample.act) >= head.representative.count ? 1 : 0
            asked[side] += 1
            let best = row.indices.max { row[$0] < row[$1] }
            if best == Int(sample.act) { right[side] += 1 }
        }
        return (
            Double(right[0]) / Double(max(asked[0], 1)),
            Double(right[1]) / Double(max(asked[1], 1))
        )
    }
}
