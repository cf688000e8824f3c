/// Asking for the decision, agreeing on a step, letting go, and leaving.
extension Phrases {
    static let closing: [RepresentativeAct: Phrases] = [
        .trialClose: Phrases(
            train: """
                {Shall we|Should we} {go ahead|move forward} with the {product}?
                {Are you ready|Would you be ready} to {sign|get started|order}?
                Can I {put you down for|sign you up for} the {product}?
                Would you like to {buy|order} the {product} {today|now}?
                Do we have a deal?
                Does that sound good enough to {sign today|go ahead}?
                If I send the contract now, will you sign it?
                What would it take for you to say yes today?
                Is there anything that keeps you from buying today?
                So, are you in?
                Can we close this today?
                Would you like me to draw up the contract?
                Do you want to take the {product} for {money}?
                Which package do you want to go with?
                Shall I reserve it for you right away?
                How about we make it official and sign?
                Can I count on your order this week?
                Are we agreed on {money}?
                """,
            test: """
                Would you be willing to place the order today?
                Can we finalize the deal now?
                May I write up the agreement for your signature?
                Is this a yes from you?
                Are you prepared to commit to the {product}?
                Shall I go ahead and place the order for you?
                Do you want to proceed with the purchase?
                Could we seal the deal at {money}?
                Will you take it?
                Is today the day that you sign?
                So can I book the order for the {product}?
                What do you say, do we have an agreement?
                """),
        .nextStep: Phrases(
            train: """
                {Let's schedule|Can we schedule|Shall we set up} a {demo|call|meeting} on {date} at {time}?
                {How about|What about} {a demo|a short meeting} {next week|on {date}}?
                As a next step, I'll send you {a proposal|an invitation} and we talk on {date}.
                The next step would be a {demo|site visit}, does {date} suit you?
                When {can we meet|are you available} {next week|to go through it}?
                Let me book a demo for you on {date}.
                I'd propose we meet again on {date} at {time}.
                Could we put thirty minutes in the calendar for {date}?
                I'll send over an invitation for {date}, okay?
                Would {date} or {date} work for a follow-up call?
                Let's plan a workshop with your {users} in {weeks} weeks.
                Can I come by on {date} to show you the {product}?
                What time works for a follow-up on {date}?
                Let's arrange a test drive or demo on {date}.
                Shall we book an appointment for {date} at {time}?
                I suggest a follow-up meeting on {date} with a proposal.
                We could do a site visit on {date}.
                How does your calendar look on {date}?
                """,
            test: """
                Would you have time for a demonstration on {date}?
                Let me suggest {date} at {time} for our next conversation.
                Might we fix an appointment for {date}?
                I could stop by on {date} and present the {product}.
                What day next week would suit you for a walkthrough?
                I'd like to put a follow-up in the diary, is {date} possible?
                Let's agree on a date for the demo, perhaps {date}.
                Can we speak again on {date} around {time}?
                The following step is a meeting, are you free on {date}?
                Please pick a slot for the demo, {date} or {date}.
                Shall I send a calendar invite for {date}?
                Let us get together on {date} to go over the proposal.
                """),
        .disqualify: Phrases(
            train: """
                {To be honest|Honestly}, I {don't think|am not sure} the {product} is {right|a good fit} for you.
                {Maybe|Perhaps} this is not the right {solution|product} for you.
                If it isn't a priority, we should {stop here|leave it there}.
                I don't want to waste your time, it may not be a fit.
                It sounds like you don't really need the {product}.
                Is it fair to say that this is not for you?
                I'd rather tell you now, you may be better off with {incumbent}.
                Should I close your file, or is there still interest?
                I have the feeling that this isn't going anywhere, am I wrong?
                With {count} {users} you are probably too small for us.
                Perhaps we are not the right partner for you.
                If there is no need, I will not push you, we can end it here.
                Would you prefer that I stop contacting you?
                It seems we are not a match, and that's okay.
                You might not benefit enough from the {product}, to be fair.
                Let me take you off the list, unless you object.
                I won't sell you something that you don't need.
                Our {product} is made for others, it seems, not for you.
                """,
            test: """
                Frankly, it looks as if we're not the right fit for you.
                I would advise against buying, the {product} isn't made for your case.
                Perhaps we ought to part ways here if there's no interest.
                You don't seem to need the {product}, so I'd not insist.
                Shall I take you off my list?
                It may be that the {product} just isn't for you.
                I doubt that we can help you, keep {incumbent}.
                Am I right that this isn't something for you?
                We could leave it at that, since it doesn't suit you.
                In all fairness, you'd be better served elsewhere.
                I'd sooner stop than sell you the wrong thing.
                It doesn't look like a match between us.
                """),
        .farewell: Phrases(
            train: """
                {Thank you|Thanks} for your time, {goodbye|have a great day}.
                {Okay, thanks|Alright, thank you}, {take care|bye for now}.
                I'll let you go now, {have a nice day|enjoy the rest of your day}.
                It was {good|a pleasure} talking to you, goodbye.
                Thanks for the conversation, I wish you a good week.
                Well, that is all from my side, thank you and goodbye.
                Have a good one, bye.
                Thank you for the talk, all the best.
                I won't keep you any longer, take care.
                Alright, goodbye and thanks again.
                It was nice speaking with you, bye bye.
                Thank you, and have a pleasant {afternoon|evening}.
                Talk to you another time, goodbye.
                Thanks again, bye now.
                I appreciate your time today, goodbye.
                That's everything, thank you, have a lovely day.
                Okay then, bye, and best wishes.
                Many thanks, and see you.
                """,
            test: """
                Farewell, and thanks for speaking with me.
                I'm grateful for your time, so long.
                Bye, I hope you have a wonderful day.
                Let's leave it here, many thanks and take care of yourself.
                Good talking to you, enjoy your {afternoon|evening}.
                Thanks very much, I'll say goodbye now.
                Cheers, bye for today.
                Thank you kindly, all the best to you.
                That was all, thanks for chatting, bye.
                I'm hanging up now, have a good day.
                Goodbye, it was lovely to chat with you.
                Okay, we're done, thank you and see you.
                """),
    ]
}
