internal import Messages
internal import Predictions
internal import Training

/// `score --local`: a block of conversations at a time, scored on all processors.
struct ScoreLocally: Sendable {
    let model: String
    let engine: LocalEngine
    let voice: Model.Voice
    let source: String
    let output: String

    /// Conversations that are scored together; more only takes memory.
    private static let block = 256

    func run(_ lines: [(number: Int, text: Substring)]) async throws {
        let vectors = try engine.vectors.open()
        let scorer = try engine.scorer(model: model, voice: voice, embedder: vectors.embedder)
        let sink = try Sink(path: output)
        let bar = ProgressBar("scoring", total: lines.count)
        var refused = 0
        for start in stride(from: 0, to: lines.count, by: Self.block) {
            let some = lines[start..<min(start + Self.block, lines.count)]
            var read: [(id: String, turns: [Turn])] = []
            for line in some {
                do throws(Failure) {
                    read.append(
                        try Transcripts.conversation(line.text, at: "\(source):\(line.number)"))
                } catch {
                    refused += 1
                    bar.finish()
                    Console.error("salesrl: \(error.reason)")
                }
            }
            let wanted = read.map(\.turns)
            let threads = engine.threads
            try await vectors.prepare { wanted.flatMap(TextList.texts) }
            let scored = try await onOwnThread { () throws(TrainingError) in
                try scorer.score(wanted, threads: threads)
            }
            for (conversation, forecasts) in zip(read, scored) {
                try sink.write(
                    try Self.lines(conversation.id, forecasts).map { try $0.jsonLine() })
            }
            bar.advance(by: some.count)
        }
        bar.finish()
        try sink.close()
        if refused > 0 {
            throw Failure(.badData, "\(refused) of \(lines.count) conversations were not scored")
        }
    }

    private static func lines(_ id: String, _ scored: Scorer.Scored) -> [ScoreLine] {
        scored.turns.enumerated().map { index, prediction in
            ScoreLine(id: id, turn: .number(index + 1), prediction)
        } + [ScoreLine(id: id, turn: .end, scored.closing)]
    }
}
