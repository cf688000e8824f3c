internal import Outbound

/// One turn that is to be put into words. It holds what whoever was in the room would know, and
/// nothing of the buyer's hidden state, the forecast, the end or the outcome.
struct WritingTask: Sendable {
    let act: SimulatedTurn.Act
    let isElaborate: Bool
    let industry: String
    let product: String
    let persona: String
    let channel: Channel
    /// What was said before, oldest first.
    let before: [(isCustomer: Bool, text: String)]
    /// What makes this line differ from others of its kind: a way of talking, something to talk of.
    let style: String
    let topic: String
    /// For services that take one: equal seeds, equal lines.
    let seed: Int

    var isCustomer: Bool { if case .customer = act { true } else { false } }

    /// Turns that a prompt shows; more only costs tokens.
    private static let contextTurns = 8
    /// Words that are asked for. The check allows more.
    private var wordsAsked: Int { isElaborate ? 60 : 35 }

    static let styles = [
        "plain and short", "friendly", "matter-of-fact", "a little hurried", "thoughtful",
        "informal", "precise", "polite",
    ]

    /// What the writer is told besides the conversation; none of it may come back.
    var instructions: String {
        """
        You write single lines of sales conversations for a data set. You are given the conversation so far and \
        what the next speaker does. Write only the words of that one line. No name or label before it, no quotation \
        marks, no stage directions, no explanation, no second speaker. No names of people. At most \(wordsAsked) \
        words. The line does what it is told to do and nothing that goes beyond it: it decides nothing, promises \
        nothing and ends nothing that it is not told to.
        """
    }

    var order: String {
        let speaker = isCustomer ? "customer" : "representative"
        let extra =
            isElaborate
            ? " They say a little more than is needed, and mention something beside the point." : ""
        return """
            The next line is the \(speaker)'s. What the \(speaker) does: \(ActNotes.note(act)).\(extra) \
            Way of talking: \(style).
            """
    }

    private var scene: String {
        let medium =
            switch channel {
            case .chat: "chat"
            case .email: "email"
            case .call: "a phone call, transcribed"
            }
        let said = before.suffix(Self.contextTurns).map {
            ($0.isCustomer ? "Customer: " : "Representative: ") + $0.text
        }
        return """
            Trade: \(industry). Product: \(product). The customer: \(persona). Medium: \(medium). \
            Something that may come up: \(topic).

            \(said.isEmpty ? "Nothing has been said yet." : said.joined(separator: "\n"))
            """
    }

    /// - Parameter rejected: lines that were written for this and did not do, and why.
    func request(
        model: String, rejected: [(text: String, reason: WritingCheck.Reason)]
    ) -> ChatRequest {
        var messages: [ChatRequest.Message] = [
            .init(.system, instructions), .init(.user, scene + "\n\n" + order),
        ]
        for (text, reason) in rejected {
            messages.append(.init(.assistant, text.isEmpty ? "(nothing)" : text))
            messages.append(
                .init(.user, "That will not do: \(reason.words). Write the line again."))
        }
        var request = ChatRequest(model: model, messages: messages)
        request.temperature = 1
        request.tokensMax = 3 * wordsAsked
        request.seed = seed
        return request
    }
}
