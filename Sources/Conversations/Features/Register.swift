/// The running numbers of a conversation, by name. Order is part of the state's encoding.
enum Register: Int, CaseIterable, Sendable {
    // Of each side; the customer's come second
    case repTurns, customerTurns
    case repWordsRecent, customerWordsRecent
    case repWordsSum, customerWordsSum
    case repQuestionsRecent, customerQuestionsRecent
    case repQuestionsSum, customerQuestionsSum
    case repSentimentRecent, customerSentimentRecent
    case repSentimentSum, customerSentimentSum
    case repExclaimRecent, customerExclaimRecent
    case repCarefulSum, customerCarefulSum
    case repLengthSum, customerLengthSum
    case repEchoRecent, customerEchoRecent
    case repEchoSum, customerEchoSum
    case repAmounts, customerAmounts
    case repFirst, customerFirst
    case repLast, customerLast
    case repMax, customerMax
    case repMin, customerMin
    case repAmountTurn, customerAmountTurn
    /// The last turn that each side took.
    case repTurn, customerTurn
    case repLogWordsSum, customerLogWordsSum
    // Of the conversation
    case lastSpeaker, lastWords, lastQuestions, lastSentiment, lastAmount, lastExclaim
    case gapNow, gapRecent, gapSum, gapCount
    case pendingAsk, yesRecent, noRecent, yesSum, noSum, silenceRecent
    case askTurn, yesTurn, noTurn, silenceTurn, pledgeTurn
    case pledges, pledged
    case isClosed

    /// The same register of the side that speaks: 0 representative, 1 customer.
    func of(_ side: Int) -> Int { rawValue + side }
}
