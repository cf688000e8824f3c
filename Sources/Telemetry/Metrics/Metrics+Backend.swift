package import CoreMetrics

extension Series: CounterHandler {
    package func increment(by amount: Int64) { add(Double(amount)) }
    package func reset() { put(0) }
}

extension Series: FloatingPointCounterHandler, MeterHandler {
    package func increment(by amount: Double) { add(amount) }
    package func decrement(by amount: Double) { add(-amount) }
    package func set(_ value: Int64) { put(Double(value)) }
    package func set(_ value: Double) { put(value) }
}

extension Series: RecorderHandler, TimerHandler {
    package func record(_ value: Int64) { observe(Double(value)) }
    package func record(_ value: Double) { observe(value) }
    package func recordNanoseconds(_ duration: Int64) { observe(Double(duration) / 1e9) }
}

/// Series live as long as the process: handing one back changes nothing.
extension Metrics: MetricsFactory {
    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(.counter, label, dimensions)
    }

    package func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        series(.counter, label, dimensions)
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(.gauge, label, dimensions)
    }

    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        series(.histogram, label, dimensions)
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(.histogram, label, dimensions)
    }

    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}
}
