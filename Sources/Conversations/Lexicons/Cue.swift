/// What a phrase can be a sign of. The raw values are positions in arrays, never stored.
enum Cue: UInt8, CaseIterable, Sendable {
    // What the customer tends to say
    case interest, intent, accept, agree, refuse, postpone
    case objectPrice, objectTiming, objectAuthority, objectNeed, objectTrust, objectCompetitor
    case hardship, alreadyGives, wish, condition, portion, small, nothing
    case haggle, askPrice, askDetail, askHow, askBack, hedge, confusion, doubt
    // Manners and tone
    case thanks, greeting, farewell, apology, praise, complaint, laugh, wellWish
    case positive, negative
    // What both do
    case contact, logistics, urgency, personal, emotion, experience, knowsBrand
    // What the representative tends to do
    case situation, problem, implication, payoff, value, teach, tailor, control, proof, close
    case credibility, story, smallAsk, acknowledge, confirmDeal, concede, firm, noPressure
    case askAmount, giveUp, condition2, rapport, explainProcess, appealGuilt
    // What the representative offers, leaves, or lets go
    case offerTime, offerDecider, offerComparison, offerGuarantee, leaveFloor, offerExit
}

/// One phrase table: the cue, and phrases separated by newlines or `|`.
///
/// In a phrase, `@name` is any word of a class, `$` a sum of money, `#` any number, `@url` a link,
/// `@when` a date or a time, `_` any one word, `..` up to two words, `a/b` one of several words,
/// `^` the beginning of a sentence and a closing `.` its end.
struct Lexicon: Sendable {
    let cue: Cue
    /// What the phrase says when a negator stands before it; nil: nothing.
    let negated: Cue?
    let phrases: String

    init(_ cue: Cue, negated: Cue? = nil, _ phrases: String) {
        self.cue = cue
        self.negated = negated
        self.phrases = phrases
    }

    static let all: [Lexicon] =
        intents + objections + bargaining + techniques + manners + persuasion + sentiments + offers
}
