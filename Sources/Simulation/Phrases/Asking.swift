/// What customers ask, and how interest and doubt sound.
extension Phrases {
    static let asking: [CustomerAct: Phrases] = [
        .askDetail: Phrases(
            train: """
                {Does|Can} the {product} {work with|connect to|integrate with} {incumbent}?
                {What features|Which functions} does the {product} {have|include} for {process}?
                How does the {product} deal with {trouble}?
                What exactly does the {product} do?
                Can {count} {users} use it at the same time?
                Does it also support {process}?
                What's the difference between the versions?
                Is support included, and in which languages?
                How does it work technically?
                Could you explain how the {product} handles {process}?
                What happens to our data, where is it stored?
                Is there a mobile version for the {users}?
                Which specifications does the {product} have?
                Can it be adapted for {count} {users}?
                What does the warranty cover?
                Does it come with training for the {users}?
                How reliable is the {product} in daily use?
                What reports can I get out of it?
                """,
            test: """
                Is the {product} compatible with {incumbent}?
                Which capabilities are there for {process}?
                Tell me what the {product} can do about {trouble}.
                Would it handle {count} {users}?
                Could you describe the features in more detail?
                What is included in the service, exactly?
                In what way does the {product} manage {process}?
                Is it possible to use it on a phone?
                How is the data protected?
                What sort of training do the {users} get?
                Does the {product} offer anything for {process}?
                What are the technical details of the {product}?
                """),
        .askPrice: Phrases(
            train: """
                {How much|What} {does the {product}|does it|would it} cost?
                What is the price {of the {product}|per month|for {count} {users}}?
                {How much is it|What's the price} for {count} {users}?
                Can you give me a quote?
                What are we talking about in terms of cost?
                What would {count} seats cost per year?
                Is there a price list?
                What does the {product} cost per month?
                How much would we pay for all of that?
                Are there any extra fees on top of the price?
                What's the pricing like?
                Could you tell me the price, roughly?
                What's your price for the {product}?
                Is it {money} or more?
                How is it priced, per user or flat?
                And the cost, what would that be?
                What budget do I need for the {product}?
                How expensive is the {product}?
                """,
            test: """
                What do you charge for the {product}?
                I'd like to know the price.
                How many dollars a month would that be?
                Could I get an offer with prices for {count} {users}?
                What would we have to pay?
                What sum are we looking at for the {product}?
                Please name me a figure, what's the cost?
                Which price do you ask for {count} units?
                Can you quote me a price?
                Is there a fee for setup, and how much?
                What's the monthly rate?
                Roughly what does something like that cost?
                """),
        .askHow: Phrases(
            train: """
                How {would we|do we} {get started|proceed|begin}?
                What {are the next steps|happens next} {if we want it|if we say yes}?
                How {soon|quickly} could {we start|you deliver}?
                How long would the {installation|setup|rollout} take?
                When could we have the {product} up and running?
                What do you need from us to begin?
                Where do I sign up, online?
                How does the ordering process work?
                Who would do the installation, and when?
                Can we start in {month}?
                How do we pay, by invoice or by card?
                What would the rollout look like for our {users}?
                If we go ahead, when is the delivery?
                How fast can you implement it?
                Do you help with the switch from {incumbent}?
                What paperwork is needed to get going?
                Could it be ready by {month}?
                How would the changeover go in practice?
                """,
            test: """
                In case we do it, what would be the first step?
                What's the procedure to get going?
                By when could it be implemented here?
                How many weeks until we could use it?
                What do we have to prepare before starting?
                Would you be able to deliver before {month}?
                How do I place an order?
                Which payment methods do you take?
                Who carries out the setup and how long does that last?
                When can your people begin with the installation?
                How would we move over from {incumbent}?
                What is the timeline if we go for it?
                """),
        .interest: Phrases(
            train: """
                That sounds {interesting|really good|great}, {tell me more|I'd like to hear more}.
                {I like|I love} {that|the idea|the sound of that}.
                {Wow|Oh}, {that's impressive|that would be great}.
                I'm {interested|curious|intrigued}, please go on.
                That could {really help|be useful for} us.
                That's exactly what we {need|are looking for}.
                I'd love to see {that|how it looks}.
                {percent} less, that would be fantastic.
                That would make our life easier.
                Yes, I would be very interested in that.
                This is getting interesting.
                My {users} would love that.
                I can see how that would help with {trouble}.
                That would be a big improvement for us.
                I'm quite excited about this.
                Great, that's good to hear.
                It looks like a really good product.
                That's appealing, especially for {process}.
                """,
            test: """
                Sounds excellent, I want to know more about it.
                I find that very attractive.
                That's fascinating, do go on.
                It would be wonderful to have that here.
                You've caught my attention.
                I really like what I'm hearing.
                Our {users} would be delighted with this.
                That would be super helpful.
                It's just the kind of thing we want.
                I'm keen to learn more.
                What a good idea, that would help us a lot.
                Impressive, it could solve {trouble} for us.
                """),
        .doubt: Phrases(
            train: """
                {I'm not sure|I'm not convinced} {that would work for us|this would help}.
                {Hmm|Well}, {I doubt it|I have my doubts}.
                I'm a bit skeptical {about that|to be honest}.
                Does it really {make a difference|work that well}?
                That sounds too good to be true.
                I don't know, {it seems complicated|it's hard to say}.
                I find that hard to believe.
                Are you sure that {percent} is realistic?
                I can't quite see how that would work.
                Is that really so? I wonder.
                I'm somewhat hesitant.
                Maybe, but I'm not so certain.
                That may be true for others, I'm unsure about us.
                I question those numbers.
                It might not be as easy as you say.
                I have mixed feelings about this.
                Not sure that I believe the {percent}.
                Whether it really helps with {trouble}, I don't know.
                """,
            test: """
                I remain unconvinced that it helps.
                I have some doubts whether this fits us.
                Can that be right? I'm dubious.
                I'm uncertain if it would do much for us.
                Those figures seem optimistic to me.
                Hmm, I hesitate, it doesn't sound plausible.
                Would it truly have that effect? I wonder about it.
                I'm rather sceptical, I must say.
                That's difficult to believe, frankly.
                I don't quite buy that.
                Perhaps, though I'm in two minds about it.
                I'm not persuaded yet.
                """),
    ]
}
