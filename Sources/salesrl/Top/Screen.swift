/// Lays a glance out in lines, two columns of tables where there is room.
struct Screen {
    let address: String
    let columns: Int
    let clock: String
    /// Turns a second, of the last readings, the latest last.
    let turns: [Double]

    private static let twoColumns = 100
    private static let gap = 3

    func lines(_ glance: Glance) -> [Line] {
        var lines = [head(glance), Line()]
        lines += summary(glance)
        lines += [Line()] + calls(glance) + [Line()] + steps(glance)
        let blocks = [queues(glance), doors(glance), tenants(glance), connectors(glance)]
            .filter { !$0.isEmpty }
        guard columns >= Self.twoColumns else {
            for block in blocks { lines += [Line()] + block }
            return lines
        }
        for start in stride(from: 0, to: blocks.count, by: 2) {
            lines.append(Line())
            let left = blocks[start]
            let right = start + 1 < blocks.count ? blocks[start + 1] : []
            for row in 0..<max(left.count, right.count) {
                let line = row < left.count ? left[row] : Line()
                lines.append(
                    row < right.count ? line.beside(right[row], at: half + Self.gap) : line)
            }
        }
        return lines
    }

    private var half: Int { (min(columns, 140) - Self.gap) / 2 }

    // MARK: The top

    private func head(_ glance: Glance) -> Line {
        var line = Line(" salesrl top ", .title)
        line.add(" \(address)", .bold)
        line.add(
            "  up \(Amounts.span(glance.process.uptime))  salesrld \(glance.version)"
                + "  \(glance.model)  \(glance.kernels)", .dim)
        return line.beside(Line(clock, .dim), at: max(line.width + 2, columns - clock.count - 1))
    }

    private func summary(_ glance: Glance) -> [Line] {
        var first = label("turns/s")
        first.add(
            Amounts.rate(glance.turnsPerSecond), .bold, width: 9, isFigure: true)
        let sparks = Amounts.sparks(turns, width: max(10, min(40, columns - 60)))
        first.add("  " + sparks, .good)
        first.add("  calls/s ", .dim)
        first.add(Amounts.rate(glance.callsPerSecond))
        first.add("  failed/s ", .dim)
        first.add(
            Amounts.rate(glance.failedPerSecond), glance.failedPerSecond > 0.05 ? .warm : .plain)
        var second = label("processors")
        second.add(Amounts.hundredths(glance.process.processors), width: 9, isFigure: true)
        second.add("  memory ", .dim)
        second.add(Amounts.bytes(glance.process.memory))
        second.add("  threads ", .dim)
        second.add(Amounts.whole(glance.process.threads))
        second.add("  files ", .dim)
        let full = glance.process.files / max(1, glance.process.filesMax)
        second.add(
            "\(Amounts.whole(glance.process.files)) of \(Amounts.whole(glance.process.filesMax))",
            tone(full))
        var third = label("cache hits")
        third.add(Amounts.percent(glance.cache.hitShare), width: 9, isFigure: true)
        third.add("  of texts; ", .dim)
        third.add(
            "\(Amounts.whole(glance.cache.entries)) vectors, \(Amounts.bytes(glance.cache.bytes))")
        var fourth = label("fsyncs/s")
        fourth.add(Amounts.rate(glance.store.commitsPerSecond), width: 9, isFigure: true)
        fourth.add("  p50 ", .dim)
        fourth.add(Amounts.time(glance.store.commitP50))
        fourth.add("  p99 ", .dim)
        fourth.add(Amounts.time(glance.store.commitP99))
        fourth.add("  turns each ", .dim)
        fourth.add(glance.store.groupMean.map(Amounts.rate) ?? "–")
        var fifth = label("kept")
        fifth.add(Amounts.whole(glance.store.conversations), width: 9, isFigure: true)
        fifth.add("  conversations, ", .dim)
        fifth.add(Amounts.bytes(glance.store.bytes))
        return [first, second, third, fourth, fifth]
    }

    private func label(_ text: String) -> Line {
        var line = Line()
        line.add(" " + text, .dim, width: 13)
        return line
    }

    /// Green is not said; what fills up is.
    private func tone(_ share: Double) -> Line.Tone {
        share > 0.9 ? .bad : share > 0.5 ? .warm : .plain
    }

    // MARK: Tables

    private func heading(_ name: String, _ width: Int, _ others: [(String, Int)]) -> Line {
        var line = Line()
        line.add(" " + name, .title, width: width)
        for (text, width) in others { line.add(text, .dim, width: width, isFigure: true) }
        return line
    }

