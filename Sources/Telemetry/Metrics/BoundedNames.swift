internal import Synchronization

/// Names that may stand in labels: the first so many that are asked for; all others are "(other)",
/// which nobody can be called.
///
/// A name keeps its place for the life of the process, so that its series never change their
/// meaning.
package final class BoundedNames: Sendable {
    package static let other = "(other)"

    private let known = Mutex<Set<String>>([])
    private let limit: Int

    package init(limit: Int) { self.limit = limit }

    package func label(_ name: String) -> String {
        known.withLock { known in
            if known.contains(name) { return name }
            guard known.count < limit else { return Self.other }
            known.insert(name)
            return name
        }
    }
}
