internal import Conversations
internal import Embeddings
internal import Orchestration
internal import Predictions

/// One event, from arrival to answer. Every step is a file in Nodes/.
///
/// ```
/// Recall ─► Measure ─► Embed ─► Score ─► NextStep ─► Commit
/// ```
enum EventGraph {
    static func make(
        model: Model, embedder: any Embedder, playbook: Playbook, limits: GuidanceLimits
    ) throws(GraphError) -> Graph<Moment> {
        try Graph<Moment> {
            // The conversation so far; or, for an event that came before, the answer it got.
            Recall(model: model, embedder: embedder).first
            // Clean the text, move the features on by one turn.
            Measure().after(Recall.self)
            // The text's place among all texts: once per text, by content.
            Embed(embedder: embedder).after(Measure.self)
                .within(limits.embedBudget).orElse(Embed.withoutText)
            // Probability, value, confidence. A closing has no text, and is scored all the same.
            Score(model: model).after(Measure.self).evenWithout(Embed.self)
            // What to do next: the moves worth most, or a card and the turn that calls for it.
            ChooseStep(model: model, playbook: playbook).after(Score.self).optional
            // Turn, forecast, state and event id together. Nobody hears of it before.
            Commit().last
        }
    }
}
