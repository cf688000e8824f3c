package import Tracing

/// What became of one node in one walk.
package enum NodeState: Sendable, Equatable {
    case ran
    /// It had nothing to do, or something that it needs was missing.
    case skipped(String)
    /// An optional node that failed or was late, with nothing to stand in for it.
    case failed(String)
    /// It failed or was late, and its fallback stood in.
    case replaced(why: String, used: String)
}

/// One moment's way through a graph, as it went.
package struct Walked: Sendable, Equatable {
    package struct Visit: Sendable, Equatable {
        package let node: String
        package let state: NodeState
    }

    /// Every node, in the order in which they ran.
    package let visits: [Visit]
    /// Why the walk ended before its last node; nil where it did not.
    package let finished: String?

    /// The nodes that answered with less than their best.
    package var degraded: [Visit] {
        visits.filter {
            switch $0.state {
            case .failed, .replaced: true
            case .ran, .skipped: false
            }
        }
    }
}

/// Why a walk did not reach its end. Nothing of its moment may be used.
package struct WalkError: Error, Sendable, CustomStringConvertible {
    package enum Cause: Sendable {
        /// The walk's deadline came.
        case late
        case failed(any Error)
    }
    package let node: String
    package let cause: Cause

    package var description: String {
        switch cause {
        case .late: "the deadline came at \(node)"
        case .failed(let error): "\(node) failed: \(error)"
        }
    }
}

/// Told how long each node took. Called on the walk's own thread: it must be quick.
package typealias NodeTimer = @Sendable (_ node: String, _ took: Duration, NodeState) -> Void

extension Graph {
    /// Takes `moment` through the graph. Steps that do not wait run on the caller's thread.
    ///
    /// Notes of what was replaced are in the answer and, as they are made, handed to `note`, so
    /// that a later step can put them into what it keeps. `tracer` gets a span called `name`, below
    /// the task's own, and one below that for each node.
    package func walk(
        _ moment: inout Moment, deadline: ContinuousClock.Instant? = nil,
        note: ((inout Moment, Walked.Visit) -> Void)? = nil, timer: NodeTimer? = nil,
        tracer: (any Tracer)? = nil, name: String = "graph"
    ) async throws(WalkError) -> Walked {
        var spans = WalkSpans(tracer, name)
        do throws(WalkError) {
            let walked = try await follow(&moment, deadline, note, timer, &spans)
            spans?.end(nil)
            return walked
        } catch {
            spans?.end(error)
            throw error
        }
    }

    private func follow(
        _ moment: inout Moment, _ deadline: ContinuousClock.Instant?,
        _ note: ((inout Moment, Walked.Visit) -> Void)?, _ timer: NodeTimer?,
        _ spans: inout WalkSpans?
    ) async throws(WalkError) -> Walked {
        var states: [NodeState] = []
        states.reserveCapacity(plan.count)
        var finished: String?
        var before = ContinuousClock.now
        for planned in plan {
            let state: NodeState
            if let finished {
                state = .skipped(finished)
            } else if let missing = planned.needs.first(where: { !states[$0].hasValue }) {
                state = .skipped("without \(plan[missing].node.name)")
            } else {
                if let deadline, before >= deadline {
                    throw WalkError(node: planned.node.name, cause: .late)
                }
                (state, finished) = try await run(
                    planned.node, &moment, from: before, deadline: deadline)
                let now = ContinuousClock.now
                timer?(planned.node.name, before.duration(to: now), state)
                spans?.ran(planned.node.name, state)
                before = now
                switch state {
                case .failed, .replaced:
                    note?(&moment, Walked.Visit(node: planned.node.name, state: state))
                case .ran, .skipped: break
                }
            }
            states.append(state)
        }
        let visits = zip(plan, states).map { Walked.Visit(node: $0.node.name, state: $1) }
        return Walked(visits: visits, finished: finished)
    }

    private func run(
        _ node: Node<Moment>, _ moment: inout Moment, from now: ContinuousClock.Instant,
        deadline: ContinuousClock.Instant?
    ) async throws(WalkError) -> (NodeState, finished: String?) {
        let why: String
        do {
            var answer = try node.step.run(&moment)
            while true {
                switch answer {
                case .done: return (.ran, nil)
                case .skipped(let reason): return (.skipped(reason), nil)
                case .finished(let reason): return (.ran, reason)
                case .waiting(let work):
                    answer = try await wait(for: work, of: node, since: now, deadline)(&moment)
                }
            }
        } catch let late as OverBudget {
            why = late.description
        } catch let error as WalkError {
            throw error
        } catch is CancellationError where Task.isCancelled {
            // The caller has gone: a fallback would answer nobody.
            throw WalkError(node: node.name, cause: .failed(CancellationError()))
        } catch {
            guard node.isOptional || node.fallback != nil else {
                throw WalkError(node: node.name, cause: .failed(error))
            }
            why = "failed: \(error)"
        }
        if let fallback = node.fallback {
            return (.replaced(why: why, used: fallback(&moment, why)), nil)
        }
        guard node.isOptional else { throw WalkError(node: node.name, cause: .late) }
        return (.failed(why), nil)
    }

    private func wait(
        for work: @escaping @Sendable () async throws -> Change<Moment>, of node: Node<Moment>,
        since start: ContinuousClock.Instant, _ deadline: ContinuousClock.Instant?
    ) async throws -> Change<Moment> {
        let budgeted = node.budget.map { start + $0 }
        guard let limit = [deadline, budgeted].compactMap(\.self).min() else {
            return try await work()
        }
        if let change = try await Race.run(until: limit, work) { return change }
        if let deadline, deadline <= limit { throw WalkError(node: node.name, cause: .late) }
        throw OverBudget(budget: start.duration(to: limit))
    }
}

/// A node was not there within its budget, though the walk still has time.
private struct OverBudget: Error, CustomStringConvertible {
    let budget: Duration
    var description: String { "late: not there within \(budget)" }
}

extension NodeState {
    /// Steps that need this one may run.
    fileprivate var hasValue: Bool {
        switch self {
        case .ran, .replaced: true
        case .skipped, .failed: false
        }
    }
}
