/// Taking an objection seriously, answering a question, and the remedies.
extension Phrases {
    static let answering: [RepresentativeAct: Phrases] = [
        .acknowledge: Phrases(
            train: """
                {I understand|I completely understand} {your concern|how you feel|your hesitation}.
                That is a {fair|valid|good} point, {thank you for saying it|I appreciate your honesty}.
                I hear you, that {makes sense|is reasonable}.
                You're right to {raise that|worry about that}.
                I can see why you would feel that way.
                That's a legitimate concern, I would feel the same.
                I appreciate you being open with me.
                Absolutely, I get where you're coming from.
                I'm sorry to hear that, it sounds frustrating.
                No pressure at all, I respect that.
                It is completely understandable that you hesitate.
                Thank you for telling me, I take that seriously.
                I know that feeling, and you are not alone with it.
                Fair enough, I understand completely.
                I don't want to talk you out of it, your concern is justified.
                That's okay, many people feel that way at first.
                I respect your view, and it's good that you say it.
                Understood, that must be difficult for you.
                """,
            test: """
                I fully get why you're hesitant.
                Your worry is justified, I appreciate that you share it.
                Thanks for being so candid, I can relate to that.
                It's perfectly natural to feel like this.
                I acknowledge that, and I can follow your reasoning.
                That's a reasonable thing to be concerned about.
                I sympathize, that cannot be easy.
                I take your point, you are right about it.
                Totally fair, I'd think the same in your place.
                I value your honesty here, it's a real concern.
                I see your point of view and I respect it.
                Please don't feel pushed, I understand your feelings.
                """),
        .inform: Phrases(
            train: """
                {Yes, it does|Yes}, the {product} {covers|supports|works with} {process} out of the box.
                {To answer your question|Good question}, it {costs|is} {money} a year {in total|all included}.
                The {product} comes with {training|support} and updates.
                It takes about {weeks} weeks to set up, and we do the work.
                The price is {money}, depending on the number of {users}.
                It works together with {incumbent}, you don't lose anything.
                Technically, the {product} has two parts, one for {users} and one for reports.
                Setup works like this, we import your data and train your {users}.
                We have three packages, the middle one is {money}.
                Support is available {by phone|around the clock}, included in the price.
                Yes, {count} {users} are included, more can be added later.
                The contract runs for twelve months and includes maintenance.
                It runs in the browser, so there is nothing to install.
                Delivery takes {weeks} weeks from the order.
                For that question, the answer is yes, up to {count} {users}.
                No, there is no setup fee, and training is part of it.
                The way it works is that your {users} log in and see {process} in one place.
                The specification says up to {count} units, that is enough for you.
                """,
            test: """
                The short answer is yes, {process} is included.
                In terms of price, you're looking at {money} per year.
                As to how it works, your {users} get access and we migrate the data.
                Installation needs around {weeks} weeks, handled by our technicians.
                The package contains support, updates and training for {users}.
                The {product} handles up to {count} {users} as standard.
                Let me answer that, it is compatible with {incumbent}.
                It has a module for {process} and another for statistics.
                The cost comes to {money}, maintenance included.
                Regarding your question, the term is one year and support is included.
                Yes, it can do that, the feature comes as standard.
                The details are these, {count} seats, phone support and a {weeks} week setup.
                """),
        .concession: Phrases(
            train: """
                {I can offer you|I could give you} a {percent} discount {if you sign this month|on the first year}.
                {We can lower|I can bring} the price down to {money}.
                How about {money} instead, that is {percent} off.
                I can throw in the {training|installation} for free.
                Let me waive the setup fee for you.
                I spoke to my boss and we can go down to {money}.
                We could meet in the middle at {money}.
                If the budget is tight, I'll take {percent} off.
                I can do {money}, that's the lowest I can go.
                You would get three months free of charge.
                I'm willing to come down a bit on the price.
                Let's split the difference, I'll make it {money}.
                For you I can knock off {percent}.
                We have a special offer, {percent} off until {month}.
                I'll include support at no cost to sweeten the deal.
                What if I reduced the price by {percent}?
                We can spread the payments and drop the fee.
                I can give you the bigger package at the price of the small one.
                """,
            test: """
                I'm able to reduce it to {money} for you.
                What would you say to a rebate of {percent}?
                I could deduct {percent} from the quote.
                Let me make you a better offer, {money}.
                We'll give you the first two months for nothing.
                As a goodwill gesture, the installation is on us, free.
                I can let you have it for {money}.
                We might lower the price by {percent} if that helps.
                I'd be prepared to cut the price to {money}.
                There's room for a discount, say {percent}.
                I can add the training without charging for it.
                Would a price cut of {percent} work for you?
                """),
        .flexibleTiming: Phrases(
            train: """
                {We can start|You could start} {later|in {month}|whenever you are ready}, there is no rush.
                {If now is a bad time|If it is too early}, we can begin {next quarter|in {month}}.
                The start date is flexible, {month} would be fine.
                We can reserve your place now and begin in {month}.
                You don't have to start today, we can phase it in over {weeks} months.
                Let's plan around your calendar and start after the busy season.
                We could postpone the rollout to {month} and keep the terms.
                I can hold this offer for you until {month}.
                There is no hurry, we adapt the schedule to you.
                We can do it in small steps, one each month, at your pace.
                What if we only started when your current contract ends?
                The timing is up to you, we can wait until {month}.
                Setup takes one day and we can do it on a quiet weekend.
                We do the work outside your busy weeks.
                You choose the date, we can delay the first invoice until {month}.
                It needs little of your time now, we can start slowly.
                We could schedule the launch for next year.
                Let's pick a later start so that it doesn't collide with your projects.
                """,
            test: """
                We'd be glad to shift the start to {month}.
                The timetable can be moved, you decide when to begin.
                It's no problem to wait until the busy period is over.
                A later launch, say {month}, is fully possible.
                We can go step by step so it doesn't take your time now.
                I'd keep these terms open until {month} for you.
                Begin whenever it suits you, we're flexible about dates.
                How about we put the start off until next quarter?
                We could time it with the end of your present contract.
                We can stretch the rollout over {weeks} months to ease the load.
                Nothing has to happen now, the kickoff can be in {month}.
                Our schedule adapts to yours, even if that's next year.
                """),
        .involveDecider: Phrases(
            train: """
                {Shall we|Why don't we} {invite|include} your {colleague} {to the next call|in the conversation}?
                {Would it help|Would it be useful} if I spoke to your {colleague} directly?
                Who else {needs to be involved|has to approve this}? I can talk to them too.
                I can prepare a summary that you can show your {colleague}.
                Let's bring your {colleague} to the table, I'll answer their questions.
                What would your {colleague} need to hear to say yes?
                I'd be happy to present this to your {colleague}.
                Could we set up a short talk with your {colleague}?
                Let me help you make the case to your {colleague}.
                I'll send a one-page document for your {colleague}.
                Maybe your {colleague} can join us for ten minutes.
                How does your {colleague} usually decide about such things?
                We can do a joint meeting, you, your {colleague} and me.
                I'll write the business case for your {colleague} with you.
                Who signs off on this, and can we get them on the line?
                Let's talk to your {colleague} together.
                I can explain it to the decision maker if you like.
                What if your {colleague} had a look at it with us?
                """,
            test: """
                Can we get your {colleague} on board by meeting all together?
                I'd gladly walk your {colleague} through it.
                Perhaps we should have your {colleague} join the conversation.
                I'll put together material you can take to your {colleague}.
                May I contact your {colleague} to answer questions directly?
                Would your {colleague} like to sit in on our next talk?
                Let's loop in your {colleague} so that everyone hears the same.
                What matters to your {colleague}? I'll prepare for that.
                Who besides you decides? I'd include them.
                I can support you when you present this to your {colleague}.
                A brief session with you and your {colleague} might settle it.
                Let me draft a note for your {colleague} that explains it all.
                """),
        .compare: Phrases(
            train: """
                {Compared to|Unlike} {other providers|our competitors}, we {include|offer} {process} in the price.
                What sets us apart from {the competition|other vendors} is the support.
                The difference between us and the other offer is that ours handles {trouble}.
                I know that vendor, they are good, but they lack {process}.
                Here is a side by side comparison with the other provider.
                The other company charges extra for {process}, we don't.
                Their product is cheaper, but it doesn't cover {process}.
                We are stronger than the competitor in one thing, {process}.
                Customers who came from that competitor told us about {trouble}.
                If you compare the two offers, look at the total cost over {years} years.
                Our {product} does what theirs does, plus {process}.
                Against other vendors we win on speed and service.
                Let me show you how we differ from the alternative you mentioned.
                Other suppliers outsource support, ours is in house.
                Put both quotes next to each other, ours includes more.
                The competing product is older, ours was rebuilt last year.
                Where they need {weeks} months, we need {weeks} weeks.
                Yes, there are other providers, but none with this for {users}.
                """,
            test: """
                In contrast to rival vendors, our {product} takes care of {process}.
                The thing that distinguishes us from competitors is {process}.
                Their offer leaves out {process}, which ours contains.
                Let's compare both solutions point by point.
                That competitor has a decent product, still it doesn't solve {trouble}.
                Versus the alternative, you get more service from us.
                Many who left that provider for us mention {trouble}.
                Next to the other quote, ours has the lower total cost.
                We beat the other supplier on support and speed.
                The rival product is missing a piece that your {users} need.
                What do they offer that we don't? I think ours goes further.
                Looking at both vendors, the main difference is the service.
                """),
        .guarantee: Phrases(
            train: """
                {You can cancel|You may cancel} {any time|within {weeks} weeks} and get your money back.
                {We offer|There is} a {money back guarantee|full refund} if it doesn't work.
                {Try it|Test it} for {weeks} weeks {without any risk|at no risk}.
                We guarantee the result in writing.
                There is no risk for you, if {trouble} don't go down you pay nothing.
                We start with a small pilot, so nothing can go wrong.
                You are covered by a warranty of {years} years.
                If anything breaks, we replace it the same week, guaranteed.
                We take the risk, not you.
                A penalty clause in the contract protects you if we fail.
                You keep {incumbent} running in parallel until you are safe.
                We have insurance for that, your data is protected.
                If you are not satisfied, we refund every cent.
                You can step out of the contract at any point without a fee.
                Our service level is guaranteed, otherwise you get a refund.
                The trial is free and ends by itself.
                You only pay when it works, that is our promise.
                A rollback is always possible, we guarantee that.
                """,
            test: """
                Should it not deliver, you receive a complete refund.
                The risk is entirely ours, you can back out whenever you want.
                We'd run a no-obligation pilot for {weeks} weeks first.
                The {product} comes with a {years} year warranty.
                Our promise is written into the contract, or your money back.
                If it fails, you owe us nothing.
                We secure you with a guaranteed service level.
                There's a free trial, so you risk nothing.
                You have the right to withdraw within {weeks} weeks, no questions asked.
                Nothing can happen to you, we give a guarantee on it.
                Your old setup stays as a safety net until all works.
                We'll compensate you if the {product} doesn't do what we say.
                """),
    ]
}
