internal import Conversations
internal import Foundation
internal import Messages

/// What a set of files holds, and what could flatter a model that is trained on it.
package struct DataReport: Sendable, Codable, Equatable {
    package struct File: Sendable, Codable, Equatable {
        package var path: String
        package var sha256: String
        package var conversations: Int
        package var turns: Int
        package var converted: Int
        /// Turns a conversation: least, first quartile, median, third quartile, most.
        package var lengths: [Int]
        /// Median turns of conversations that converted, and of those that did not.
        package var medianConverted: Int
        package var medianLost: Int
        package var probes: LeakageProbes
    }

    package struct Duplicate: Sendable, Codable, Equatable {
        package var first: String
        package var second: String
        package var similarity: Double
    }

    package var files: [File]
    /// The same id in two files.
    package var sharedIDs: Int
    /// Pairs of nearly the same words across files, and within one.
    package var across: Int
    package var within: Int
    /// Pairs across files whose mean vectors have a cosine above ``leastCosine``; nil where it was
    /// not asked for.
    package var acrossByMeaning: Int?
    /// The most alike, across files first.
    package var examples: [Duplicate]

    package static let leastCosine = 0.98
    /// Cosines are counted for all pairs, so a set of more conversations than this goes without.
    package static let cosineMost = 10_000
    private static let examplesMost = 20

    /// - Parameter embedder: for the comparison by meaning; nil leaves it out.
    package init(
        _ paths: [String], seed: UInt64, threads: Int, embedder: TrainingEmbedder?
    ) throws(TrainingError) {
        files = []
        sharedIDs = 0
        var ids: Set<String> = []
        var labels: [String] = []
        var origin: [Int] = []
        var texts: [String] = []
        var conversations: [Corpus.Conversation] = []
        for (place, path) in paths.enumerated() {
            let corpus = try Corpus([path])
            files.append(Self.describe(path, corpus, seed: seed, threads: threads))
            for conversation in corpus.conversations {
                let id = conversation.recorded.id
                if !ids.insert(id).inserted { sharedIDs += 1 }
                labels.append("\(URL(filePath: path).lastPathComponent):\(id)")
                origin.append(place)
                texts.append(conversation.recorded.turns.map(\.text).joined(separator: " "))
                conversations.append(conversation)
            }
        }
        let pairs = NearDuplicates.pairs(texts, threads: threads)
        let isAcross = { (pair: NearDuplicates.Pair) in origin[pair.first] != origin[pair.second] }
        across = pairs.count(where: isAcross)
        within = pairs.count - across
        examples = pairs.sorted {
            (isAcross($0) ? 0 : 1, -$0.similarity, $0.first)
                < (isAcross($1) ? 0 : 1, -$1.similarity, $1.first)
        }.prefix(Self.examplesMost).map {
            Duplicate(
                first: labels[$0.first], second: labels[$0.second], similarity: $0.similarity)
        }
        guard let embedder, conversations.count <= Self.cosineMost else { return }
        let embed = embedder.remembering()
        let means = Crew.map(conversations.count, threads: threads) { [conversations] in
            Self.mean(conversations[$0], embed)
        }
        acrossByMeaning = NearDuplicates.pairs(
            means, leastCosine: Self.leastCosine, threads: threads
        ).count(where: isAcross)
    }

    private static func describe(
        _ path: String, _ corpus: Corpus, seed: UInt64, threads: Int
    ) -> File {
        func sorted(_ keep: (Corpus.Conversation) -> Bool) -> [Int] {
            corpus.conversations.filter(keep).map { $0.recorded.turns.count }.sorted()
        }
        let all = sorted { _ in true }
        func at(_ share: Double, _ values: [Int]) -> Int {
            values.isEmpty ? 0 : values[Int(share * Double(values.count - 1))]
        }
        return File(
            path: path, sha256: corpus.sha256, conversations: all.count,
            turns: all.reduce(0, +), converted: corpus.conversations.count(where: \.converted),
            lengths: [0, 0.25, 0.5, 0.75, 1].map { at($0, all) },
            medianConverted: at(0.5, sorted(\.converted)),
            medianLost: at(0.5, sorted { !$0.converted }),
            probes: LeakageProbes(corpus, seed: seed, threads: threads))
    }

    private static func mean(
        _ conversation: Corpus.Conversation, _ embedder: TrainingEmbedder
    ) -> [Float] {
        var sum = [Float](repeating: 0, count: embedder.dimensions)
        var state = ConversationState()
        for turn in conversation.recorded.turns {
            for (index, value) in embedder.embed(state.measure(turn).text).enumerated() {
                sum[index] += value
            }
        }
        return sum
    }
}