    private func calls(_ glance: Glance) -> [Line] {
        let rows = glance.calls.prefix(8).map { call in
            var line = Line()
            let method = call.method.split(separator: ".").last.map(String.init) ?? call.method
            line.add(" " + method, width: 28)
            line.add(call.door, .dim, width: 7)
            figure(Amounts.rate(call.perSecond), 9, &line, call.perSecond > 0 ? .plain : .dim)
            figure(
                Amounts.rate(call.failedPerSecond), 11, &line,
                call.failedPerSecond > 0.05 ? .warm : .dim)
            figure(Amounts.time(call.p50), 11, &line)
            figure(Amounts.time(call.p99), 11, &line)
            return line
        }
        let head = heading(
            "CALLS", 35, [("calls/s", 9), ("failed/s", 11), ("p50", 11), ("p99", 11)])
        return [head] + (rows.isEmpty ? [Line(" none yet", .dim)] : rows)
    }

    private func steps(_ glance: Glance) -> [Line] {
        let rows = glance.steps.map { step in
            var line = Line()
            line.add(" " + step.step, width: 13)
            let bar = Amounts.bar(step.share, width: 13)
            line.add(bar.full, .good)
            line.add(bar.rest, .dim)
            figure(Amounts.percent(step.share), 9, &line)
            figure(Amounts.rate(step.perSecond), 9, &line)
            figure(
                Amounts.rate(step.degradedPerSecond), 11, &line,
                step.degradedPerSecond > 0.05 ? .bad : .dim)
            figure(Amounts.time(step.p50), 11, &line)
            figure(Amounts.time(step.p99), 11, &line)
            return line
        }
        let head = heading(
            "STEPS", 26,
            [("of time", 9), ("runs/s", 9), ("degraded/s", 11), ("p50", 11), ("p99", 11)])
        return [head] + (rows.isEmpty ? [Line(" none yet", .dim)] : rows)
    }

    private func figure(
        _ text: String, _ width: Int, _ line: inout Line, _ tone: Line.Tone = .plain
    ) { line.add(text, tone, width: width, isFigure: true) }

    private func queues(_ glance: Glance) -> [Line] {
        [heading("QUEUES", 18, [("now", 9), ("of", 9)])]
            + glance.queues.map { queue in
                var line = Line()
                line.add(" " + queue.queue, width: 18)
                let share = queue.limit.map { queue.now / $0 } ?? 0
                // Threads are there to be busy.
                let isUse = queue.queue.hasSuffix("threads")
                figure(
                    Amounts.whole(queue.now), 9, &line,
                    queue.now == 0 ? .dim : isUse ? .plain : tone(share))
                figure(queue.limit.map(Amounts.whole) ?? "", 9, &line, .dim)
                return line
            }
    }

    private func doors(_ glance: Glance) -> [Line] {
        let rows = glance.doors.map { door in
            var line = Line()
            line.add(" " + door.door, width: 9)
            figure(Amounts.whole(door.connections), 7, &line)
            figure(Amounts.whole(door.callsUnderWay), 7, &line)
            figure(Amounts.bytes(door.receivedPerSecond), 11, &line)
            figure(Amounts.bytes(door.sentPerSecond), 11, &line)
            return line
        }
        var shaken = Line()
        shaken.add(" TLS handshakes/s ", .dim)
        shaken.add(Amounts.rate(glance.handshakesPerSecond))
        shaken.add("  failed/s ", .dim)
        shaken.add(
            Amounts.rate(glance.failedHandshakesPerSecond),
            glance.failedHandshakesPerSecond > 0.05 ? .warm : .plain)
        return [heading("DOORS", 9, [("open", 7), ("calls", 7), ("in/s", 11), ("out/s", 11)])]
            + rows + [shaken]
    }

    private func tenants(_ glance: Glance) -> [Line] {
        guard !glance.tenants.isEmpty else { return [] }
        return [
            heading("TENANTS", 18, [("events/s", 9), ("refused/s", 10), ("calls now", 10)])
        ]
            + glance.tenants.prefix(8).map { tenant in
                var line = Line()
                line.add(" " + tenant.tenant, width: 18)
                figure(Amounts.rate(tenant.eventsPerSecond), 9, &line)
                figure(
                    Amounts.rate(tenant.refusedPerSecond), 10, &line,
                    tenant.refusedPerSecond > 0.05 ? .warm : .dim)
                figure(Amounts.whole(tenant.callsUnderWay), 10, &line)
                return line
            }
    }

    private func connectors(_ glance: Glance) -> [Line] {
        guard !glance.connectors.isEmpty else { return [] }
        return [
            heading("CONNECTORS", 16, [("events/s", 9), ("refused/s", 10), ("waiting", 8)])
        ]
            + glance.connectors.prefix(8).map { connector in
                var line = Line()
                line.add(connector.isUp ? " ● " : " ○ ", connector.isUp ? .good : .bad)
                line.add(connector.connector, width: 13)
                figure(Amounts.rate(connector.deliveredPerSecond), 9, &line)
                figure(
                    Amounts.rate(connector.refusedPerSecond), 10, &line,
                    connector.refusedPerSecond > 0.05 ? .warm : .dim)
                figure(Amounts.whole(connector.waiting), 8, &line)
                return line
            }
    }
}
