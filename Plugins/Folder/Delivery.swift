internal import ConnectorKit

/// Has one file answered: reads it, delivers its conversations turn by turn, and puts the forecasts
/// beside it. May be cut off anywhere and begun again: the daemon answers an event once.
struct Delivery: Sendable {
    private let host: Host
    private let drop: Drop
    private let sideBySide: Int

    init(_ host: Host, _ drop: Drop, sideBySide: Int) {
        self.host = host
        self.drop = drop
        self.sideBySide = sideBySide
    }

    /// What became of it, for the log; nil where the file is gone.
    func run(_ shelf: Shelf) async throws -> String? {
        let drop = drop
        do {
            let transcripts = try await read(shelf)
            let answers = try await answers(transcripts)
            let lines = answers.flatMap(\.lines)
            let problems = answers.compactMap(\.problem)
            try await Disk.run {
                try shelf.put(
                    lines.isEmpty ? nil : lines, error: Self.text(problems), for: drop)
            }
            return "\(transcripts.count) conversations, \(problems.count) refused"
        } catch let unreadable as Unreadable {
            try await Disk.run {
                try shelf.put(nil, error: Self.text(unreadable.problems), for: drop)
            }
            return "not taken, see \(drop.error)"
        } catch let error as ConnectorError where error.code == .notFound {
            return nil
        }
    }

    private func read(_ shelf: Shelf) async throws -> [Transcript] {
        let drop = drop
        return try await Disk.run {
            let bytes: [UInt8]
            do throws(ConnectorError) {
                bytes = try shelf.read(drop)
            } catch {
                if error.code == .notFound { throw error }
                throw Unreadable(problems: [Problem(reason: error.reason)])
            }
            switch drop.format {
            case .jsonLines: return try JSONLines.transcripts(bytes)
            case .plainText:
                let id = String(drop.name.dropLast(4))
                return [try PlainText.transcript(bytes, id: id)]
            }
        }
    }

    private struct Answer: Sendable {
        var lines: [UInt8] = []
        var problem: Problem?
    }

    /// In the order of the transcripts, however they finish.
    private func answers(_ transcripts: [Transcript]) async throws -> [Answer] {
        var occurrences: [String: Int] = [:]
        let conversations = transcripts.map { transcript in
            let occurrence = occurrences[transcript.id, default: 0]
            occurrences[transcript.id] = occurrence + 1
            return transcript.conversation(file: drop.name, occurrence: occurrence)
        }
        return try await withThrowingTaskGroup(of: (Int, Answer).self) { group in
            var answers = [Answer](repeating: Answer(), count: transcripts.count)
            for index in transcripts.indices {
                if index >= sideBySide, let (done, answer) = try await group.next() {
                    answers[done] = answer
                }
                group.addTask {
                    (index, try await answer(transcripts[index], conversations[index]))
                }
            }
            for try await (done, answer) in group { answers[done] = answer }
            return answers
        }
    }

    private func answer(_ transcript: Transcript, _ conversation: String) async throws -> Answer {
        var answer = Answer()
        for event in transcript.events(conversation: conversation) {
            do throws(ConnectorError) {
                let forecast = try await host.deliverUntilTaken(event).forecast
                answer.lines += try Self.line(transcript.id, forecast)
            } catch {
                if error.code == .stopping { throw error }
                let field: String
                switch event.what {
                case .said(let turn): field = "\(transcript.id), turn \(turn.number)"
                case .closed: field = "\(transcript.id), end"
                }
                answer.problem = Problem(
                    line: transcript.line, field: field, reason: "refused: \(error.reason)")
                return answer
            }
        }
        return answer
    }

    private static func line(
        _ id: String, _ forecast: Forecast
    ) throws(ConnectorError) -> [UInt8] {
        do {
            return try AnswerLine(id: id, forecast: forecast).bytes()
        } catch {
            throw ConnectorError(.failed, "the forecast cannot be written as JSON: \(error)")
        }
    }

    private static func text(_ problems: [Problem]) -> [UInt8]? {
        problems.isEmpty ? nil : problems.flatMap { Array("\($0)\n".utf8) }
    }
}
