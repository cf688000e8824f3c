internal import Testing

@testable internal import Wire

/// A machine that serves `parallel` calls at a time, each in `service`; more only wait in it.
private struct Simulated {
    var parallel = 2.0
    var service = 0.010

    /// How long a call takes when `atWork` are there.
    func latency(_ atWork: Int) -> Double { service * max(1, Double(atWork) / parallel) }
}

@Suite("The limit of concurrency")
struct ConcurrencyLimitTests {
    private let start = ContinuousClock.now

    /// Keeps the limit full for a while, and returns where it came to rest.
    private func settle(
        _ limit: inout ConcurrencyLimit, _ machine: Simulated, from: Double, seconds: Double,
        atWork: (Int) -> Int = { $0 }
    ) -> Double {
        var time = from
        while time < from + seconds {
            let busy = atWork(limit.value)
            let took = machine.latency(busy)
            // With so many at work, one ends every took / busy.
            time += took / Double(busy)
            let now = start + .seconds(time)
            limit.sample(began: now - .seconds(took), now: now, atWork: busy)
        }
        return time
    }

    @Test("settles a little above what the machine does at once, and far below its bound")
    func settles() {
        var limit = ConcurrencyLimit(2...1024, now: start)
        _ = settle(&limit, Simulated(parallel: 8), from: 0, seconds: 60)
        #expect((8...24).contains(limit.value), "\(limit.value)")
    }

    @Test("grows for a machine that does more at once, and never above its bound")
    func grows() {
        var limit = ConcurrencyLimit(2...64, now: start)
        _ = settle(&limit, Simulated(parallel: 1_000), from: 0, seconds: 60)
        #expect(limit.value == 64)
    }

    @Test("comes down when calls become slower, and up again when they are fast")
    func follows() {
        var limit = ConcurrencyLimit(2...1024, now: start)
        var time = settle(&limit, Simulated(parallel: 32), from: 0, seconds: 60)
        let before = limit.value
        #expect(before >= 32)
        time = settle(&limit, Simulated(parallel: 4), from: time, seconds: 20)
        #expect(limit.value < before / 2, "\(limit.value) after \(before)")
        _ = settle(&limit, Simulated(parallel: 32), from: time, seconds: 60)
        #expect(limit.value >= 32, "\(limit.value)")
    }

    @Test("learns anew what is normal when all calls take longer than they did")
    func learnsAnew() {
        var limit = ConcurrencyLimit(2...1024, now: start)
        let time = settle(&limit, Simulated(parallel: 16, service: 0.001), from: 0, seconds: 60)
        _ = settle(&limit, Simulated(parallel: 16, service: 0.020), from: time, seconds: 120)
        #expect(limit.value >= 12, "\(limit.value)")
        #expect((limit.unloaded ?? 0) > 0.015)
    }

    @Test("does not grow while nobody uses it")
    func unused() {
        var limit = ConcurrencyLimit(2...1024, now: start)
        _ = settle(&limit, Simulated(parallel: 1_000), from: 0, seconds: 60) { _ in 1 }
        #expect(limit.value <= 8, "\(limit.value)")
    }

    @Test("measures with the least limit, and only calls that began under it")
    func measures() {
        var limit = ConcurrencyLimit(3...100, now: start)
        #expect(limit.isMeasuring)
        #expect(limit.value == 3)
        // Old ones, slow, do not count.
        for index in 1...50 {
            let now = start + .milliseconds(index)
            limit.sample(began: start - .seconds(1), now: now, atWork: 3)
        }
        #expect(limit.isMeasuring)
        for index in 1...25 {
            let now = start + .milliseconds(100 + index)
            limit.sample(began: now - .milliseconds(4), now: now, atWork: 3)
        }
        #expect(!limit.isMeasuring)
        #expect(abs((limit.unloaded ?? 0) - 0.004) < 1e-9)
    }
}
