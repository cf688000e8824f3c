internal import Conversations
internal import Messages
internal import Predictions

/// The parts of the method, each taken away (or, where it is off by default, put in) to see what it
/// is worth. To add one, add a line to ``all``.
struct Ablation: Sendable {
    enum Change: Sendable {
        /// Nothing is trained: the part is left out of the blend.
        case part(Blend.Part)
        /// Trains what is not in `keeps`.
        case configuration(
            keeps: Set<Blend.Part>, @Sendable (inout TrainingConfiguration) -> Void)
        case examples(keeps: Set<Blend.Part>, @Sendable (Examples, Corpus) -> Examples)
        /// Cannot be run; says why.
        case none(String)
    }

    let name: String
    let change: Change
    var note = ""

    private static let offByDefault = "off by default"
    /// What a change of the members alone leaves as it is.
    private static let others: Set<Blend.Part> = [.forests, .boosted, .meaning, .wording]

    private static func members(
        _ name: String, note: String = "",
        _ change: @escaping @Sendable (inout TrainingConfiguration) -> Void
    ) -> Ablation {
        Ablation(name: name, change: .configuration(keeps: others, change), note: note)
    }

    static let all: [Ablation] =
        [
            Ablation(
                name: "without embeddings",
                change: .examples(keeps: [.forests, .boosted, .wording]) { examples, _ in
                    Examples(
                        all: examples.all,
                        embeddings: [Float](repeating: 0, count: examples.embeddings.count),
                        dimensions: examples.dimensions, features: examples.features)
                }),
            Ablation(
                name: "without sequence",
                change: .examples(keeps: [.meaning, .wording]) { $0.withoutHistory($1) },
                note: "features of the turn alone; the memory of the members stays"),
            members("with TD(0.6)", note: offByDefault) { $0.learning.lambda = 0.6 },
            members("without ensemble") { $0.shape.members = 1 },
        ] + parts + [
            members("smallest memory") { $0.shape.memory = 1 },
            members("with balanced batches", note: offByDefault) { $0.learning.isBalanced = true },
            members("with counter-examples", note: offByDefault) { $0.hasCounterExamples = true },
            members("with counter-examples in a curriculum", note: offByDefault) {
                $0.hasCounterExamples = true
                $0.learning.isPaced = true
            },
            members("with PPO", note: offByDefault) { $0.policy = .init() },
            Ablation(
                name: "without confidence",
                change: .none("0 by construction: it says how sure a forecast is and moves none")),
            Ablation(
                name: "cache and int8",
                change: .none("measured with `salesrl evaluate --model`, on a model")),
            Ablation(
                name: "retrieval",
                change: .none("0 by construction: what is retrieved goes to the advice")),
        ]

    private static let parts: [Ablation] = [
        Ablation(name: "without forests", change: .part(.forests)),
        Ablation(name: "without boosted trees", change: .part(.boosted)),
        Ablation(name: "without pooled embeddings", change: .part(.meaning)),
        Ablation(name: "without words", change: .part(.wording)),
    ]
}

extension Examples {
    /// Each turn measured as if it were the first: nothing of what came before is in its features.
    fileprivate func withoutHistory(_ corpus: Corpus) -> Examples {
        let forgetful = zip(all, corpus.conversations).map { example, conversation in
            var features: [Float] = []
            var closed = example.closed
            for turn in conversation.recorded.turns {
                var state = ConversationState()
                features += state.measure(turn).features.values
                closed = state.close().features.values
            }
            return Example(
                id: example.id, label: example.label, count: example.count, features: features,
                closed: closed, texts: example.texts, speakers: example.speakers,
                words: example.words)
        }
        return Examples(
            all: forgetful, embeddings: embeddings, dimensions: dimensions, features: self.features)
    }

    func with(labels: [Float]) -> Examples {
        let relabelled = zip(all, labels).map { example, label in
            Example(
                id: example.id, label: label, count: example.count, features: example.features,
                closed: example.closed, texts: example.texts, speakers: example.speakers,
                words: example.words)
        }
        return Examples(
            all: relabelled, embeddings: embeddings, dimensions: dimensions, features: features)
    }
}
