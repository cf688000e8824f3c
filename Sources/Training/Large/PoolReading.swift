internal import Conversations
internal import Foundation
internal import Messages

/// Reads JSONL files of any length into a pool, a few thousand lines at a time: parsed, measured
/// and embedded on all threads, put together in the order of the lines.
struct PoolReading {
    let embedder: TrainingEmbedder
    let threads: Int
    let scratch: String?
    /// Of one wording so many texts are embedded; later ones take the vector of one of those.
    var textsOfWording = Int.max
    /// Where it is known from what a representative did.
    var moves = TrainingConfiguration.MoveSource.labels
    let stop: TrainingStop

    private static let batchLines = 2_048

    /// - Parameters:
    ///   - weights: one a file, or none for 1 each.
    ///   - progress: is told how many of how many lines are done.
    /// - Returns: nil when it was stopped.
    func read(
        _ paths: [String], weights: [Float], progress: @Sendable (Int, Int) -> Void
    ) throws(TrainingError) -> Pool? {
        var pool = Pool(
            features: ConversationState.schema.count, dimensions: embedder.dimensions)
        var known = scratch.map { EmbeddingScratch(path: $0, embedder: embedder) }
        var fresh: [(hash: UInt64, vector: [Float])] = []
        var ids = Set<String>()
        var digest = SHA256()
        var total = 0
        for path in paths { total += try LineFile.count(path) }
        var done = 0
        for (file, path) in paths.enumerated() {
            var lines = try LineFile(path)
            while let batch = try lines.next(Self.batchLines, digest: &digest) {
                if stop.isAsked { return nil }
                let measured = try measure(batch, path)
                for (one, line) in zip(measured, batch)
                where !ids.insert(one.id).inserted {
                    throw TrainingError(
                        .badData,
                        "\(path):\(line.number): id: \"\(one.id)\" was used before; "
                            + "one conversation on both sides would flatter the result")
                }
                try embed(measured, &pool, known, keep: scratch != nil, &fresh)
                for one in measured {
                    pool.add(one, weight: weights.isEmpty ? 1 : weights[file], file: file)
                }
                guard pool.entries.count <= TrainingLimits.conversations else {
                    throw TrainingError(
                        .badData,
                        "\(path): more than \(TrainingLimits.conversations) conversations")
                }
                done += batch.count
                progress(done, total)
            }
        }
        pool.finish(sha256: digest.finished())
        try known?.keep(fresh)
        return pool
    }

    private func measure(
        _ batch: [LineFile.Line], _ path: String
    ) throws(TrainingError) -> [MeasuredConversation] {
        let results = Crew.map(batch.count, threads: threads) { place in
            Result { () throws(TrainingError) in
                try MeasuredConversation(
                    batch[place].text, path, batch[place].number, moves: moves)
            }
        }
        var measured: [MeasuredConversation] = []
        measured.reserveCapacity(results.count)
        for result in results { measured.append(try result.get()) }
        return measured
    }

    /// Adds the texts that the pool does not hold yet, in the order in which they were said.
    private func embed(
        _ measured: [MeasuredConversation], _ pool: inout Pool, _ known: EmbeddingScratch?,
        keep: Bool, _ fresh: inout [(hash: UInt64, vector: [Float])]
    ) throws(TrainingError) {
        var seen = Set<UInt64>()
        var missing: [MeasuredConversation.Turn] = []
        var coming: [Int: Int] = [:]
        for turn in measured.lazy.flatMap(\.turns)
        where pool.row(turn.hash, isCustomer: turn.isCustomer) == nil
            && !seen.contains(turn.isCustomer ? turn.hash : ~turn.hash)
        {
            if let phrase = turn.phrase {
                let key = turn.isCustomer ? phrase : ~phrase
                let held = pool.texts(of: phrase, isCustomer: turn.isCustomer)
                guard held + coming[key, default: 0] < textsOfWording else { continue }
                coming[key, default: 0] += 1
            }
            seen.insert(turn.isCustomer ? turn.hash : ~turn.hash)
            missing.append(turn)
        }
        let wanted = missing
        let vectors = Crew.map(wanted.count, threads: threads) { place in
            known?.vectors[wanted[place].hash] ?? embedder.embed(wanted[place].text)
        }
        for (turn, vector) in zip(missing, vectors) {
            guard vector.count == embedder.dimensions else {
                throw TrainingError(
                    .badSetting,
                    "embedder \(embedder.id) gave a vector that has not \(embedder.dimensions) "
                        + "dimensions for \"\(turn.text.prefix(60))\"")
            }
            if keep, known?.vectors[turn.hash] == nil { fresh.append((turn.hash, vector)) }
            pool.addText(
                turn.hash, isCustomer: turn.isCustomer, phrase: turn.phrase, vector: vector)
        }
    }
}

extension MeasuredConversation {
    /// What a line may say beyond what every conversation says.
    private struct Annotations: Decodable {
        struct Turn: Decodable {
            let act: String?
            let phrase: Int?
            let probability: Double?
        }
        let turns: [Turn]
        let ending: Double?
        let value: Double?

        enum CodingKeys: String, CodingKey {
            case turns, value
            case ending = "end_probability"
        }
    }

    init(
        _ line: String, _ path: String, _ number: Int, moves: TrainingConfiguration.MoveSource
    ) throws(TrainingError) {
        let known = try Corpus.conversation(line, path, number)
        let extra: Annotations
        do {
            extra = try JSONDecoder().decode(Annotations.self, from: Data(line.utf8))
        } catch {
            throw TrainingError(
                .badData,
                "\(path):\(number): turns: act must be a text, phrase and probability numbers: "
                    + "\(error)")
        }
        var state = ConversationState()
        var turns: [Turn] = []
        turns.reserveCapacity(extra.turns.count)
        let done = Move.acts(of: known.recorded, from: moves)
        for (place, turn) in known.recorded.turns.enumerated() {
            let note = extra.turns[place]
            let measured = state.measure(turn)
            turns.append(
                Turn(
                    text: measured.text, hash: EmbeddingScratch.hash(measured.text),
                    isCustomer: turn.speaker == .customer, features: measured.features.values,
                    act: note.act, move: done[place], phrase: note.phrase,
                    truth: note.probability.map(Float.init)))
        }
        self.init(
            id: known.recorded.id, label: known.converted ? 1 : 0, turns: turns,
            closed: state.close().features.values, ending: extra.ending.map(Float.init),
            dealValue: extra.value.map(Float.init))
    }
}
