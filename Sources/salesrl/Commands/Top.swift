internal import ArgumentParser
internal import Foundation
internal import Messages

/// Shows what the daemon does, as `top` does for a machine.
struct Top: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Watch what the daemon is doing now: calls, turns, queues, tenants.",
        discussion: """
            Reads the daemon's page of metrics every second, over TLS, with your token. A role that may read \
            metrics is needed: manager, admin, auditor or operator. Of tenants you see your own, an operator \
            sees all.

            q or Ctrl-C ends it. Without a terminal it prints one page after the other. Times are read off \
            histograms: they are right to within the width of a bucket. NO_COLOR is honoured.

            Examples:
              salesrl top
              salesrl top --once --json
            """)

    @OptionGroup var connection: ConnectionOptions

    @Option(help: ArgumentHelp("Seconds between two readings.", valueName: "seconds"))
    var interval: Double = 1

    @Flag(help: "Read twice, print what happened in between, and stop.")
    var once = false

    @Flag(help: "One JSON object a reading instead of a page.")
    var json = false

    func validate() throws {
        guard interval >= 0.1, interval <= 3600 else {
            throw ValidationError("--interval is \(interval); it must be 0.1 to 3600")
        }
    }

    private var address: String {
        (try? Destination(connection)).map { "\($0.host):\($0.port)" } ?? ""
    }

    private var coloursAllowed: Bool { Environment["NO_COLOR"] == nil }

    func run() async throws {
        if !once, !json, Terminal.isThere { return try await show() }
        try await list()
    }

    // MARK: For programs, and for files

    private func list() async throws {
        let source = try await MetricsSource.connect(connection)
        var before = try await source.read()
        var turns: [Double] = []
        repeat {
            try await Task.sleep(for: .seconds(interval))
            let now = try await source.read()
            let glance = Glance(now, since: before)
            before = now
            turns.append(glance.turnsPerSecond)
            if json {
                Console.print(try glance.jsonLine())
            } else {
                let lines = screen(turns).lines(glance)
                let text = lines.map { $0.rendered(columns: Console.width, colours: false) }
                Console.print(text.joined(separator: "\n") + (once ? "" : "\n"))
            }
        } while !once
        await source.close()
    }

    private func screen(_ turns: [Double]) -> Screen {
        let time = Date().formatted(
            Date.VerbatimFormatStyle(
                format:
                    "\(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\(second: .twoDigits)",
                timeZone: .current, calendar: Calendar(identifier: .gregorian)))
        return Screen(
            address: address, columns: Console.width, clock: time, turns: turns.suffix(120))
    }

    // MARK: For people

    private func show() async throws {
        // What is wrong at once is told before the screen is taken.
        let source = try await MetricsSource.connect(connection)
        let first = try await source.read()
        let terminal = Terminal()
        defer { terminal.restore() }
        let view = View(address: address, colours: coloursAllowed)
        view.wait()
        // Not waited for: whoever wants to leave does not wait for a daemon that hangs.
        let gathering = Task { await gather(source, first, view) }
        defer {
            gathering.cancel()
            view.end()
        }
        for await happening in terminal.happenings {
            if case .stop = happening { break }
            view.draw(screen)
        }
    }

    /// Reads again and again. A daemon that goes away is waited for.
    private func gather(_ source: MetricsSource, _ first: Reading, _ view: View) async {
        var source: MetricsSource? = source
        var before: Reading? = first
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: .seconds(interval))
            } catch { break }
            do throws(Failure) {
                if source == nil { source = try await MetricsSource.connect(connection) }
                guard let now = try await source?.read() else { continue }
                if let before { view.take(Glance(now, since: before)) }
                before = now
                view.draw(screen)
            } catch {
                await source?.close()
                source = nil
                before = nil
                view.complain(error.reason)
                view.draw(screen)
            }
        }
        await source?.close()
    }
}
