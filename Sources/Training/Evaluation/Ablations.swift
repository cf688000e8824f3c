internal import Conversations
internal import Messages

/// The parts of the method, each taken away (or, where it is off by default, put in) to see what it
/// is worth. To add one, add a line to ``all``.
struct Ablation: Sendable {
    enum Change: Sendable {
        case configuration(@Sendable (inout TrainingConfiguration) -> Void)
        case examples(@Sendable (Examples, Corpus) -> Examples)
        /// Cannot be run; says why.
        case none(String)
    }

    let name: String
    let change: Change
    var note = ""

    static let all: [Ablation] = [
        Ablation(
            name: "without embeddings",
            change: .examples { examples, _ in
                Examples(
                    all: examples.all,
                    embeddings: [Float](repeating: 0, count: examples.embeddings.count),
                    dimensions: examples.dimensions, features: examples.features)
            }),
        Ablation(
            name: "without sequence", change: .examples { $0.withoutHistory($1) },
            note: "features of the turn alone; the memory of the members stays"),
        Ablation(
            name: "with TD(0.6)", change: .configuration { $0.learning.lambda = 0.6 },
            note: "off by default"),
        Ablation(name: "without ensemble", change: .configuration { $0.shape.members = 1 }),
        Ablation(name: "without forests", change: .configuration { $0.shape.trees = 0 }),
        Ablation(name: "without boosted trees", change: .configuration { $0.shape.boosts = 0 }),
        Ablation(
            name: "without pooled embeddings", change: .configuration { $0.shape.directions = 0 }
        ),
        Ablation(name: "smallest memory", change: .configuration { $0.shape.memory = 1 }),
        Ablation(
            name: "without confidence",
            change: .none("0 by construction: it says how sure a forecast is and moves none")),
        Ablation(
            name: "cache and int8",
            change: .none("measured with `salesrl evaluate --model`, on a model")),
        Ablation(name: "retrieval", change: .none("not built")),
        Ablation(
            name: "with balanced batches",
            change: .configuration { $0.learning.isBalanced = true }, note: "off by default"),
        Ablation(
            name: "curriculum, adversarial, PPO",
            change: .none(
                "off by default; measured with `salesrl train`, see Docs/TRAINING.md")),
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
                closed: closed, texts: example.texts, speakers: example.speakers)
        }
        return Examples(
            all: forgetful, embeddings: embeddings, dimensions: dimensions, features: self.features)
    }

    func with(labels: [Float]) -> Examples {
        let relabelled = zip(all, labels).map { example, label in
            Example(
                id: example.id, label: label, count: example.count, features: example.features,
                closed: example.closed, texts: example.texts, speakers: example.speakers)
        }
        return Examples(
            all: relabelled, embeddings: embeddings, dimensions: dimensions, features: features)
    }
}
