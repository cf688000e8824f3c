internal import ArgumentParser
internal import Embeddings
internal import Foundation
internal import Outbound
internal import Simulation

/// Options of `salesrl simulate` that let a language model say what the engine decided.
struct WriterOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A language service in OpenAI's or Azure's form that puts acts into words (Docs/SIMULATION.md). Its key: "
                + "--writer-key-file, or SALESRL_WRITER_KEY in the environment.",
            valueName: "address"))
    var writer: String?

    @Option(help: ArgumentHelp("The model that writes.", valueName: "name"))
    var writerModel: String?

    @Option(help: ArgumentHelp("A file with the service's key.", valueName: "file"))
    var writerKeyFile: String?

    @Option(
        help: ArgumentHelp(
            "Keep replies here and pay for none twice. Default: beside --output.",
            valueName: "directory"))
    var writerCache: String?

    @Option(help: ArgumentHelp("Conversations written at once.", valueName: "count"))
    var writerConcurrency: Int = 8

    @Option(
        help: ArgumentHelp(
            "Tokens that may be spent, prompts included; then the run ends, to be gone on with.",
            valueName: "tokens"))
    var writerBudget: Int?

    @Option(help: ArgumentHelp("Seconds for one call.", valueName: "seconds"))
    var writerTimeout: Int = 60

    @Option(help: ArgumentHelp("PEM: whom to trust as the service's authority.", valueName: "file"))
    var writerAuthority: String?

    @Option(
        help: ArgumentHelp(
            "Directory with the weights of the encoder that checks acts. [env: SALESRL_MODELS]",
            valueName: "path"))
    var models: String = Environment["SALESRL_MODELS"] ?? "Models"

    func validate() throws {
        guard (writer == nil) == (writerModel == nil) else {
            throw ValidationError("--writer and --writer-model go together")
        }
        guard (1...256).contains(writerConcurrency) else {
            throw ValidationError("--writer-concurrency: \(writerConcurrency); it must be 1 to 256")
        }
        guard (1...3_600).contains(writerTimeout) else {
            throw ValidationError(
                "--writer-timeout: \(writerTimeout); it must be 1 to 3600 seconds")
        }
        if let writerBudget, writerBudget < 1 {
            throw ValidationError("--writer-budget: \(writerBudget); it must be above 0")
        }
    }

    /// Where replies are kept; nil: nowhere.
    func cacheDirectory(output: String) -> String? {
        writerCache ?? (output == "-" ? nil : output + ".replies")
    }

    /// Nil where no writer was asked for. Embeds the phrase bank, which takes seconds.
    func open(output: String, threads: Int) async throws -> ConversationWriter? {
        guard let writer, let writerModel else { return nil }
        let (timeout, authority) = (writerTimeout, writerAuthority)
        let service: LanguageService
        do {
            let key = try ServiceKey.read(file: writerKeyFile, variable: "SALESRL_WRITER_KEY")
            service = try LanguageService(try LanguageEndpoint(writer), key: key) {
                $0.timeout = .seconds(timeout)
                $0.authorityFile = authority
            }
        } catch {
            throw Failure(error, option: "--writer")
        }
        let cache = try cacheDirectory(output: output).map { directory in
            do {
                return try ReplyCache(directory: directory)
            } catch {
                throw Failure(.cannotWrite, "\(directory): \(error.localizedDescription)")
            }
        }
        let encoder = try VectorOptions.encoder(in: models, threads: threads)
        let reader: ActReader
        do {
            reader = try await ActReader(embedder: encoder)
        } catch {
            throw Failure(.failed, "the encoder that checks acts: \(error.reason)")
        }
        return ConversationWriter(
            service, model: writerModel, reader: reader, cache: cache,
            budget: writerBudget ?? .max)
    }
}

/// Lets a writer write many conversations at once, and gives them in their order.
struct Writing: Sendable {
    let simulator: Simulator
    let writer: ConversationWriter
    let atOnce: Int
    /// Where replies are kept, for the words at the end.
    let cache: String?

    /// - Parameter take: is given each conversation, in order.
    func run(count: Int, _ take: (SimulatedConversation) throws -> Void) async throws {
        try await withThrowingTaskGroup(of: (Int, SimulatedConversation).self) { group in
            var next = 0
            var taken = 0
            var waiting: [Int: SimulatedConversation] = [:]
            func launch() {
                let index = next
                next += 1
                group.addTask { [simulator, writer] in
                    (index, try await writer.write(simulator.conversation(index)))
                }
            }
            func launchAll() {
                // A slow conversation holds back what waits in memory.
                while next < min(count, taken + 16 * atOnce),
                    next - taken - waiting.count < atOnce
                {
                    launch()
                }
            }
            launchAll()
            do {
                while let (index, written) = try await group.next() {
                    waiting[index] = written
                    while let ready = waiting.removeValue(forKey: taken) {
                        taken += 1
                        try take(ready)
                    }
                    launchAll()
                }
            } catch {
                group.cancelAll()
                throw failure(error, done: taken, of: count)
            }
        }
    }

    /// What ended the run, and how to go on.
    private func failure(_ error: any Error, done: Int, of count: Int) -> any Error {
        let kept =
            cache.map { "replies are kept in \($0): the same command goes on from there" }
            ?? "no replies were kept; --writer-cache keeps them"
        switch error {
        case ConversationWriter.Stop.budgetSpent(let tokens):
            return Failure(
                .tryAgain,
                "--writer-budget: \(tokens) tokens are spent after \(done) of \(count) "
                    + "conversations; \(kept), with a new budget")
        case ConversationWriter.Stop.service(let error):
            let failure = Failure(error, option: "--writer")
            return Failure(failure.code, failure.reason + "; \(kept)")
        case ConversationWriter.Stop.cacheFailed(let why):
            return Failure(.cannotWrite, "\(cache ?? ""): replies cannot be kept: \(why)")
        case is CancellationError:
            Console.error("salesrl: stopped after \(done) of \(count) conversations; \(kept)")
            return error
        case let error as EmbeddingError:
            return Failure(.failed, "the encoder that checks acts: \(error.reason)")
        default: return error
        }
    }

    private struct Summary: Encodable {
        let report: WriterReport
        let check: ActReader.Quality
    }

    /// ,"writer":{...}, to go into an object.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let data = try? encoder.encode(Summary(report: writer.report, check: writer.quality))
        return data.map { ",\"writer\":" + String(decoding: $0, as: UTF8.self) } ?? ""
    }

    var lines: [String] {
        let quality = writer.quality
        return writer.report.lines + [
            String(
                format:
                    "the check of acts, on %d wordings that it has not seen: names %.1f %%, lets "
                    + "%.1f %% of the right and %.1f %% of the wrong pass", quality.wordings,
                quality.named * 100, quality.passed * 100, quality.mistaken * 100)
        ]
    }
}
