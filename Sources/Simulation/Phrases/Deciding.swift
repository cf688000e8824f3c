/// Reassured, agreeing, buying, putting off, refusing, and brushing off.
extension Phrases {
    static let deciding: [CustomerAct: Phrases] = [
        .reassured: Phrases(
            train: """
                {Okay|Alright}, that {answers my question|addresses my concern|helps}.
                {I feel better|I'm more comfortable} now, {thank you|thanks}.
                That's {reassuring|good to know}, thank you for explaining.
                {Fair enough|Okay}, that {makes sense|is reasonable}.
                I see, then that isn't a problem any more.
                That takes a load off my mind.
                You've put my mind at ease.
                Okay, that clears it up.
                Thanks, now I understand it better.
                Good, then I'm less worried.
                Alright, that's a fair solution.
                That settles it for me, thanks.
                I hadn't thought of it that way, you have a point.
                If that's the case, I have no objection.
                Okay, I believe you.
                That would solve my concern.
                Good answer, that was what I wanted to know.
                Right, that works for me then.
                """,
            test: """
                That puts me at ease.
                Thanks, my worry is gone.
                Understood, that resolves my concern.
                Okay, I'm relieved to hear that.
                That explains it, I feel more confident now.
                All right, you've convinced me on that point.
                Then that's fine by me, thanks for clarifying.
                I'm satisfied with that answer.
                That helps, I was worried about it.
                Good point, I take back my objection.
                Fine, that sounds fair.
                Okay, that makes me more comfortable.
                """),
        .agreeStep: Phrases(
            train: """
                {Sure|Yes|Okay}, {let's do|let's set up} {a demo|a call|a meeting} {on {date}|next week}.
                {date} {works|is fine|suits me}, {please send an invitation|see you then}.
                Yes, {I'd be happy to|we can} meet on {date}.
                Okay, put it in the calendar for {date}.
                {Sure|Yes}, send me the {proposal|invite} and we talk on {date}.
                A demo would be good, {date} at {time}?
                I can do {date} at {time}.
                Yes, let's schedule that.
                Please book me in for {date}.
                A follow-up call is fine with me, how about {date}?
                Okay, come by on {date}.
                I'll make time on {date}.
                Yes, let's talk again on {date}, my {colleague} can join.
                That time works, I'll be there.
                Agreed, we meet on {date}.
                Let's take the next step and do a trial.
                Okay, {time} on {date} it is.
                Sure, I'm free on {date}.
                """,
            test: """
                Yes, an appointment on {date} would suit me.
                Alright, let's meet, {date} at {time} is good.
                I'd agree to a demonstration next week.
                You can send the calendar invite for {date}.
                I'm available on {date}, let's arrange it.
                Certainly, we can have another conversation on {date}.
                Okay, a demo on {date} sounds good.
                {date} is possible, I'll note it down.
                Let's fix {date} for the meeting.
                I'd attend a walkthrough on {date}.
                By all means, schedule it for {date}.
                Fine, see you on {date} at {time}.
                """),
        .commit: Phrases(
            train: """
                {Let's do it|I'm in|We'll take it}, {send me the contract|where do I sign}.
                {Okay|Great|Yes}, {we want to buy|I'd like to order} the {product}.
                {Send|Please send} me the {contract|invoice|paperwork}, {we're ready|I'll sign today}.
                You've convinced me, let's go ahead.
                It's a deal.
                I'll take the {product}.
                We have decided to go with you.
                Yes, sign us up.
                I'm ready to sign.
                Count me in, we'll order {count}.
                I want to place the order now.
                Deal, {money} it is.
                We're going to buy it.
                Let's get the contract done.
                Alright, I'm sold.
                Go ahead and draw up the agreement, we accept.
                Yes, I'd like to purchase it.
                We'll go for the {product}, you have our order.
                """,
            test: """
                I accept the offer, please prepare the contract.
                We are going to purchase the {product}.
                Right, you can put the order through.
                Yes, I'm buying.
                Agreed, I'll sign the agreement.
                Mail me the documents and I'll sign them.
                We've made up our mind, we take it.
                You have a deal.
                I want it, let's finalize it.
                Okay, reserve it for us, we'll buy.
                Consider it sold.
                Put us down for {count}, we're going ahead.
                """),
        .stall: Phrases(
            train: """
                {Let me|I need to|I'd like to} {think about it|think it over|sleep on it}.
                {I'll get back to you|I'll let you know|I'll call you back}.
                {Just|Can you} send me {some information|an email}, {I'll have a look|I'll read it later}.
                Maybe, I'll consider it.
                I'll have to see.
                Give me some time, I need to think.
                I'll look into it and come back to you.
                Leave me your number, I'll be in touch.
                I don't want to decide now.
                We'll see, I can't say yet.
                I need to do some more research.
                Let me look at it in peace and I'll get back to you.
                Perhaps some other time we can talk about it.
                I'd rather wait and see.
                I'll think about what you said.
                Can we leave it open for now?
                Send me a brochure and I'll think about it.
                I'm not ready to decide, I'll let you know.
                """,
            test: """
                I want to mull it over.
                You'll hear from me once I've thought about it.
                Let me reflect on this for a while.
                Email me the details and I'll consider it.
                I can't give you an answer yet.
                We will have a think and come back to you.
                I'd prefer to take my time with this decision.
                I'll contact you when I've made up my mind.
                Let's see, I won't decide today.
                I need a few days to think.
                Leave some material with me, I'll read through it.
                Possibly, I'll give it some thought.
                """),
        .refuse: Phrases(
            train: """
                {No thanks|No, thank you}, {I'm not interested|we're not interested}.
                {I'm sorry, but no|No}, {we won't buy|this isn't for us}.
                We'll pass on {this|the {product}}.
                Please {don't call|stop calling} me {again|about this}.
                We've decided against it.
                I don't want it.
                My answer is no.
                I'm going to decline.
                Not interested, sorry.
                No, I don't want to buy the {product}.
                Take me off your list, please.
                We are not going to do this.
                Thanks, but no.
                There's no way that we buy this.
                I have to say no.
                It's a no from us.
                We won't be going ahead.
                Forget it, we don't want it.
                """,
            test: """
                I must turn this down.
                We have no interest in it, thanks.
                I'd rather not, sorry.
                No, that's our final answer.
                I refuse, please leave me alone.
                We don't want to go ahead with it.
                Remove my number, I'm not interested.
                That's a definite no.
                Thank you, but we decline the offer.
                We choose not to buy.
                I won't be purchasing the {product}.
                Absolutely not.
                """),
        .brushOff: Phrases(
            train: """
                {I only have a minute|I don't have long}, {make it quick|be brief}.
                {Whatever|Fine}, {get to the point|what do you want}.
                {I have to go|I've got to run}, I'm {in a meeting|about to leave}.
                Yeah, yeah.
                Hm.
                I'm in a hurry, what is it?
                If you say so.
                Okay, whatever.
                Is this going to take long?
                Somebody is at the door, one moment.
                I'm driving, what do you want?
                Can you hurry up, please?
                I'm on another line.
                Uh huh, sure.
                You've got thirty seconds.
                I'm busy, keep it short.
                Why are you asking me that?
                I don't have time to chat.
                """,
            test: """
                Quickly please, I need to leave.
                Meh, so what?
                I've got someone waiting, be fast.
                Yeah, right, whatever you say.
                Make it short, I'm occupied.
                Could you speed this up?
                I'm walking into a meeting.
                Hmm, okay then.
                Cut to the chase, please.
                Why do you want to know that?
                I really have to hang up soon.
                Just a minute, that's all you get.
                """),
    ]
}
