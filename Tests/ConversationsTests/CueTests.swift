import Messages
import Testing

@testable import Conversations

@Suite("What a turn is a sign of")
struct CueTests {
    @Test(
        "Objections are told apart by kind",
        arguments: [
            ("That is too expensive for us.", Cue.objectPrice),
            ("Honestly, we can't afford it.", .objectPrice),
            ("It's a bit out of my price range", .objectPrice),
            ("This is not a good time, call me in March", .objectTiming),
            ("We're too busy right now", .objectTiming),
            ("I need to talk to my wife first", .objectAuthority),
            ("I'd have to run it by my manager", .objectAuthority),
            ("It's not my decision", .objectAuthority),
            ("We don't need another tool", .objectNeed),
            ("We're happy with what we have", .objectNeed),
            ("How do I know this isn't a scam?", .objectTrust),
            ("What percentage really goes to the children?", .objectTrust),
            ("I found a cheaper one elsewhere", .objectCompetitor),
            ("We are already using another vendor", .objectCompetitor),
            ("I lost my job and money is tight", .hardship),
            ("I already donate to my church", .alreadyGives),
        ])
    func objections(_ text: String, _ cue: Cue) {
        #expect(cues(text).contains(cue), "\(text)")
    }

    @Test(
        "What only looks like an objection is none",
        arguments: [
            ("It isn't expensive at all", Cue.objectPrice),
            ("That is not too expensive", .objectPrice),
            ("No problem, take your time", .refuse),
            ("Price looks fine to me", .objectPrice),
            ("My wife loves it", .objectAuthority),
            ("I don't doubt it", .objectTrust),
            ("I need this by Monday", .objectNeed),
        ])
    func nearMisses(_ text: String, _ cue: Cue) {
        #expect(!cues(text).contains(cue), "\(text)")
    }

    @Test(
        "Interest, intent, acceptance, refusal and putting off are heard in many words",
        arguments: [
            ("I'm interested, tell me more", Cue.interest),
            ("Sounds interesting!", .interest),
            ("I will donate $1", .intent),
            ("i would like to buy it", .intent),
            ("We're ready to sign", .intent),
            ("Please send me the contract", .intent),
            ("OK, it's a deal", .accept),
            ("That works for me", .accept),
            ("Sold!", .accept),
            ("No thanks", .refuse),
            ("I'm not interested", .refuse),
            ("I don't want to donate", .refuse),
            ("I won't buy this", .refuse),
            ("we are not going to sign", .refuse),
            ("Let me think about it", .postpone),
            ("Maybe next time", .postpone),
            ("I'll get back to you", .postpone),
        ])
    func stance(_ text: String, _ cue: Cue) {
        #expect(cues(text).contains(cue), "\(text)")
    }

    @Test(
        "Negation turns a sign round, within its clause and no further",
        arguments: [
            ("I am not interested", Cue.refuse, true), ("I am not interested", .interest, false),
            ("Not interested in waiting, send the contract", .refuse, false),
            ("Not interested in waiting, send the contract", .intent, true),
            ("Not interested in waiting, send the contract", .interest, true),
            ("Not interested in the contract", .refuse, true),
            ("I do not, however, I will donate", .intent, true),
            ("I don't think I will donate", .refuse, true),
            ("I don't think I will donate", .intent, false),
            ("No problem, I will donate", .intent, true),
            ("No problem, I will donate", .refuse, false),
            ("No, I will buy it", .intent, true),
            ("I have no doubt, it's a deal", .accept, true),
            ("I can't wait, count me in", .accept, true),
            ("I never liked them but I will donate", .intent, true),
            ("Why not, let's do it", .accept, true),
            ("I don't mind, I'll take it", .accept, true),
            ("This is not a great cause", .praise, false),
            ("This is a great cause", .praise, true),
        ])
    func negation(_ text: String, _ cue: Cue, _ isHeard: Bool) {
        #expect(cues(text).contains(cue) == isHeard, "\(text): \(cues(text))")
    }

    @Test(
        "The representative's techniques are told apart",
        arguments: [
            ("How do you currently track your leads?", Cue.situation),
            ("Have you ever heard of us?", .situation),
            ("What is your biggest challenge with that?", .problem),
            ("Are you satisfied with the reports?", .problem),
            ("What happens if nothing changes?", .implication),
            ("How does that affect your team?", .implication),
            ("How would it help if that were gone?", .payoff),
            ("Imagine your reps had an hour more a day", .payoff),
            ("It saves you ten hours a week", .value),
            ("This will make a difference", .value),
            ("Research shows that most companies overpay", .teach),
            ("Did you know that half of them fail?", .teach),
            ("For a company like yours that means two seats", .tailor),
            ("You mentioned your onboarding", .tailor),
            ("I recommend the larger plan", .control),
            ("Let me be direct", .control),
            ("Many of our customers said the same", .proof),
            ("It is trusted by thousands of teams", .proof),
            ("The offer expires today", .urgency),
            ("Only a few left", .urgency),
            ("Would you like to donate?", .close),
            ("Do we have a deal?", .close),
            ("Are you ready to sign?", .close),
        ])
    func techniques(_ text: String, _ cue: Cue) {
        #expect(cues(text, by: .representative).contains(cue), "\(text)")
    }

    @Test(
        "Small talk shows no technique",
        arguments: ["It rained here.", "Blue, I think", "On the left side", "12"])
    func smallTalk(_ text: String) {
        let techniques: Set<Cue> = [
            .situation, .problem, .implication, .payoff, .value, .teach, .tailor, .control,
            .proof, .urgency, .close,
        ]
        #expect(cues(text, by: .representative).isDisjoint(with: techniques), "\(cues(text))")
    }

    @Test(
        "Manners are heard",
        arguments: [
            ("Thanks a lot", Cue.thanks), ("thankyou", .thanks), ("Hello there", .greeting),
            ("Have a great day!", .farewell), ("Sorry about that", .apology),
            ("haha", .laugh), ("Maybe, I'm not sure", .hedge),
            ("Call me tomorrow", .contact), ("Can you deliver it?", .logistics),
        ])
    func manners(_ text: String, _ cue: Cue) {
        #expect(cues(text).contains(cue), "\(text)")
    }

    @Test("The tone of a text follows its words and their negation")
    func tone() {
        #expect(reading("This is great, I love it").sentiment > 0.3)
        #expect(reading("This is terrible and overpriced").sentiment < -0.3)
        #expect(reading("This is not good").sentiment < 0)
        #expect(reading("The table is brown").sentiment == 0)
    }

    @Test(
        "Questions are counted with and without a question mark",
        arguments: [
            ("What is it? How much?", Float(2)), ("Really???", 1), ("how much is it", 1),
            ("It is brown.", 0), ("is this available", 1),
        ])
    func questions(_ text: String, _ count: Float) {
        #expect(reading(text).questions == count)
    }

    @Test("A misspelt or drawn-out word is still heard")
    func spelling() {
        #expect(cues("i am intrested").contains(.interest))
        #expect(cues("yesss").contains(.agree))
        #expect(cues("dont want to").contains(.refuse))
        #expect(cues("THANKS").contains(.thanks))
    }
}
