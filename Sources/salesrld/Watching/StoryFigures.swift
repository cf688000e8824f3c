internal import CoreMetrics
internal import Guidance
internal import Messages
internal import Orchestration
internal import Synchronization

/// How long steps take, and what becomes of events, by tenant.
final class StoryFigures: StoryWatch {
    private struct Step {
        let time: CoreMetrics.Timer
        let degraded: Counter
    }

    private let observatory: Observatory
    private let steps = Mutex<[String: Step]>([:])
    private let times: [String: CoreMetrics.Timer]
    private let counts = Mutex<[String: Counter]>([:])

    init(_ observatory: Observatory) {
        self.observatory = observatory
        times = Dictionary(
            uniqueKeysWithValues: ["kept", "replayed", "refused"].map {
                ($0, CoreMetrics.Timer(Catalogue.eventSeconds, [$0]))
            })
    }

    func ran(_ name: String, _ took: Duration, _ state: NodeState) {
        let step = steps.withLock { steps in
            if let known = steps[name] { return known }
            let fresh = Step(
                time: CoreMetrics.Timer(Catalogue.stepSeconds, [name]),
                degraded: Counter(Catalogue.stepsDegraded, [name]))
            steps[name] = fresh
            return fresh
        }
        step.time.record(took)
        switch state {
        case .failed, .replaced: step.degraded.increment()
        case .ran, .skipped: break
        }
    }

    func told(_ event: Event, _ took: Duration, _ end: EventEnd) {
        let result =
            switch end {
            case .kept: "kept"
            case .replayed: "replayed"
            case .refused: "refused"
            }
        times[result]?.record(took)
        let tenant = observatory.label(event.conversation.tenant)
        counts.withLock { counts in
            let key = result + " " + tenant
            if let known = counts[key] { return known }
            let fresh = Counter(Catalogue.tenantEvents, [tenant, result])
            counts[key] = fresh
            return fresh
        }.increment()
    }
}
