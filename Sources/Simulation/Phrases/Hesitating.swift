/// The other four kinds of objection: trust, competitor, status quo, risk.
extension Phrases {
    static let hesitating: [CustomerAct: Phrases] = [
        .objectTrust: Phrases(
            train: """
                {I've never heard of|I don't know} your company, {how do I know|who says} you're {reliable|serious}?
                How {can I trust|do I know I can trust} {you|your company}?
                Is this {legit|legitimate|a scam}?
                Do you have any references? I don't know you.
                I've read bad reviews about your company.
                How long have you been in business? You seem new.
                We've been burned by salespeople before.
                Who are you, and who stands behind the company?
                I don't trust promises made on the phone.
                What proof do you have for these claims?
                You all say that, why should I believe you?
                I'm suspicious of offers like this.
                Are you sure there's no catch?
                I'd want to see proof, I don't trust that.
                Your company isn't well known, that worries me.
                Can you prove that?
                I have trust issues with vendors.
                How do I know that you won't disappear next year?
                """,
            test: """
                Your firm is unknown to me, why should I trust it?
                What evidence is there that you keep your word?
                I have heard negative things about you.
                Is your company trustworthy?
                There must be a catch somewhere.
                I don't have faith in sellers, to be frank.
                Who vouches for you?
                We were cheated by a vendor once, so I'm wary of you.
                Can I believe what you say? Show me proof.
                I'm suspicious, I don't know who you are.
                How can I be sure you are a real company?
                It smells like a scam to me.
                """),
        .objectCompetitor: Phrases(
            train: """
                We're {also talking to|already looking at|comparing} {another vendor|other providers|your competitors}.
                {Another company|A competitor} offered us {the same|something similar} for less.
                I've got {another|a better} offer from {somebody else|a competitor}.
                Why should we choose you over {the competition|other vendors}?
                Your competitor {has|includes} more features.
                How are you different from other providers?
                We have a quote from another supplier.
                The other provider seems better.
                I've seen similar products elsewhere.
                We're shopping around and comparing offers.
                A rival of yours already made us a proposal.
                The other vendor gives us {percent} off.
                What do you have that the others don't?
                We're close to signing with another company.
                Others sell the same {product} cheaper.
                I want to look at other options first.
                The competing {product} has better ratings.
                We have three vendors on the list, you're one of them.
                """,
            test: """
                There are other suppliers that we're evaluating.
                A different provider gave us a lower quote.
                Your rival looks more attractive right now.
                What makes you better than competing vendors?
                I can get the same thing from someone else.
                We've received a competing proposal.
                An alternative vendor is in the race too.
                The competitor's {product} does more, I believe.
                Elsewhere it's cheaper.
                We are weighing you against two other companies.
                I'm leaning towards the other supplier.
                How do you compare with the rest of the market?
                """),
        .objectStatusQuo: Phrases(
            train: """
                We're {happy|satisfied|fine} with {incumbent}, {it works|why change}.
                {incumbent} {works fine|does the job}, we don't want to change.
                We've {always done it|been doing it} this way.
                I {don't want to|won't} switch from {incumbent}.
                {Never change a running system|If it isn't broken, don't fix it}.
                Our {users} are used to {incumbent}.
                We just stick with what we have.
                Changing {process} now would be too much effort.
                Our people don't like change.
                We're comfortable with {incumbent}.
                What we have is good enough.
                I'd rather keep {incumbent}.
                We already have {incumbent} and are content with it.
                Switching is a hassle.
                The old way works well enough for us.
                My {users} would never give up {incumbent}.
                We've got {incumbent}, that will do.
                We have been with {incumbent} for {years} years and stay with it.
                """,
            test: """
                {incumbent} serves us well, so there's no reason to switch.
                We prefer to leave things as they are.
                Everybody here is accustomed to {incumbent}.
                It has worked this way for {years} years.
                We'd like to stay with {incumbent}.
                A change would only upset the {users}.
                Our existing solution is sufficient.
                I'm content with {incumbent}.
                Moving away from {incumbent} is too much trouble.
                We see no reason to change a thing.
                We will keep doing it the old way.
                Our present {incumbent} is good enough.
                """),
        .objectRisk: Phrases(
            train: """
                {What if|What happens if} {it doesn't work|something goes wrong|it fails}?
                {That's|It seems} {too risky|a big risk} for us.
                I'm {worried|afraid} that {we'd lose our data|it breaks down|the switch goes wrong}.
                What if we're not satisfied, are we locked in?
                I don't want to be stuck in a long contract.
                We can't risk any downtime.
                What if the {users} don't adopt it?
                What guarantee do we have?
                I fear that it will disrupt {process}.
                The last project like this failed badly.
                What happens to us if it breaks?
                I'm concerned about the risk of the changeover.
                If this goes wrong, it's my head.
                How safe is it? A failure would be terrible.
                We'd be taking a big gamble.
                Can we get out of it if it fails?
                The risk is too high.
                I'm scared of losing data in the move.
                """,
            test: """
                Suppose it fails, what then?
                I worry about things going wrong during the switch.
                We'd be running a considerable risk.
                Could we get our money back if it doesn't work out?
                A breakdown would be a disaster for us.
                I'm nervous about being tied to a contract.
                The danger is that {process} comes to a halt.
                What if it turns out to be a failure?
                It feels risky to me.
                We can't afford an outage during the changeover.
                My fear is that it won't work here.
                Is there any protection if it goes badly?
                """),
    ]
}
