internal import Predictions

// Which of a conversation's forms a member learns from, and when it is ready for harder ones.

extension MemberTraining {
    /// The conversation itself, or a counter-example of it that the curriculum has come to.
    func pick(_ one: Int, _ state: inout MemberState) -> Prepared {
        guard !variants.isEmpty, state.level > 0,
            state.random.unit() < learning.counterShare
        else { return train[one] }
        let allowed = variants[one].filter { $0.level <= state.level }
        guard !allowed.isEmpty else { return train[one] }
        return allowed[state.random.below(allowed.count)].item
    }

    /// Competence (Platanios et al. 2019), read off the validation loss: the next level comes when
    /// an epoch has made it no better by one part in a hundred. What a member's resample left out,
    /// about a third of its conversations, is its validation.
    func pace(_ state: inout MemberState, _ learner: Learner) {
        let loss = validationLoss(state, learner)
        if loss > 0.99 * state.lossBefore { state.level = min(state.level + 1, Variant.levels) }
        state.lossBefore = loss
    }

    private func validationLoss(_ state: MemberState, _ learner: Learner) -> Float {
        learner.keepAll()
        let drawn = Set(state.order)
        var sum: Float = 0
        var turns: Float = 0
        for one in train.indices where !drawn.contains(one) {
            state.parameters.withUnsafeBufferPointer {
                guard let p = $0.baseAddress else { return }
                learner.forward(p, train[one])
            }
            for logit in learner.logits[..<train[one].count] {
                sum += Targets.logLoss(logit, train[one].label)
                turns += 1
            }
        }
        return sum / max(turns, 1)
    }
}
