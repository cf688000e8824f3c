internal import Conversations
internal import Messages

extension Examples {
    /// Measures every turn in its order, and embeds every text once.
    /// - Parameter progress: is told how many of how many texts are embedded.
    init?(
        _ corpus: Corpus, embedder: TrainingEmbedder, scratch path: String?, threads: Int,
        stop: TrainingStop, progress: @escaping @Sendable (Int, Int) -> Void
    ) throws(TrainingError) {
        var places: [String: Int] = [:]
        var texts: [String] = []
        var all: [Example] = []
        for conversation in corpus.conversations {
            all.append(
                Self.measure(conversation) { text in
                    if let place = places[text] { return place }
                    places[text] = texts.count
                    texts.append(text)
                    return texts.count - 1
                })
        }
        var scratch = path.map { EmbeddingScratch(path: $0, embedder: embedder) }
        let hashes = texts.map(EmbeddingScratch.hash)
        let missing = texts.indices.filter { scratch?.vectors[hashes[$0]] == nil }
        var table = [Float](repeating: 0, count: texts.count * embedder.dimensions)
        var fresh: [(hash: UInt64, vector: [Float])] = []
        // Pieces of a few hundred, so that progress shows and a stop is heard.
        let piece = 256
        for first in stride(from: 0, to: missing.count, by: piece) {
            if stop.isAsked {
                try scratch?.keep(fresh)
                return nil
            }
            let part = Array(missing[first..<min(first + piece, missing.count)])
            let wanted = part.map { texts[$0] }
            let vectors = Crew.map(part.count, threads: threads) { embedder.embed(wanted[$0]) }
            for (text, vector) in zip(part, vectors) { fresh.append((hashes[text], vector)) }
            progress(first + part.count, missing.count)
        }
        var found = scratch?.vectors ?? [:]
        for (hash, vector) in fresh { found[hash] = vector }
        for text in texts.indices {
            guard let vector = found[hashes[text]], vector.count == embedder.dimensions else {
                throw TrainingError(
                    .badSetting,
                    "embedder \(embedder.id) gave a vector that has not \(embedder.dimensions) "
                        + "dimensions")
            }
            table.replaceSubrange(
                text * embedder.dimensions..<(text + 1) * embedder.dimensions, with: vector)
        }
        try scratch?.keep(fresh)
        self.init(
            all: all, embeddings: table, dimensions: embedder.dimensions,
            features: ConversationState.schema.count)
    }

    private static func measure(
        _ conversation: Corpus.Conversation, place: (String) -> Int
    ) -> Example {
        var state = ConversationState()
        var features: [Float] = []
        var texts: [Int] = []
        var words: [[UInt64]] = []
        let turns = conversation.recorded.turns
        for turn in turns {
            let measured = state.measure(turn)
            features += measured.features.values
            texts.append(place(measured.text))
            words.append(measured.features.words)
        }
        return Example(
            id: conversation.recorded.id, label: conversation.converted ? 1 : 0,
            count: turns.count, features: features, closed: state.close().features.values,
            texts: texts, speakers: turns.map { $0.speaker == .customer ? 1 : -1 },
            words: words)
    }
}
