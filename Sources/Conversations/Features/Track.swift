internal import Messages

/// One cue watched for on one side.
///
/// Gives how often it showed so far and, where the moment matters as much as the fact, how strongly
/// it showed of late. (With both for every cue, forests on 610 conversations did no better.)
struct Track: Sendable {
    let side: Speaker
    let cue: Cue
    let name: String
    /// "the customer asked about the price".
    let phrase: String

    /// Also gives the feature of late.
    let isMomentary: Bool

    private init(_ side: Speaker, _ cue: Cue, _ name: String, _ deed: String) {
        self.side = side
        self.cue = cue
        isMomentary = (side == .customer ? Self.customerMoments : Self.repMoments).contains(cue)
        self.name = (side == .customer ? "customer." : "rep.") + name
        phrase = (side == .customer ? "the customer " : "the representative ") + deed
    }

    static let all: [Track] = customers + representatives

    /// Positions in ``all`` by side and cue; -1 where nobody watches.
    static let positions: [[Int]] = Speaker.allCases.map { side in
        Cue.allCases.map { cue in
            all.firstIndex { $0.side == side && $0.cue == cue } ?? -1
        }
    }

    private static let customerMoments: Set<Cue> = [
        .interest, .intent, .accept, .agree, .refuse, .postpone, .objectPrice, .objectTrust,
        .haggle,
        .askHow, .thanks, .farewell, .contact,
    ]
    private static let repMoments: Set<Cue> = [
        .confirmDeal, .accept, .concede, .firm, .close, .giveUp, .agree, .refuse,
    ]

    private static let customers: [Track] = [
        Track(.customer, .interest, "interest", "showed interest"),
        Track(.customer, .intent, "intent", "said they will go ahead"),
        Track(.customer, .accept, "accept", "accepted an offer"),
        Track(.customer, .agree, "agree", "agreed"),
        Track(.customer, .refuse, "refuse", "refused"),
        Track(.customer, .postpone, "postpone", "put the decision off"),
        Track(.customer, .objectPrice, "objection.price", "objected to the price"),
        Track(.customer, .objectTiming, "objection.timing", "said the time is wrong"),
        Track(.customer, .objectAuthority, "objection.authority", "needs someone else to decide"),
        Track(.customer, .objectNeed, "objection.need", "saw no need"),
        Track(.customer, .objectTrust, "objection.trust", "questioned whether it can be trusted"),
        Track(.customer, .objectCompetitor, "objection.competitor", "pointed to an alternative"),
        Track(.customer, .hardship, "hardship", "said money is short"),
        Track(.customer, .alreadyGives, "elsewhere", "already gives or helps elsewhere"),
        Track(.customer, .wish, "wish", "wished it were possible"),
        Track(.customer, .condition, "condition", "named a condition"),
        Track(.customer, .portion, "portion", "spoke of a share or of the whole"),
        Track(.customer, .small, "small", "spoke of a small amount"),
        Track(.customer, .nothing, "nothing", "spoke of nothing at all"),
        Track(.customer, .haggle, "haggle", "bargained over the price"),
        Track(.customer, .askPrice, "ask.price", "asked about the price"),
        Track(.customer, .askDetail, "ask.detail", "asked for details"),
        Track(.customer, .askHow, "ask.how", "asked how to go ahead"),
        Track(.customer, .askBack, "ask.back", "asked what the representative does"),
        Track(.customer, .hedge, "hedge", "hedged"),
        Track(.customer, .confusion, "confusion", "was confused"),
        Track(.customer, .doubt, "doubt", "voiced a doubt"),
        Track(.customer, .thanks, "thanks", "said thank you"),
        Track(.customer, .greeting, "greeting", "greeted"),
        Track(.customer, .farewell, "farewell", "said goodbye"),
        Track(.customer, .apology, "apology", "apologised"),
        Track(.customer, .praise, "praise", "praised the offer"),
        Track(.customer, .complaint, "complaint", "complained"),
        Track(.customer, .laugh, "laugh", "laughed"),
        Track(.customer, .wellWish, "wish.well", "wished well"),
        Track(.customer, .contact, "contact", "spoke of a next step"),
        Track(.customer, .logistics, "logistics", "spoke of delivery or payment"),
        Track(.customer, .urgency, "urgency", "wanted it soon"),
        Track(.customer, .personal, "personal", "spoke of their own life"),
        Track(.customer, .emotion, "emotion", "was moved"),
        Track(.customer, .experience, "experience", "has done this before"),
        Track(.customer, .knowsBrand, "knows", "knew of the offer"),
    ]

    private static let representatives: [Track] = [
        Track(.representative, .situation, "situation", "asked a situation question"),
        Track(.representative, .problem, "problem", "asked a problem question"),
        Track(.representative, .implication, "implication", "pointed to the consequences"),
        Track(.representative, .payoff, "payoff", "asked what a solution would be worth"),
        Track(.representative, .value, "value", "spoke of the value"),
        Track(.representative, .teach, "teach", "taught with facts"),
        Track(.representative, .tailor, "tailor", "tailored the offer"),
        Track(.representative, .control, "control", "took control"),
        Track(.representative, .proof, "proof", "pointed to other people"),
        Track(.representative, .close, "close", "asked for the commitment"),
        Track(.representative, .credibility, "credibility", "gave credentials"),
        Track(.representative, .story, "story", "told of themselves"),
        Track(.representative, .smallAsk, "ask.small", "asked for a little"),
        Track(.representative, .askAmount, "ask.amount", "asked for an amount"),
        Track(.representative, .acknowledge, "acknowledge", "acknowledged what was said"),
        Track(.representative, .confirmDeal, "confirm", "confirmed or gave thanks for the deal"),
        Track(.representative, .concede, "concede", "made a concession"),
        Track(.representative, .firm, "firm", "held firm on the price"),
        Track(.representative, .noPressure, "pressure.none", "took the pressure off"),
        Track(.representative, .giveUp, "giveup", "was letting go"),
        Track(.representative, .rapport, "rapport", "built rapport"),
        Track(.representative, .explainProcess, "process", "explained how it works"),
        Track(.representative, .appealGuilt, "appeal", "appealed to feelings"),
        Track(.representative, .urgency, "urgency", "pressed for time"),
        Track(.representative, .thanks, "thanks", "said thank you"),
        Track(.representative, .farewell, "farewell", "said goodbye"),
        Track(.representative, .apology, "apology", "apologised"),
        Track(.representative, .praise, "praise", "praised"),
        Track(.representative, .agree, "agree", "agreed"),
        Track(.representative, .accept, "accept", "accepted an offer"),
        Track(.representative, .refuse, "refuse", "refused"),
        Track(.representative, .hedge, "hedge", "hedged"),
        Track(.representative, .contact, "contact", "proposed a next step"),
        Track(.representative, .logistics, "logistics", "spoke of delivery or payment"),
    ]
}
