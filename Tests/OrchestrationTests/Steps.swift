import Orchestration

/// Where a walk has been.
struct Trail: Sendable, Equatable {
    var seen: [String] = []
    var notes: [String] = []
}

struct Broken: Error, Equatable, CustomStringConvertible {
    let description = "broken"
}

/// A step that writes its name and does as it is told.
protocol Marked: Step where Moment == Trail {
    var will: Will { get }
}

enum Will: Sendable {
    case go, skip, finish, fail
    case wait(@Sendable () async throws -> Void)

    /// Until whoever waits gives up: no clock of a busy machine can make it end before.
    static let waitForEver = Will.wait {
        let (never, _) = AsyncStream<Never>.makeStream()
        for await _ in never {}
        throw CancellationError()
    }
}

extension Marked {
    func run(_ moment: inout Trail) throws -> Answer<Trail> {
        switch will {
        case .go:
            moment.seen.append(Self.name)
            return .done
        case .skip: return .skipped("nothing to do")
        case .finish: return .finished("known already")
        case .fail: throw Broken()
        case .wait(let work):
            return .waiting {
                try await work()
                return { trail in
                    trail.seen.append(Self.name)
                    return .done
                }
            }
        }
    }
}

struct First: Marked { var will = Will.go }
struct Left: Marked { var will = Will.go }
struct Right: Marked { var will = Will.go }
struct Join: Marked { var will = Will.go }
struct Last: Marked { var will = Will.go }
