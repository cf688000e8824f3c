internal import Foundation

/// What the kernel knows of this process, under the names that Prometheus' own libraries use.
package struct ProcessFigures: Sendable {
    package static let families: [Family] = [
        cpu, resident, virtual, files, filesMax, threads, started,
    ]
    static let cpu = Family.counter(
        "process_cpu_seconds_total", [], "Processor time taken, user and system, in seconds")
    static let resident = Family.gauge(
        "process_resident_memory_bytes", [], "Memory that is resident, in bytes")
    static let virtual = Family.gauge(
        "process_virtual_memory_bytes", [], "Address space, in bytes")
    static let files = Family.gauge("process_open_fds", [], "File descriptors that are open")
    static let filesMax = Family.gauge(
        "process_max_fds", [], "File descriptors that may be open at once")
    static let threads = Family.gauge("process_threads", [], "Threads")
    static let started = Family.gauge(
        "process_start_time_seconds", [], "When the process started, in seconds since 1970 UTC")

    private let ticks = Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
    private let page = Double(max(1, sysconf(Int32(_SC_PAGESIZE))))
    private let startTime: Double

    package init() {
        let uptime = Self.words("/proc/uptime").first.flatMap { Double($0) } ?? 0
        startTime = Date().timeIntervalSince1970 - uptime
    }

    /// Reads /proc. What it does not tell is left as it was.
    package func refresh(_ metrics: Metrics) {
        // The name of the program, in brackets, may hold anything: what follows the last bracket
        // does not. Fields are counted from the third, as proc(5) does.
        let stat = Self.text("/proc/self/stat")
        let fields = stat.lastIndex(of: ")").map { stat[$0...].split(separator: " ").dropFirst() }
        func field(_ number: Int) -> Double? {
            guard let fields, fields.count > number - 3 else { return nil }
            return Double(fields[fields.startIndex + number - 3])
        }
        if let user = field(14), let system = field(15) {
            metrics.put(Self.cpu, (user + system) / ticks)
        }
        if let count = field(20) { metrics.put(Self.threads, count) }
        if let start = field(22) { metrics.put(Self.started, startTime + start / ticks) }
        if let bytes = field(23) { metrics.put(Self.virtual, bytes) }
        if let pages = field(24) { metrics.put(Self.resident, pages * page) }
        let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count
        if let open { metrics.put(Self.files, open) }
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
            metrics.put(Self.filesMax, Double(limit.rlim_cur))
        }
    }

    private static func text(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }

    private static func words(_ path: String) -> [Substring] {
        text(path).split(whereSeparator: \.isWhitespace)
    }
}
