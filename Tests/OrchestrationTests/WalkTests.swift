import Synchronization
import Testing

@testable import Orchestration

@Suite("A walk through a graph")
struct WalkTests {
    private func walk(
        _ left: Node<Trail>, deadline: ContinuousClock.Instant? = nil
    ) async throws -> (Trail, Walked) {
        let graph = try Graph<Trail> {
            First().first
            left
            Join().after(Left.self)
            Last().last
        }
        var trail = Trail()
        let walked = try await graph.walk(&trail, deadline: deadline) { trail, visit in
            trail.notes.append(visit.node)
        }
        return (trail, walked)
    }

    private func left(_ will: Will) -> Node<Trail> { Left(will: will).after(First.self) }

    @Test("visits every node once, and takes what each leaves to the next")
    func all() async throws {
        let (trail, walked) = try await walk(left(.go))
        #expect(trail.seen == ["First", "Left", "Join", "Last"])
        #expect(walked.visits.map(\.state) == [.ran, .ran, .ran, .ran])
        #expect(walked.finished == nil)
        #expect(walked.degraded.isEmpty)
    }

    @Test("skips what needs a step that was skipped, but not the end")
    func skipSpreads() async throws {
        let (trail, walked) = try await walk(left(.skip))
        #expect(trail.seen == ["First", "Last"])
        #expect(
            walked.visits.map(\.state)
                == [.ran, .skipped("nothing to do"), .skipped("without Left"), .ran])
        #expect(trail.notes.isEmpty, "having nothing to do is not a degradation")
    }

    @Test("runs what can do without a skipped step")
    func evenWithout() async throws {
        let graph = try Graph<Trail> {
            First().first
            Left(will: .skip).after(First.self)
            Join().after(First.self).evenWithout(Left.self)
            Last().last
        }
        var trail = Trail()
        _ = try await graph.walk(&trail)
        #expect(trail.seen == ["First", "Join", "Last"])
    }

    @Test("ends where a step says so, without its end")
    func finished() async throws {
        let (trail, walked) = try await walk(left(.finish))
        #expect(trail.seen == ["First"])
        #expect(walked.finished == "known already")
        #expect(walked.visits.last?.state == .skipped("known already"))
    }

    @Test("fails with the node's name and the error where a step fails that nothing replaces")
    func failure() async throws {
        let error = await #expect(throws: WalkError.self) { try await walk(left(.fail)) }
        #expect(error?.node == "Left")
        guard case .failed(let cause) = error?.cause else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(cause as? Broken == Broken())
    }

    @Test("goes on without an optional step that fails, and notes it")
    func optional() async throws {
        let (trail, walked) = try await walk(left(.fail).optional)
        #expect(trail.seen == ["First", "Last"])
        #expect(trail.notes == ["Left"])
        #expect(walked.degraded == [.init(node: "Left", state: .failed("failed: broken"))])
    }

    @Test("puts the fallback in place of a step that fails, and notes what was used")
    func fallback() async throws {
        let (trail, walked) = try await walk(
            left(.fail).orElse { trail, why in
                trail.seen.append("instead: \(why)")
                return "a guess"
            })
        #expect(trail.seen == ["First", "instead: failed: broken", "Join", "Last"])
        #expect(trail.notes == ["Left"])
        #expect(
            walked.degraded.map(\.state) == [.replaced(why: "failed: broken", used: "a guess")])
    }

    @Test("waits for a step that has to wait")
    func waiting() async throws {
        let (trail, _) = try await walk(left(.wait { await Task.yield() }))
        #expect(trail.seen == ["First", "Left", "Join", "Last"])
    }

    @Test("replaces a step that is over its budget; what comes late changes nothing")
    func budget() async throws {
        let released = Mutex(false)
        let (trail, walked) = try await walk(
            left(
                .wait {
                    // Deaf to cancellation, as work in C is.
                    while !released.withLock({ $0 }) { await Task.yield() }
                }
            ).within(.milliseconds(5)).orElse { trail, _ in
                trail.seen.append("instead")
                return "a guess"
            })
        released.withLock { $0 = true }
        #expect(trail.seen == ["First", "instead", "Join", "Last"])
        guard case .replaced(let why, _)? = walked.degraded.first?.state else {
            Issue.record("\(walked)")
            return
        }
        #expect(why.hasPrefix("late"))
    }

    @Test("fails where a step is over its budget that nothing replaces")
    func budgetWithoutFallback() async throws {
        let error = await #expect(throws: WalkError.self) {
            try await walk(left(.waitForEver).within(.milliseconds(1)))
        }
        #expect(error?.description == "the deadline came at Left")
    }

    @Test("ends at its deadline, whatever a step would fall back to")
    func deadline() async throws {
        let error = await #expect(throws: WalkError.self) {
            try await walk(
                left(.waitForEver).within(.seconds(3_600)).orElse { _, _ in "a guess" },
                deadline: .now + .milliseconds(500))
        }
        #expect(error?.description == "the deadline came at Left")
    }

    @Test("does not begin when its deadline is over")
    func overOnArrival() async throws {
        let error = await #expect(throws: WalkError.self) {
            try await walk(left(.go), deadline: .now - .milliseconds(1))
        }
        #expect(error?.node == "First")
    }

    @Test("ends when its task is cancelled, without falling back")
    func cancelled() async throws {
        let task = Task {
            try await walk(left(.waitForEver).within(.seconds(3_600)).orElse { _, _ in "" })
        }
        await Task.yield()
        task.cancel()
        let error = await #expect(throws: WalkError.self) { try await task.value }
        #expect(error?.node == "Left")
    }

    @Test("tells the timer of every node that ran")
    func timer() async throws {
        let told = Mutex<[String]>([])
        let graph = try Graph<Trail> {
            First().first
            Left(will: .skip).after(First.self)
            Join().after(Left.self)
            Last().last
        }
        var trail = Trail()
        let timer: NodeTimer = { node, took, _ in
            told.withLock { $0.append(took >= .zero ? node : "negative") }
        }
        _ = try await graph.walk(&trail, timer: timer)
        #expect(told.withLock { $0 } == ["First", "Left", "Last"])
    }
}
