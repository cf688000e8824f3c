/// One step of a graph. Takes the moment as the steps before left it, and leaves it richer.
///
/// ```
/// struct Measure: Step {
///     func run(_ moment: inout Moment) -> Answer<Moment> {
///         moment.measured = moment.state.measure(moment.turn)
///         return .done
///     }
/// }
/// ```
package protocol Step<Moment>: Sendable {
    associatedtype Moment: Sendable

    /// Unique within its graph; notes, metrics and errors name the step by it.
    static var name: String { get }

    /// Does the work that needs no waiting. An error ends the walk, unless the node is optional or
    /// has a fallback.
    func run(_ moment: inout Moment) throws -> Answer<Moment>
}

extension Step {
    package static var name: String { String(describing: Self.self) }
}

/// What a waiting step does to the moment once it knows, and how it goes on.
package typealias Change<Moment: Sendable> = @Sendable (inout Moment) throws -> Answer<Moment>

/// How a step ended, or that it has to wait.
package enum Answer<Moment: Sendable>: Sendable {
    case done
    /// There was nothing to do, and why. Steps that need this one are skipped as well.
    case skipped(String)
    /// The walk is over, and why: no later step runs, the last one included.
    case finished(String)
    /// The closure waits and returns what to change. It sees only what it captured.
    case waiting(@Sendable () async throws -> Change<Moment>)
}
