/// What each act is, told to somebody who has to say it. No note speaks of the buyer's state or of
/// how the conversation ends: the engine alone knows.
enum ActNotes {
    static func note(_ act: SimulatedTurn.Act) -> String {
        switch act {
        case .representative(let act): note(act)
        case .customer(let act): note(act)
        }
    }

    private static func note(_ act: RepresentativeAct) -> String {
        switch act {
        case .rapport: "greets and makes a little friendly small talk; sells nothing yet"
        case .situation: "asks an open question about how things are done there today"
        case .problem: "asks what goes wrong or causes trouble today"
        case .implication: "asks what that trouble leads to: what it costs, whom it holds up"
        case .payoff: "asks how much it would help if that trouble were gone"
        case .teach:
            "tells a surprising fact or figure about the trade that changes how one looks at it"
        case .tailor: "relates the product to this customer's own situation and role"
        case .control:
            "takes the lead: says firmly what should happen now and why waiting is a mistake"
        case .value: "says what the product is worth: what it saves or brings in, with a figure"
        case .proof: "gives proof: a reference customer, a case study, a certificate or a rating"
        case .acknowledge: "shows understanding for what the customer just said, without arguing"
        case .inform: "answers plainly with a detail of the product, its price or how it works"
        case .concession: "offers a discount or a lower price"
        case .flexibleTiming:
            "offers to start later or step by step, as suits the customer's calendar"
        case .involveDecider:
            "offers to include whoever else decides, such as a boss or partner, or material for them"
        case .compare: "compares the product with a competitor's, fairly"
        case .guarantee: "takes away the risk: a guarantee, money back, a free trial or a pilot"
        case .trialClose: "asks for the decision: whether to go ahead now"
        case .nextStep: "proposes one concrete next step, such as a demo or a call at a given time"
        case .listen: "says very little and invites the customer to go on"
        case .disqualify: "says honestly that this may not be the right fit and offers to leave it"
        case .farewell: "thanks for the time and says goodbye; offers nothing more"
        }
    }

    private static func note(_ act: CustomerAct) -> String {
        switch act {
        case .greet: "greets back, neutrally"
        case .situationAnswer: "answers with a plain fact about how they work today; no complaint"
        case .shareProblem: "tells of a problem that they have with how things are today"
        case .denyProblem: "says that there is no such problem, things run well"
        case .askDetail: "asks for a detail of the product"
        case .askPrice: "asks what it costs"
        case .askHow: "asks how one would start: set-up, steps, time it takes"
        case .interest: "shows interest, without agreeing to anything"
        case .doubt: "is doubtful whether it would really help, without a particular objection"
        case .objectPrice: "objects that it is too expensive"
        case .objectTiming: "objects that it is the wrong time"
        case .objectAuthority: "says that somebody else has to decide"
        case .objectNeed: "says that they do not need it"
        case .objectTrust: "does not trust the seller or the claims, and asks for proof"
        case .objectCompetitor: "mentions a competitor's offer that they compare with"
        case .objectStatusQuo:
            "says that they are used to what they have and see no reason to change"
        case .objectRisk: "worries about what could go wrong: the switch, the contract, their data"
        case .reassured: "says that this answers their worry; agrees to nothing yet"
        case .agreeStep: "agrees to the proposed next step, such as a demo or a call"
        case .commit: "says clearly that they will buy"
        case .stall: "puts it off: wants to think about it, or hear again later"
        case .refuse: "declines clearly"
        case .brushOff: "is short and distant, answers with hardly a word, wants to be left alone"
        }
    }
}
