internal import Messages
internal import Predictions

/// Learns a move head from what representatives did: discrete implicit Q-learning (Kostrikov, Nair,
/// Levine 2022) in the log-odds about the model's forecast.
///
/// A moment s, an act a, and what came next: another moment s' of the same conversation, or the
/// outcome y. Each member learns, on a bootstrap resample of conversations,
///
///     Q(s, a) = sigmoid(l(s) + output a)    towards V(s'), or y where nothing came after
///     V(s)    = sigmoid(l(s) + output V)    towards the expectile of Q(s, a) over what was done
///
/// with the targets renewed before every epoch. l(s) are the forecast's log-odds, so that members
/// begin at "no act changes anything" and learn how far that is wrong. An end without another act
/// is an act too: so the chance of losing the customer is in V.
struct MoveTraining {
    let data: MoveDecisions
    let settings: TrainingConfiguration.Moves
    let seed: UInt64
    let threads: Int
    let stop: TrainingStop

    struct Outcome {
        let head: MoveHead
        let report: MoveReport
    }

    /// Nil when stopped.
    func run(progress: @escaping @Sendable (Int, Int) -> Void) -> Outcome? {
        let (mean, scale) = data.standard()
        let summaries = MoveSummaries(data: data, mean: mean, scale: scale)
        guard let behaviour = behaviour(summaries) else { return nil }
        let jobs = settings.members + 1
        progress(1, jobs)
        let views = MoveViews(summaries, behaviour)
        let parts = Crew.map(settings.members, threads: threads) { index -> Part? in
            var training = MoveNetTraining(
                data: views, settings: settings, random: Random(seed: seed, 0x30_7e5, 1 + index))
            return member(&training)
        }.compactMap { $0 }
        guard parts.count == settings.members else { return nil }
        progress(jobs, jobs)
        let (noise, report) = outOfBag(parts)
        let cells = MoveGathering(data: data, seed: seed).cells(summaries, behaviour)
        var floors = MoveHead.Floors()
        floors.support = Float(settings.supportFloor)
        floors.share = settings.shareFloor
        return Outcome(
            head: MoveHead(
                mean: mean, scale: scale, context: data.context, behaviour: behaviour,
                members: parts.map(\.net), cells: cells, noise: noise, floors: floors),
            report: report)
    }

    /// A trained network; of a member also what it says of every decision.
    private struct Part: Sendable {
        let net: MoveNet
        /// [groups]: which conversations it did not see.
        var unseen: [Bool] = []
        /// [decisions]: Q of what was done, its mean over what is usually done, and V.
        var values: [Float] = []
        var usual: [Float] = []
        var moments: [Float] = []
    }

    // MARK: What representatives do

    private func behaviour(_ summaries: MoveSummaries) -> MoveNet? {
        var training = MoveNetTraining(
            data: summaries, settings: settings, random: Random(seed: seed, 0x30_7e5, 0))
        var net = training.start(hidden: settings.behaviourHidden, outputs: MoveHead.actions)
        let order = data.all.indices.filter { data.all[$0].act < MoveHead.actions }
        let isDone = training.fit(
            &net, order, epochs: settings.behaviourEpochs, dropout: settings.behaviourDropout,
            isStopped: { stop.isAsked }, before: { _ in },
            slope: { decision, learner in
                Squash.softmax(learner.outputs, MoveHead.actions)
                learner.slopes.update(from: learner.outputs, count: MoveHead.actions)
                learner.slopes[data.all[decision].act] -= 1
            })
        return isDone ? net : nil
    }

    // MARK: What it is worth

    private func member(_ training: inout MoveNetTraining<MoveViews>) -> Part? {
        var drawn = [Int](repeating: 0, count: data.groups)
        for _ in 0..<data.groups { drawn[training.random.below(data.groups)] += 1 }
        let order = data.all.indices.flatMap { index in
            [Int](repeating: index, count: drawn[data.all[index].group])
        }
        var net = training.start(hidden: settings.hidden, outputs: MoveHead.outputs)
        var targets = [Float](repeating: 0, count: data.all.count)
        var values = targets
        var moments = targets
        let views = training.data
        func renew(_ net: MoveNet) {
            MoveNetTraining.run(net, on: views) { decision, learner in
                let here = data.all[decision]
                let logit = Squash.logit(here.probability)
                values[decision] = Squash.sigmoid(logit + learner.outputs[here.act])
                moments[decision] = Squash.sigmoid(logit + learner.outputs[MoveHead.moment])
            }
            for (decision, here) in data.all.enumerated() {
                targets[decision] = here.next.map { moments[$0] } ?? here.outcome
            }
        }
        let isDone = training.fit(
            &net, order, epochs: settings.epochs, dropout: settings.dropout,
            isStopped: { stop.isAsked }, before: renew,
            slope: { decision, learner in
                let here = data.all[decision]
                let logit = Squash.logit(here.probability)
                let value = Squash.sigmoid(logit + learner.outputs[here.act])
                learner.slopes[here.act] = value - targets[decision]
                let moment = Squash.sigmoid(logit + learner.outputs[MoveHead.moment])
                let weight =
                    values[decision] > moment ? settings.expectile : 1 - settings.expectile
                learner.slopes[MoveHead.moment] = 2 * weight * (moment - values[decision])
            })
        guard isDone else { return nil }
        renew(net)
        return Part(
            net: net, unseen: drawn.map { $0 == 0 }, values: values, usual: usual(net, views),
            moments: moments)
    }

    private func usual(_ net: MoveNet, _ views: MoveViews) -> [Float] {
        var means = [Float](repeating: 0, count: data.all.count)
        MoveNetTraining.run(net, on: views) { decision, learner in
            let logit = Squash.logit(data.all[decision].probability)
            for act in 0..<MoveHead.actions {
                means[decision] +=
                    views.shares[decision * MoveHead.actions + act]
                    * Squash.sigmoid(logit + learner.outputs[act])
            }
        }
        return means
    }

    /// What followed against what was expected, by members that had not seen the conversation.
    private func outOfBag(_ parts: [Part]) -> (noise: [Float], report: MoveReport) {
        var squares = [Double](repeating: 0, count: MoveHead.actions)
        var counts = squares
        var report = MoveReport()
        report.decisions = data.all.count
        for (decision, here) in data.all.enumerated() where here.act < MoveHead.actions {
            let judges = parts.filter { $0.unseen[here.group] }
            guard !judges.isEmpty else { continue }
            let share = 1 / Float(judges.count)
            let value = judges.reduce(0) { $0 + $1.values[decision] * share }
            let target =
                here.next.map { next in judges.reduce(0) { $0 + $1.moments[next] * share } }
                ?? here.outcome
            squares[here.act] += Double((value - target) * (value - target))
            counts[here.act] += 1
            let usual = judges.reduce(0) { $0 + $1.usual[decision] * share }
            report.add(target: target, usual: usual, value: value, act: here.act)
        }
        let overall = squares.reduce(0, +) / max(1, counts.reduce(0, +))
        // An act that was seldom done has the noise of all, until it has shown its own.
        let noise = zip(squares, counts).map { Float(($0 + 20 * overall) / ($1 + 20)) }
        return (noise, report)
    }
}
