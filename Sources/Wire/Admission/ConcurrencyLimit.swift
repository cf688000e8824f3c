/// How many calls of one method may be at work at once, found from how long they take.
///
/// More at once than the machine can do makes each slower and none faster. So the time that calls
/// take is compared with the time they take when few are at work, and the limit follows the ratio:
/// ```
/// gradient = clamp((1 + buffer) · unloaded / sampled, 0.5, 1)
/// limit    ← limit + smoothing · (limit · gradient + √limit − limit)
/// ```
/// This is the gradient controller of Envoy's adaptive concurrency filter (docs: "Adaptive
/// Concurrency", gradient_controller), which has it from Netflix's concurrency-limits
/// (Gradient2Limit): √limit leaves room for bursts, and only a limit that is used may grow. As in
/// Envoy, the unloaded time is measured again now and then, with few calls at once. Means of a
/// window stand in for Envoy's medians: turns whose words are cached and turns whose are not make a
/// median jump.
///
/// A machine without a clock: times are told.
struct ConcurrencyLimit {
    typealias Instant = ContinuousClock.Instant

    private struct Window {
        let began: Instant
        var count = 0
        var sum = 0.0
        /// The limit was at least half used.
        var isPressed = false

        var mean: Double { sum / Double(count) }

        mutating func add(_ seconds: Double) {
            count += 1
            sum += seconds
        }
    }

    /// Of Envoy's: min_rtt_calc_params.buffer.
    private static let buffer = 0.25
    private static let smoothing = 0.3
    private static let windowSamples = 20
    private static let windowLength = Duration.milliseconds(100)
    private static let probeSamples = 25
    private static let probeLengthMax = Duration.seconds(2)
    private static let probeInterval = Duration.seconds(30)
    /// Windows in a row at the least limit, after which the unloaded time is in doubt.
    private static let windowsAtLeast = 5

    private let bounds: ClosedRange<Int>
    private var estimate: Double
    /// Seconds that a call takes when few are at work; nil before it was measured.
    private(set) var unloaded: Double?
    /// Calls that ended in a second, of late.
    private(set) var rate = 0.0
    private var window: Window
    /// Measuring the unloaded time, with the least limit.
    private var probe: Window?
    private var probedAt: Instant
    private var windowsAtBottom = 0

    /// Begins by measuring.
    init(_ bounds: ClosedRange<Int>, now: Instant) {
        self.bounds = bounds
        estimate = Double(bounds.lowerBound * 4).clamped(to: bounds)
        window = Window(began: now)
        probe = Window(began: now)
        probedAt = now
    }

    /// Calls that may be at work now.
    var value: Int { probe == nil ? Int(estimate) : bounds.lowerBound }

    var isMeasuring: Bool { probe != nil }

    /// A call that began at `began` has ended well; `atWork` counts it and those beside it.
    mutating func sample(began: Instant, now: Instant, atWork: Int) {
        let seconds = began.duration(to: now).seconds
        if probe != nil { return probing(seconds, began, now) }
        window.add(seconds)
        if atWork * 2 >= value { window.isPressed = true }
        guard window.count >= Self.windowSamples,
            window.began.duration(to: now) >= Self.windowLength
        else { return }
        adjust(now)
    }

    private mutating func probing(_ seconds: Double, _ began: Instant, _ now: Instant) {
        guard var probe else { return }
        // What began before was not alone.
        if began >= probe.began { probe.add(seconds) }
        self.probe = probe
        let isLong = probe.began.duration(to: now) >= Self.probeLengthMax
        guard probe.count >= Self.probeSamples || isLong else { return }
        if probe.count > 0 { unloaded = probe.mean }
        self.probe = nil
        probedAt = now
        window = Window(began: now)
        windowsAtBottom = 0
    }

    private mutating func adjust(_ now: Instant) {
        let done = window
        window = Window(began: now)
        rate = Double(done.count) / done.began.duration(to: now).seconds
        let least = min(unloaded ?? done.mean, done.mean)
        unloaded = least
        let gradient = min(1, max(0.5, (1 + Self.buffer) * least / done.mean))
        let target = estimate * gradient + estimate.squareRoot()
        guard target < estimate || done.isPressed else { return }
        estimate = (estimate + Self.smoothing * (target - estimate)).clamped(to: bounds)
        windowsAtBottom = Int(estimate) > bounds.lowerBound ? 0 : windowsAtBottom + 1
        let isDue = done.isPressed && probedAt.duration(to: now) >= Self.probeInterval
        if isDue || windowsAtBottom >= Self.windowsAtLeast { probe = Window(began: now) }
    }
}

extension Double {
    fileprivate func clamped(to bounds: ClosedRange<Int>) -> Double {
        Swift.min(Double(bounds.upperBound), Swift.max(Double(bounds.lowerBound), self))
    }
}

extension Duration {
    var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
