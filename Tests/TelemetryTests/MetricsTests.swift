import CoreMetrics
import Testing

@testable import Telemetry

@Suite("Metrics")
struct MetricsTests {
    private static let times = Family.histogram("time_seconds", ["step"], "How long it took")
    private static let calls = Family.counter("calls_total", ["method", "tenant"], "Calls")

    @Test("are what Prometheus reads: help, type, labels, buckets that add up")
    func text() {
        let metrics = Metrics([Self.times, Self.calls])
        metrics.series(.counter, "calls_total", [("method", "a\"b\\c\nd"), ("tenant", "x")]).add(2)
        metrics.series(.histogram, "time_seconds", [("step", "Score")]).observe(0.0015)
        metrics.series(.histogram, "time_seconds", [("step", "Score")]).observe(11)
        let lines = metrics.text().split(separator: "\n").map(String.init)
        #expect(lines.contains("# HELP calls_total Calls"))
        #expect(lines.contains("# TYPE time_seconds histogram"))
        #expect(lines.contains("calls_total{method=\"a\\\"b\\\\c\\nd\",tenant=\"x\"} 2.0"))
        #expect(lines.contains("time_seconds_bucket{step=\"Score\",le=\"0.001\"} 0"))
        #expect(lines.contains("time_seconds_bucket{step=\"Score\",le=\"0.002\"} 1"))
        #expect(lines.contains("time_seconds_bucket{step=\"Score\",le=\"10.0\"} 1"))
        #expect(lines.contains("time_seconds_bucket{step=\"Score\",le=\"+Inf\"} 2"))
        #expect(lines.contains("time_seconds_count{step=\"Score\"} 2"))
    }

    @Test("cannot be made to grow by whoever calls")
    func bounded() {
        let metrics = Metrics([])
        for index in 0..<2_000 { metrics.series(.counter, "many", [("x", "\(index)")]).add(1) }
        for index in 0..<2_000 { metrics.series(.gauge, "family\(index)").put(1) }
        let page = MetricsPage(metrics.text())
        #expect(page.all("many").count == Metrics.seriesMax + 1)
        #expect(page.sum("many", ["overflow": "true"]) == 1500)
        #expect(page.sum("many") == 2000)
        let families = metrics.text().split(separator: "\n").filter { $0.hasPrefix("# TYPE") }
        #expect(families.count == Metrics.familiesMax)
    }

    @Test("come through swift-metrics")
    func backend() {
        let metrics = Metrics([Self.times])
        CoreMetrics.Timer(
            label: "time_seconds", dimensions: [("step", "Embed")], factory: metrics
        ).recordNanoseconds(3_000_000)
        Counter(label: "plain_total", dimensions: [], factory: metrics).increment(by: 3)
        let page = MetricsPage(metrics.text())
        #expect(page.sum("time_seconds_sum", ["step": "Embed"]) == 0.003)
        #expect(page.sum("plain_total") == 3)
    }

    @Test("leave out what a reader may not see")
    func hidden() {
        let metrics = Metrics([Self.calls])
        // A method that looks like the label of a tenant hides nothing and shows nothing.
        for (method, tenant) in [("a", "acme"), ("tenant=\\\"acme", "other")] {
            metrics.series(.counter, "calls_total", [("method", method), ("tenant", tenant)]).add(1)
        }
        let text = metrics.text { label in label("tenant").map { $0 == "acme" } ?? true }
        #expect(MetricsPage(text).values(of: "tenant", in: "calls_total") == ["acme"])
    }

    @Test("name the first tenants, and call the others other")
    func names() {
        let names = BoundedNames(limit: 2)
        #expect(
            ["a", "b", "c", "a", "c"].map(names.label) == ["a", "b", "(other)", "a", "(other)"])
    }

    @Test("tell what the kernel knows of this process")
    func process() {
        let metrics = Metrics(ProcessFigures.families)
        ProcessFigures().refresh(metrics)
        let page = MetricsPage(metrics.text())
        for family in ProcessFigures.families {
            #expect(page.sum(family.name) > 0, "\(family.name)")
        }
        #expect(
            page.sum("process_resident_memory_bytes") < page.sum("process_virtual_memory_bytes"))
    }
}

@Suite("A page of metrics, read")
struct MetricsPageTests {
    @Test("quantiles lie between the bounds, and differences are what came since")
    func quantiles() throws {
        let family = Family.histogram("t", bounds: [1, 2, 4], "")
        let metrics = Metrics([family])
        let series = metrics.series(.histogram, "t")
        for value in [0.5, 1.5, 1.5, 3] { series.observe(value) }
        let before = try #require(MetricsPage(metrics.text()).histogram("t"))
        #expect(before.quantile(0.5) == 1.5)
        #expect(before.quantile(0.25) == 1)
        #expect(before.mean == 6.5 / 4)
        for _ in 0..<10 { series.observe(100) }
        let after = try #require(MetricsPage(metrics.text()).histogram("t"))
        // Beyond the last bound nothing is known but that.
        #expect(after.since(before).quantile(0.5) == 4)
        #expect(after.since(before).count == 10)
        // A process that started anew counts from nothing.
        #expect(before.since(after).count == 4)
        #expect(before.since(before).quantile(0.5) == nil)
    }

    @Test("escapes are undone, and what is no sample is passed over")
    func reading() {
        let page = MetricsPage(
            "# HELP a b\n# TYPE a gauge\na{x=\"1,}\\\"\\\\\\n\",y=\"\"} 5 1700000000\nbroken{x=\"\nb NaN\nc x\n"
        )
        #expect(page.all("a") == [.init(labels: ["x": "1,}\"\\\n", "y": ""], value: 5)])
        #expect(page.all("broken").isEmpty)
        #expect(page.all("c").isEmpty)
        #expect(page.all("b").first?.value.isNaN == true)
    }
}
