/// The first four kinds of objection: price, timing, authority, need.
extension Phrases {
    static let objecting: [CustomerAct: Phrases] = hesitating.merging([
        .objectPrice: Phrases(
            train: """
                That's {too expensive|too much|way too pricey} {for us|for me}.
                We {can't afford|don't have the budget for} {that|the {product}}.
                {money} is {more than|far above} what we {planned|can spend}.
                It's over our budget.
                The price is too high.
                {That's a lot of money|That costs a lot}, can you go lower?
                I didn't expect it to cost that much.
                There's no money for that this year.
                We are on a tight budget.
                The cost is a problem for us.
                I can't justify {money} for the {product}.
                Your price is steep.
                We have to save money, that's too costly.
                Is there a discount? It's expensive.
                I can't pay {money} for this.
                It's out of our price range.
                We need something cheaper.
                The {product} is overpriced, if you ask me.
                """,
            test: """
                {money}? That's beyond what we can pay.
                It costs too much for a company like ours.
                Our budget doesn't stretch that far.
                That's a hefty price tag.
                I find the {product} rather expensive.
                We simply haven't got the funds for it.
                Such an amount is not affordable for us.
                The figure is higher than I hoped, could you reduce it?
                Money is tight, and this is costly.
                At that price it's out of reach.
                I can't spend {money}.
                Too pricey, I'm afraid.
                """),
        .objectTiming: Phrases(
            train: """
                {Now is not|This is not} {a good time|the right time}.
                {We're too busy|We have no time} for {a new project|this} {right now|this quarter}.
                Maybe {next quarter|next year|in {month}}, but not now.
                It's too early for us, the year has just begun.
                We're in the middle of a big project until {month}.
                The timing is bad.
                Our contract for {incumbent} runs until {month}.
                We can't start anything before {month}.
                Everything is frozen until {month}.
                We just moved offices, so it has to wait.
                It's the busy season, we have no capacity.
                Call me again in {month}, we can't do it sooner.
                This isn't a priority until next year.
                We have too much going on at the moment.
                Not this year, the calendar is full.
                It would have to be after the holidays.
                We're short on time until {month}.
                I don't have time for a change right now.
                """,
            test: """
                The moment isn't right, perhaps in {month}.
                Our schedule is packed until {month}.
                We're tied up with another project this quarter.
                It's bad timing, we are swamped.
                There's no time for this before next year.
                Our present contract only ends in {month}.
                We'd have to wait until the busy months are over.
                At this time of year we can't take that on.
                It's too soon, ask me again next quarter.
                Right now we are overloaded with work.
                Nothing new can begin before {month} here.
                Later in the year would be better, we're too busy.
                """),
        .objectAuthority: Phrases(
            train: """
                {I'd have to|I need to|I must} {ask|talk to|check with} my {colleague} {first|about that}.
                {That's not my decision|I can't decide that}, my {colleague} decides.
                My {colleague} {has to approve|needs to sign off on} this.
                I'm not the decision maker.
                It's not up to me, it's up to my {colleague}.
                I can't sign anything without my {colleague}.
                My {colleague} would have to agree.
                I'm not authorized to buy this.
                You'd have to speak to my {colleague}.
                Only my {colleague} can make that call.
                I need approval from my {colleague}.
                Such things are decided by my {colleague}.
                I have to run it by my {colleague}.
                I don't have the authority for that.
                Let me discuss it with my {colleague}.
                That goes above my head, ask my {colleague}.
                My {colleague} holds the purse strings.
                We decide that together, my {colleague} and I.
                """,
            test: """
                I would need permission from my {colleague}.
                The final say lies with my {colleague}.
                It isn't my call, my {colleague} is responsible.
                I have no power to decide, my {colleague} does that.
                I couldn't do this without consulting my {colleague}.
                My {colleague} must give the green light.
                First I'd have to get my {colleague} to agree.
                Purchases are handled by my {colleague}, not by me.
                That's for my {colleague} to decide.
                I'm just gathering information, my {colleague} makes the decision.
                I need my {colleague} on board before anything.
                Without the okay of my {colleague} I can't go further.
                """),
        .objectNeed: Phrases(
            train: """
                We {don't need|have no need for} {the|a} {product}.
                {I don't see|I can't see} {why we would need|what we'd use} that {for|at all}.
                We have no use for {that|the {product}}.
                Why would I need that?
                It's not relevant for us.
                We wouldn't use it.
                I don't think that we need something like this.
                We're too small for a {product}.
                What's the point of it for us?
                The {product} isn't necessary here.
                It's nice, but we don't need it.
                That's made for bigger {peers}, we don't need it.
                There is no need for that in our case.
                I see no reason to have a {product}.
                We can do without it.
                Not something that we require.
                We'd hardly ever use it.
                It isn't useful to us.
                """,
            test: """
                I fail to see a need for the {product}.
                That isn't needed at our place.
                Our {users} would never use such a thing.
                It would be of no use to us.
                What would we even do with it?
                We get by without a {product}.
                I don't require anything like that.
                It serves no purpose for us.
                Not necessary for a firm our size.
                There's simply no requirement for it here.
                We don't have any use for it.
                Why should we have this? We don't need one.
                """),
    ]) { $1 }
}
