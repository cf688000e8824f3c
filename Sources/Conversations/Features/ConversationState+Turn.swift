internal import Messages

/// How a turn changes the state. Every step costs the same in the first turn and in the thousandth.
extension ConversationState {
    /// What is left of a recent strength after one turn of either side.
    private static let decay: Float = 0.7
    /// Weight of the newest turn in a side's own moving averages.
    private static let step: Float = 0.4

    mutating func add(_ reading: Reading, _ turn: Turn) {
        let side = turn.speaker == .customer ? 1 : 0
        self[.isClosed] = 0
        self[.repTurns, side] += 1
        self[.repTurn, side] = turns
        addCues(reading, side)
        if side == 1 { addPledge(reading) }
        addAnswers(reading, side)
        addManner(reading, side)
        addAmounts(reading, side)
        addGap(turn)
        self[.lastSpeaker] = side == 1 ? 1 : -1
        self[.lastWords] = Float(reading.scan.words)
        self[.lastQuestions] = min(3, reading.questions)
        self[.lastSentiment] = reading.sentiment
        self[.lastAmount] = Scale.log(Float(reading.amounts.count))
        self[.lastExclaim] = min(3, Float(reading.scan.exclamationMarks))
    }

    private mutating func addCues(_ reading: Reading, _ side: Int) {
        let number = UInt16(clamping: Int(turns))
        for position in recents.indices { recents[position] *= Self.decay }
        for cue in Cue.allCases {
            let value = reading[cue]
            let position = Track.positions[side][Int(cue.rawValue)]
            guard value > 0, position >= 0 else { continue }
            recents[position] += value
            sums[position] += value
            shown[position] = number
        }
    }

    /// A customer's turn after a question for commitment answers it: yes, no, or neither.
    private mutating func addAnswers(_ reading: Reading, _ side: Int) {
        guard side == 1 else {
            let asks = reading[.close] + reading[.askAmount] + reading[.smallAsk]
            self[.pendingAsk] = min(1, asks) * (reading.questions > 0 ? 1 : 0.5)
            if asks > 0 { self[.askTurn] = turns }
            return
        }
        let asked = self[.pendingAsk]
        let yes = max(reading.opening, reading[.intent], reading[.accept], 0)
        let no = max(-reading.opening, reading[.refuse], reading[.postpone] / 2, 0)
        self[.yesRecent] *= Self.decay
        self[.noRecent] *= Self.decay
        self[.silenceRecent] *= Self.decay
        if asked > 0 {
            let yes = asked * min(1, yes)
            let no = asked * min(1, no)
            self[.yesRecent] += yes
            self[.noRecent] += no
            self[.yesSum] += yes
            self[.noSum] += no
            if yes > 0 { self[.yesTurn] = turns }
            if no > 0 { self[.noTurn] = turns }
            if yes == 0, no == 0 {
                self[.silenceRecent] += asked
                self[.silenceTurn] = turns
            }
        }
        self[.pendingAsk] = 0
    }

    /// A sum that the customer binds themselves to: named with intent, or when asked for one.
    private mutating func addPledge(_ reading: Reading) {
        guard let amount = reading.amounts.last else { return }
        let isBound = reading[.intent] + reading[.accept] > 0 || self[.pendingAsk] >= 0.5
        guard isBound, reading.questions == 0, reading[.refuse] == 0 else { return }
        self[.pledges] += amount > 0 ? 1 : 0
        self[.pledged] = amount
        self[.pledgeTurn] = turns
    }

    private mutating func average(_ register: Register, _ side: Int, _ value: Float) {
        let isFirst = self[.repTurns, side] <= 1
        let old = self[register, side]
        self[register, side] = isFirst ? value : old + Self.step * (value - old)
    }

    private mutating func addManner(_ reading: Reading, _ side: Int) {
        let scan = reading.scan
        let words = Float(scan.words)
        average(.repWordsRecent, side, Scale.log(words))
        self[.repWordsSum, side] += words
        self[.repLogWordsSum, side] += Scale.log(words)
        let questions = min(3, reading.questions)
        average(.repQuestionsRecent, side, questions)
        self[.repQuestionsSum, side] += questions
        average(.repSentimentRecent, side, reading.sentiment)
        self[.repSentimentSum, side] += reading.sentiment
        average(.repExclaimRecent, side, min(2, Float(scan.exclamationMarks)))
        self[.repCarefulSum, side] += scan.isCareful ? 1 : 0
        self[.repLengthSum, side] += words > 0 ? Float(scan.letters) / words : 4
        addEcho(scan, side)
    }

    /// Share of this turn's longer words that were in the turn before.
    private mutating func addEcho(_ scan: Scan, _ side: Int) {
        var next = [UInt16](repeating: 0, count: Self.echoWords)
        var count = 0
        var hits: Float = 0
        for token in scan.tokens where token.length >= 4 && token.stem != 0 {
            guard count < Self.echoWords else { break }
            let folded = UInt16(truncatingIfNeeded: token.stem ^ token.stem >> 32) | 1
            next[count] = folded
            count += 1
            if echo.contains(folded) { hits += 1 }
        }
        let share = count > 0 ? hits / Float(count) : 0
        echo = next
        average(.repEchoRecent, side, share)
        self[.repEchoSum, side] += share
    }

    private mutating func addAmounts(_ reading: Reading, _ side: Int) {
        for amount in reading.amounts {
            let isFirst = self[.repAmounts, side] == 0
            self[.repAmounts, side] += 1
            if isFirst {
                self[.repFirst, side] = amount
                self[.repMax, side] = amount
                self[.repMin, side] = amount
            }
            self[.repLast, side] = amount
            self[.repMax, side] = max(amount, self[.repMax, side])
            self[.repMin, side] = min(amount, self[.repMin, side])
            self[.repAmountTurn, side] = turns
        }
    }

    /// Seconds between a turn and the one before it, on a log scale; unknown times change nothing.
    private mutating func addGap(_ turn: Turn) {
        guard let now = turn.saidAtMilliseconds else { return }
        defer { lastSaidAt = now }
        guard lastSaidAt != .min, now >= lastSaidAt else { return }
        let (difference, isOver) = now.subtractingReportingOverflow(lastSaidAt)
        let seconds = isOver ? 1e9 : Float(difference) / 1_000
        let gap = min(4, Scale.log(seconds) * 0.3)
        self[.gapNow] = gap
        self[.gapRecent] = self[.gapCount] == 0 ? gap : self[.gapRecent] * 0.6 + gap * 0.4
        self[.gapSum] += gap
        self[.gapCount] += 1
    }
}
