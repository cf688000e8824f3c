internal import Synchronization

/// At most so many lines of one kind a second; the others are counted, and the next one that is let
/// through says how many were left out. A kind is a level with a message, whatever its metadata:
/// nobody who fails in a loop can fill a disk or hide what else is said.
final class LogRate: Sendable {
    /// Kinds that are remembered; beyond, those of earlier seconds are forgotten.
    static let kindsMax = 1_000

    struct Kind: Hashable {
        let level: Int
        let message: String
    }

    private struct Count {
        var second: Int64
        var lines = 0
        var leftOut = 0
    }

    private let counts = Mutex<[Kind: Count]>([:])
    private let linesMax: Int

    init(linesPerSecond: Int) { linesMax = linesPerSecond }

    /// How many of this kind were left out since the last line; nil where this one is left out too.
    /// - Parameter second: of any clock that does not run backwards.
    func admit(_ kind: Kind, at second: Int64) -> Int? {
        counts.withLock { counts in
            if counts[kind] == nil, counts.count >= Self.kindsMax {
                counts = counts.filter { $0.value.second == second }
                guard counts.count < Self.kindsMax else { return nil }
            }
            var count = counts[kind] ?? Count(second: second)
            defer { counts[kind] = count }
            if count.second != second {
                count.second = second
                count.lines = 0
            }
            guard count.lines < linesMax else {
                count.leftOut += 1
                return nil
            }
            count.lines += 1
            defer { count.leftOut = 0 }
            return count.leftOut
        }
    }
}
