internal import Foundation
package import Outbound
internal import Synchronization

/// Lets a language model say what the engine decided.
///
///     let writer = ConversationWriter(service, model: "gpt-4o-mini", reader: reader, cache: cache)
///     let written = try await writer.write(simulator.conversation(7))
///
/// Acts, times, forecasts, end and outcome stay as they are; only texts change. A line that does
/// not do what its act says is asked for again, and after ``asksMax`` tries the grammar's own words
/// stay.
package final class ConversationWriter: Sendable {
    /// Why no more is written; what was paid for is in the cache.
    package enum Stop: Error, Equatable {
        /// The tokens that may be spent are.
        case budgetSpent(tokens: Int)
        /// The service refuses every call, or has not answered so many in a row.
        case service(OutboundError)
        case cacheFailed(String)
    }

    package let model: String
    private let service: LanguageService
    private let reader: ActReader
    private let cache: ReplyCache?
    private let budget: Int
    private let state = Mutex((report: WriterReport(), failures: 0))

    /// Lines that are asked for, for one turn.
    package static let asksMax = 3
    /// Calls that fail one after the other before the run is given up.
    package static let failuresMax = 8

    /// - Parameters:
    ///   - cache: nil: nothing is kept.
    ///   - budget: tokens, prompts included. Calls under way when it is reached are finished.
    package init(
        _ service: LanguageService, model: String, reader: ActReader, cache: ReplyCache?,
        budget: Int = .max
    ) {
        self.service = service
        self.model = model
        self.reader = reader
        self.cache = cache
        self.budget = budget
    }

    /// How far its check of acts is to be trusted.
    package var quality: ActReader.Quality { reader.quality }

    package var report: WriterReport { state.withLock { $0.report } }

    /// The same conversation in the writer's words. The prompts depend on the conversation and on
    /// the replies before, so the same replies give the same words whatever else is written
    /// meanwhile.
    package func write(_ conversation: SimulatedConversation) async throws
        -> SimulatedConversation
    {
        var written = conversation
        written.writer = model
        // FNV-1a of the id: what varies between lines of one kind is drawn from it.
        var random = SplitMix(
            seed: conversation.id.utf8.reduce(0xcbf2_9ce4_8422_2325) {
                ($0 ^ UInt64($1)) &* 0x100_0000_01b3
            })
        let persona =
            Persona.all.first { $0.role == conversation.persona } ?? Persona.representative
        let channel = Channel(rawValue: conversation.channel) ?? .chat
        var before: [(isCustomer: Bool, text: String)] = []
        for (index, turn) in conversation.turns.enumerated() {
            try Task.checkCancellation()
            let task = Self.task(turn, conversation, channel, before, &random)
            var noise = SplitMix(seed: random.next())
            if let line = try await line(for: task) {
                written.turns[index].text = Noise.apply(
                    to: line, task.isCustomer ? persona : .representative, channel, &noise)
                written.turns[index].phrase = nil
                before.append((task.isCustomer, line))
            } else {
                before.append((task.isCustomer, turn.text))
            }
        }
        return written
    }

    private static func task(
        _ turn: SimulatedTurn, _ conversation: SimulatedConversation, _ channel: Channel,
        _ before: [(isCustomer: Bool, text: String)], _ random: inout SplitMix
    ) -> WritingTask {
        let words = Industry.named(conversation.industry)?.words
        let topics = (words?.processes ?? []) + (words?.troubles ?? []) + (words?.costs ?? [])
        return WritingTask(
            act: turn.act, isElaborate: turn.isElaborate, industry: conversation.industry,
            product: conversation.product, persona: conversation.persona, channel: channel,
            before: before, style: random.of(WritingTask.styles),
            topic: topics.isEmpty ? conversation.product : random.of(topics),
            seed: Int(random.next() >> 33))
    }

    // MARK: One line

    /// Nil: the grammar's words stay.
    private func line(for task: WritingTask) async throws -> String? {
        state.withLock { $0.report.turns += 1 }
        var rejected: [(text: String, reason: WritingCheck.Reason)] = []
        while rejected.count < Self.asksMax {
            let request = task.request(model: model, rejected: rejected)
            guard let reply = try await reply(to: request) else { break }
            let reason: WritingCheck.Reason
            switch WritingCheck.line(reply, for: task) {
            case .success(let line):
                if try await reader.passes(line, as: task.act) {
                    state.withLock {
                        if rejected.isEmpty {
                            $0.report.accepted += 1
                        } else {
                            $0.report.acceptedLater += 1
                        }
                    }
                    return line
                }
                reason = .drift
            case .failure(let failure): reason = failure.reason
            }
            rejected.append((reply.text, reason))
            state.withLock { $0.report.rejected[reason.rawValue, default: 0] += 1 }
        }
        state.withLock {
            $0.report.fallenBack += 1
            if rejected.count < Self.asksMax { $0.report.unanswered += 1 }
        }
        return nil
    }

    /// From the cache, or paid for. Nil where the service gives none to this request.
    private func reply(to request: ChatRequest) async throws -> ChatReply? {
        let key = ReplyCache.key(request)
        if let known = await cache?.find(key) {
            state.withLock { $0.report.cached += 1 }
            return known
        }
        let spent = state.withLock { $0.report.tokens }
        guard spent < budget else { throw Stop.budgetSpent(tokens: spent) }
        let reply: ChatReply
        do throws(OutboundError) {
            reply = try await service.complete(request)
            state.withLock { $0.failures = 0 }
        } catch {
            guard try isPassing(error) else { return nil }
            // A prompt that the filter refuses stays refused: that is kept too.
            reply = ChatReply(text: "", finish: .filtered, tokens: 0)
        }
        state.withLock {
            $0.report.calls += 1
            $0.report.tokens += reply.tokens
        }
        do {
            try await cache?.keep(reply, for: key)
        } catch {
            throw Stop.cacheFailed("\(error.localizedDescription)")
        }
        return reply
    }

    /// True: this prompt was filtered. False: no reply this time. Throws where going on is useless.
    private func isPassing(_ error: OutboundError) throws -> Bool {
        switch error.code {
        case .cancelled: throw CancellationError()
        case .filtered:
            state.withLock { $0.failures = 0 }
            return true
        case .unreachable, .timedOut, .unavailable, .rateLimited, .malformed, .tooLarge:
            let failures = state.withLock { state in
                state.failures += 1
                return state.failures
            }
            guard failures < Self.failuresMax else { throw Stop.service(error) }
            return false
        default: throw Stop.service(error)
        }
    }
}
