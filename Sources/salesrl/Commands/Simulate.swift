internal import ArgumentParser
internal import Foundation
internal import Simulation

/// Invents conversations whose true forecast is known.
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Invent conversations from a seed, with the true forecast at every turn.",
        discussion: """
            One conversation a line, in the form that `salesrl train --data` reads. Beside it each line holds what \
            only the inventor knows: the acts, and `probability`, the exact forecast of one who hears every act. \
            A summary goes to standard error. The same seed gives the same bytes, whatever --threads.

            Examples:
              salesrl simulate --count 30000 --seed 1 --output train.jsonl
              salesrl simulate --count 5000 --seed 2 --phrases test --output test.jsonl
              salesrl simulate --count 20000 --seed 3 --action-values --output moves.jsonl
              salesrl simulate --count 3 --industry logistics
              salesrl simulate --count 500 --writer http://127.0.0.1:8000/v1 --writer-model NAME --output written.jsonl

            With --writer the engine still decides acts, end and outcome, and a language model says each act. What \
            it says is checked; a line that does something else is asked for again, then left to the grammar. \
            Ctrl-C ends the run with exit code 130 and no file; the same command goes on from the replies that it \
            kept.
            """)

    @Option(help: "How many conversations.")
    var count: Int = 1_000

    @Option(help: "Seed of everything random.")
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            "Which wordings: train, validation or test; no two share any.", valueName: "part"))
    var phrases: PhraseBank.Part = .train

    @Option(help: ArgumentHelp("Only this industry.", valueName: "name"))
    var industry: String?

    @Option(help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"))
    var output: String = "-"

    @Flag(help: "Say at each turn of the representative what every act was worth.")
    var actionValues = false

    @Option(help: "Threads to work on.")
    var threads: Int = ProcessInfo.processInfo.activeProcessorCount

    @OptionGroup(title: "A language model for the words") var writing: WriterOptions

    @Flag(help: "The summary as one JSON object instead of words.")
    var json = false

    func validate() throws {
        guard count >= 1, count <= 10_000_000 else {
            throw ValidationError("--count: \(count); it must be 1 to 10,000,000")
        }
        guard threads >= 1, threads <= 256 else {
            throw ValidationError("--threads: \(threads); it must be 1 to 256")
        }
        if let industry, Industry.named(industry) == nil {
            let names = Industry.all.map(\.name).joined(separator: ", ")
            throw ValidationError("--industry: no \"\(industry)\"; there are \(names)")
        }
    }

    func run() async throws {
        let began = ContinuousClock.now
        let world =
            industry.flatMap(Industry.named).map { World(industries: [$0]) } ?? World()
        let simulator = Simulator(
            world: world, seed: seed, phrases: phrases, keepsActionValues: actionValues)
        let written = try await writing.open(output: output, threads: threads).map {
            Writing(
                simulator: simulator, writer: $0, atOnce: writing.writerConcurrency,
                cache: writing.cacheDirectory(output: output))
        }
        let ready = ContinuousClock.now
        let samples =
            if let written { try await write(written) } else { try write(simulator) }
        let seconds = (ContinuousClock.now - ready) / .seconds(1)
        report(
            SimulationSummary(samples), rate: Double(count) / seconds,
            preparation: (ready - began) / .seconds(1), written)
    }

    private func write(_ writing: Writing) async throws -> [SimulationSummary.Sample] {
        let (count, output) = (count, output)
        return try await cancelledByInterrupt {
            let sink = try Sink(path: output)
            let bar = ProgressBar("writing", total: count)
            defer { bar.finish() }
            var samples: [SimulationSummary.Sample] = []
            try await writing.run(count: count) { conversation in
                try sink.write([conversation.jsonLine()])
                samples.append(SimulationSummary.Sample(conversation))
                bar.advance()
            }
            try sink.close()
            return samples
        }
    }

    /// A few thousand at a time, so that memory stays flat and the order that of the numbers.
    private func write(_ simulator: Simulator) throws -> [SimulationSummary.Sample] {
        let sink = try Sink(path: output)
        let bar = ProgressBar("simulating", total: count)
        var samples: [SimulationSummary.Sample] = []
        samples.reserveCapacity(count)
        for start in stride(from: 0, to: count, by: 2_000) {
            let range = start..<min(start + 2_000, count)
            let done = simulator.map(range, threads: threads) {
                ($0.jsonLine(), SimulationSummary.Sample($0))
            }
            try sink.write(done.map(\.0))
            samples += done.map(\.1)
            bar.advance(by: range.count)
        }
        try sink.close()
        bar.finish()
        return samples
    }

    private func report(
        _ summary: SimulationSummary, rate: Double, preparation: Double, _ writing: Writing?
    ) {
        if json {
            let line = summary.json(rate: rate, preparation: preparation, threads)
            return Console.error(writing.map { line.dropLast() + $0.json + "}" } ?? line)
        }
        Console.error(
            String(
                format: "%d conversations, %.1f %% converted, %.0f a second on %d threads",
                summary.count, summary.conversionRate * 100, rate, threads)
                + String(format: " (tables: %.1f s)", preparation))
        let names = ["least", "10 %", "25 %", "median", "75 %", "90 %", "most"]
        Console.error(
            "turns: "
                + zip(names, summary.lengths).map { "\($0) \($1)" }.joined(separator: ", "))
        Console.error("the ceiling:")
        for row in summary.rows {
            Console.error(
                "  turn " + padded(row.turn, to: 4)
                    + String(
                        format: "  n %6d  AUC %.3f  Brier %.4f  log-loss %.4f of %.4f  bias %+.4f",
                        row.count, row.auc, row.brier, row.logLoss, row.priorLogLoss, row.bias))
        }
        Console.error(String(format: "stream movement ratio %.3f", summary.movementRatio))
        for line in writing?.lines ?? [] { Console.error(line) }
    }
}

extension PhraseBank.Part: ExpressibleByArgument {}

extension SimulationSummary {
    fileprivate func json(rate: Double, preparation: Double, _ threads: Int) -> String {
        let ceiling = rows.map { row in
            String(
                format: "{\"turn\":\"%@\",\"n\":%d,\"auc\":%.5f,\"brier\":%.6f,\"log_loss\":%.6f,"
                    + "\"prior_log_loss\":%.6f,\"bias\":%.6f}",
                row.turn, row.count, row.auc, row.brier, row.logLoss, row.priorLogLoss, row.bias)
        }
        let lengths = lengths.map(String.init).joined(separator: ",")
        return String(
            format: "{\"count\":%d,\"conversion_rate\":%.5f,\"turns\":[%@],\"ceiling\":[%@],"
                + "\"movement_ratio\":%.4f,\"per_second\":%.1f,\"threads\":%d,"
                + "\"tables_seconds\":%.2f}",
            count, conversionRate, lengths, ceiling.joined(separator: ","), movementRatio, rate,
            threads, preparation)
    }
}
