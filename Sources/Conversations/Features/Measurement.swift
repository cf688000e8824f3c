internal import Foundation
internal import Messages

/// A feature that is not a ``Track``: its name, how a person would say it, and where it shows.
struct Measurement: Sendable {
    /// Whose last turn moved it.
    enum Shown: Sendable {
        case turn, closing
        /// The turn that a register holds.
        case at(Register)

        static let customer = Shown.at(.customerTurn)
        static let representative = Shown.at(.repTurn)
        static let amountCustomer = Shown.at(.customerAmountTurn)
        static let amountRep = Shown.at(.repAmountTurn)
    }

    let name: String
    let phrase: String
    let shown: Shown
    let value: @Sendable (ConversationState) -> Float

    init(
        _ name: String, _ phrase: String, _ shown: Shown,
        _ value: @escaping @Sendable (ConversationState) -> Float
    ) {
        self.name = name
        self.phrase = phrase
        self.shown = shown
        self.value = value
    }

    static let all: [Measurement] = turns + sides + balances + amounts + closings

    private static let turns: [Measurement] = [
        Measurement("turn.count", "how long the conversation has been going on", .turn) {
            Scale.log($0[.repTurns] + $0[.customerTurns]) * 0.7
        },
        Measurement("turn.speaker", "who spoke last", .turn) { $0[.lastSpeaker] },
        Measurement("turn.words", "the length of the last message", .turn) {
            Scale.log($0[.lastWords]) * 0.6
        },
        Measurement("turn.questions", "the last message asked something", .turn) {
            $0[.lastQuestions]
        },
        Measurement("turn.sentiment", "the tone of the last message", .turn) {
            $0[.lastSentiment] * 2
        },
        Measurement("turn.amount", "the last message named an amount", .turn) { $0[.lastAmount] },
        Measurement("turn.exclaim", "the last message was emphatic", .turn) { $0[.lastExclaim] },
        Measurement("gap.now", "the time that the last answer took", .turn) { $0[.gapNow] },
        Measurement("gap.mean", "how long answers take", .turn) {
            $0[.gapSum] / max(1, $0[.gapCount])
        },
        Measurement("gap.trend", "answers come slower or faster", .turn) {
            $0[.gapRecent] - $0[.gapSum] / max(1, $0[.gapCount])
        },
    ]

    private static let sides: [Measurement] = Speaker.allCases.flatMap { speaker in
        let side = speaker == .customer ? 1 : 0
        let who = speaker == .customer ? "customer" : "rep"
        let name = speaker == .customer ? "the customer" : "the representative"
        let shown: Shown = speaker == .customer ? .customer : .representative
        return [
            Measurement("\(who).words.recent", "how much \(name) says of late", shown) {
                $0[.repWordsRecent, side] * 0.6
            },
            Measurement("\(who).words.mean", "how much \(name) says", shown) {
                $0.mean(.repLogWordsSum, side) * 0.6
            },
            Measurement("\(who).words.trend", "\(name) says more or less than before", shown) {
                $0[.repWordsRecent, side] - $0.mean(.repLogWordsSum, side)
            },
            Measurement("\(who).questions.recent", "\(name) asks questions of late", shown) {
                $0[.repQuestionsRecent, side] * 2
            },
            Measurement("\(who).questions.mean", "\(name) asks questions", shown) {
                $0.mean(.repQuestionsSum, side) * 2
            },
            Measurement("\(who).sentiment.recent", "the tone of \(name) of late", shown) {
                $0[.repSentimentRecent, side] * 3
            },
            Measurement("\(who).sentiment.mean", "the tone of \(name)", shown) {
                $0.mean(.repSentimentSum, side) * 4
            },
            Measurement("\(who).sentiment.trend", "the change in the tone of \(name)", shown) {
                ($0[.repSentimentRecent, side] - $0.mean(.repSentimentSum, side)) * 4
            },
            Measurement("\(who).exclaim.recent", "\(name) is emphatic", shown) {
                $0[.repExclaimRecent, side] * 2
            },
            Measurement("\(who).careful.mean", "\(name) writes with care", shown) {
                $0.mean(.repCarefulSum, side) * 2
            },
            Measurement("\(who).wordlength.mean", "the words that \(name) chooses", shown) {
                $0.mean(.repLengthSum, side) - 4
            },
            Measurement("\(who).echo.recent", "\(name) takes up what the other said", shown) {
                $0[.repEchoRecent, side] * 4
            },
            Measurement("\(who).echo.mean", "\(name) takes up the other's words", shown) {
                $0.mean(.repEchoSum, side) * 4
            },
        ]
    }

    private static let balances: [Measurement] = [
        Measurement("share.words", "the customer's share of the talking", .turn) {
            Scale.ratio($0[.customerWordsSum], $0[.repWordsSum], plus: 4)
        },
        Measurement("share.words.recent", "the customer's share of late", .turn) {
            $0[.customerWordsRecent] - $0[.repWordsRecent]
        },
        Measurement("share.questions", "who asks the questions", .turn) {
            Scale.ratio($0[.customerQuestionsSum], $0[.repQuestionsSum], plus: 1)
        },
        Measurement("answer.yes.recent", "the customer said yes when asked", .at(.yesTurn)) {
            $0[.yesRecent] * 2
        },
        Measurement("answer.yes.overall", "the customer said yes to what was asked", .at(.yesTurn))
        {
            Scale.log($0[.yesSum])
        },
        Measurement("answer.no.recent", "the customer said no when asked", .at(.noTurn)) {
            $0[.noRecent] * 2
        },
        Measurement("answer.no.overall", "the customer said no to what was asked", .at(.noTurn)) {
            Scale.log($0[.noSum])
        },
        Measurement("answer.evaded", "the customer passed over what was asked", .at(.silenceTurn)) {
            $0[.silenceRecent] * 2
        },
        Measurement("customer.favour.recent", "the customer leans to yes or no", .customer) {
            $0.favour($0.recents)
        },
        Measurement("customer.favour.overall", "the customer's leaning so far", .customer) {
            $0.favour($0.sums) * 0.4
        },
        Measurement("customer.objections", "how much the customer objected", .customer) {
            Scale.log($0.objections())
        },
        Measurement("ask.pending", "a question for commitment is open", .at(.askTurn)) {
            $0[.pendingAsk] * 2
        },
    ]
}

/// Functions that bring counts and amounts to about -4...4.
enum Scale {
    static func log(_ count: Float) -> Float { log2(1 + max(0, count)) }

    /// log2 of a ratio, held to -4...4.
    static func ratio(_ top: Float, _ bottom: Float, plus: Float = 0) -> Float {
        let (top, bottom) = (top + plus, bottom + plus)
        guard top > 0, bottom > 0 else { return 0 }
        return min(4, max(-4, log2(top / bottom)))
    }

    /// A sum of money, by its size: 1 -> 0, 10 -> .75, 0.1 -> -.5.
    static func money(_ amount: Float) -> Float {
        min(4, 0.75 * log10((amount + 0.1) / 1.1))
    }
}
