package import Messages

/// A turn that was invented: what was done, what was said, and the true forecast after it.
package struct SimulatedTurn: Sendable, Equatable {
    package enum Act: Sendable, Equatable {
        case representative(RepresentativeAct)
        case customer(CustomerAct)

        package var name: String {
            switch self {
            case .representative(let act): act.name
            case .customer(let act): act.name
            }
        }
    }

    package var act: Act
    package var text: String
    /// Which wording of the bank it was made from: texts of one wording are alike. Nil where a
    /// language model wrote it.
    package var phrase: Int?
    /// Says more than is needed.
    package var isElaborate: Bool
    /// Milliseconds since 1970-01-01 UTC.
    package var at: Int64
    /// P(conversion | everything heard so far): the ceiling's forecast.
    package var probability: Double
    /// What each act was worth when this representative chose, by ``RepresentativeAct/rawValue``;
    /// nil for a customer's turn, and where nobody asked for it.
    package var actionValues: [Double]?

    package var speaker: Speaker {
        if case .customer = act { .customer } else { .representative }
    }
}

/// A conversation that was invented, with what only its inventor can know.
package struct SimulatedConversation: Sendable, Equatable {
    package var id: String
    package var industry: String
    package var product: String
    package var persona: String
    package var channel: String
    package var turns: [SimulatedTurn]
    package var converted: Bool
    /// The ceiling's forecast once it is known that the conversation is over.
    package var endProbability: Double
    /// Dollars; nil where nothing was sold.
    package var value: Int?
    /// The language model that wrote it; nil: the grammar.
    package var writer: String?

    /// The conversation as the rest of the house knows it.
    package var messages: [Turn] {
        turns.enumerated().map { index, turn in
            Turn(
                number: index + 1, speaker: turn.speaker, text: turn.text,
                saidAtMilliseconds: turn.at)
        }
    }
}
