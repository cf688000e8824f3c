import Foundation
import ServiceSupport
import Testing

@testable import Outbound

@Suite("Trying again")
struct RetryTests {
    private func answer(
        _ status: Int, _ headers: [(name: String, value: String)] = []
    ) -> Result<ServiceAnswer, OutboundError> {
        .success(ServiceAnswer(status: status, headers: headers, body: []))
    }

    @Test(
        "What may pass by itself is tried again; what does not is an answer",
        arguments: [
            (200, false), (400, false), (401, false), (403, false), (404, false), (408, true),
            (409, false), (413, false), (422, false), (429, true), (500, true), (501, false),
            (502, true), (503, true), (504, true),
        ])
    func statuses(status: Int, isAgain: Bool) {
        let verdict = RetryPolicy.patient.verdict(
            on: answer(status), attempt: 1, spent: .zero, chance: 0.5)
        #expect((verdict != .settled) == isAgain)
    }

    @Test("Waits are drawn from a range that doubles, up to the ceiling")
    func backoff() {
        let policy = RetryPolicy(
            attempts: 100, base: .seconds(1), ceiling: .seconds(5), longestWait: .seconds(9),
            patience: .seconds(1_000))
        for (attempt, most) in [(1, 1.0), (2, 2), (3, 4), (4, 5), (90, 5)] {
            for chance in [0, 0.25, 0.999] {
                let verdict = policy.verdict(
                    on: answer(503), attempt: attempt, spent: .zero, chance: chance)
                #expect(verdict == .again(after: .seconds(most) * chance, isAsked: false))
            }
        }
    }

    @Test("Tries, patience and a wait that is too long end it")
    func ends() {
        let policy = RetryPolicy(
            attempts: 3, base: .seconds(1), ceiling: .seconds(5), longestWait: .seconds(9),
            patience: .seconds(100))
        func verdict(_ attempt: Int, _ spent: Duration, _ wait: String) -> RetryPolicy.Verdict {
            policy.verdict(
                on: answer(429, [("retry-after", wait)]), attempt: attempt, spent: spent, chance: 0)
        }
        #expect(verdict(1, .zero, "9") == .again(after: .seconds(9), isAsked: true))
        #expect(verdict(1, .zero, "10") == .settled)
        #expect(verdict(2, .seconds(92), "9") == .settled)
        #expect(verdict(2, .seconds(100), "0") == .settled)
        #expect(verdict(3, .zero, "1") == .settled)
        let gone = Result<ServiceAnswer, OutboundError>.failure(.init(.untrusted, ""))
        #expect(policy.verdict(on: gone, attempt: 1, spent: .zero, chance: 0) == .settled)
    }

    @Test("The service's own word on waiting is read in all its forms")
    func hints() {
        func hint(_ headers: [(name: String, value: String)], _ status: Int = 429) -> Duration? {
            ServiceHints(headers, now: 784_111_777).pause(after: status)
        }
        #expect(hint([("retry-after", "17")]) == .seconds(17))
        #expect(hint([("retry-after", "1.5")]) == .seconds(1.5))
        #expect(hint([("retry-after-ms", "250"), ("retry-after", "1")]) == .milliseconds(250))
        #expect(hint([("retry-after", "Sun, 06 Nov 1994 08:50:00 GMT")]) == .seconds(23))
        #expect(hint([("retry-after", "Sunday, 06-Nov-94 08:50:00 GMT")]) == .seconds(23))
        #expect(hint([("retry-after", "Sun Nov  6 08:50:00 1994")]) == .seconds(23))
        #expect(hint([("retry-after", "Sun, 06 Nov 1994 08:00:00 GMT")]) == .zero)
        let skewed = [
            ("retry-after", "Sun, 06 Nov 1994 08:50:00 GMT"),
            ("date", "Sun, 06 Nov 1994 08:49:55 GMT"),
        ]
        #expect(hint(skewed.map { (name: $0.0, value: $0.1) }) == .seconds(5))
        #expect(hint([("retry-after", "-1")]) == nil)
        #expect(hint([("retry-after", "soon")]) == nil)
        #expect(hint([("retry-after", "17")], 400) == nil)
        let limits: [(name: String, value: String)] = [
            ("x-ratelimit-remaining-requests", "0"), ("x-ratelimit-reset-requests", "6m0s"),
            ("x-ratelimit-remaining-tokens", "149984"), ("x-ratelimit-reset-tokens", "9h"),
        ]
        #expect(hint(limits) == .seconds(360))
        #expect(hint(limits, 200) == .seconds(360))
        #expect(hint([("retry-after", "1")] + limits) == .seconds(1))
        for (text, time) in [
            ("20ms", Duration.milliseconds(20)), ("1m30.5s", .seconds(90.5)), ("12", .seconds(12)),
            ("1d", .seconds(86_400)),
        ] { #expect(ServiceHints.duration(text) == time) }
        for text in ["", "s", "1x", "1m2", "-1s", "soon"] {
            #expect(ServiceHints.duration(text) == nil, "\(text)")
        }
    }

    @Test("A client adds a fifth of its calls as tries, not a multiple")
    func budget() {
        let budget = RetryBudget(capacity: 2, share: 0.2)
        #expect(budget.withdraw() && budget.withdraw())
        #expect(!budget.withdraw())
        for _ in 0..<6 { budget.deposit() }
        #expect(budget.withdraw())
        #expect(!budget.withdraw())
    }

    @Test("A rate limit is waited out as the service asks, and the call succeeds")
    func rateLimit() async throws {
        let service = try await ScriptedService { _, number in
            switch number {
            case 0: Scripted(429, Recorded.rateLimited, headers: [("retry-after", "0")])
            case 1: Scripted(429, Recorded.azureRateLimited, headers: [("retry-after-ms", "1")])
            case 2: Scripted(429, Recorded.rateLimited)
            default: Scripted(200, Recorded.completion)
            }
        }
        let language = try Made.language(at: service.address)
        #expect(try await language.complete(Made.chat).text.hasPrefix("Hello!"))
        #expect(service.asked.count == 4)
        #expect(language.counts.retries == 3)
    }

    @Test("A service that is down costs a client of many callers few tries")
    func downService() async throws {
        let service = try await ScriptedService { _, _ in Scripted(500, Recorded.serverError) }
        let client = try Made.client(of: service)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    let answer = try? await client.send(
                        ServiceRequest(.get, service.address), Made.quick)
                    #expect(answer?.status == 500)
                }
            }
        }
        // Fifty calls, and ten tries and a fifth of fifty more.
        #expect(service.asked.count >= 60)
        #expect(service.asked.count <= 70)
    }

    @Test("Broken connections and timeouts are tried again too")
    func transport() async throws {
        let service = try await ScriptedService { _, number in
            switch number {
            case 0: Scripted(ending: .reset)
            case 1: Scripted(200, Recorded.completion, ending: .cutAfter(20))
            case 2: Scripted(ending: .silent)
            default: Scripted(200, Recorded.completion)
            }
        }
        let client = try Made.client(of: service) { $0.timeout = .milliseconds(300) }
        let answer = try await client.send(
            ServiceRequest(.post, service.address, body: [1]), Made.quick)
        #expect(answer.status == 200)
        #expect(client.counts.retries == 3)
    }
}
