/// What customers tell: greetings, how things stand, what hurts and what does not.
extension Phrases {
    static let telling: [CustomerAct: Phrases] = [
        .greet: Phrases(
            train: """
                {Hi|Hello|Hey}, {I'm fine, thanks|I'm doing well, thank you|good, thanks}.
                {Good morning|Good afternoon}, nice to meet you too.
                Hello, {yes, this is me|speaking}, how are you?
                Hi, thanks for {calling|getting in touch}.
                I'm well, thank you, and you?
                Hey, all good here, how about yourself?
                Good morning to you as well.
                Hello there, pleased to meet you.
                Hi, yes, I can hear you fine.
                Fine, thank you, what's this about?
                Hello, I saw your website and thought I'd say hi.
                Good day, I'm doing okay, thanks for asking.
                Hi, my week has been good so far, thanks.
                Hey, nice to hear from you.
                Good afternoon, yes, we can talk.
                Hello, it's a pleasure.
                Hi, not too bad, the sun is out.
                Thanks, I'm great, and how are you today?
                """,
            test: """
                Good evening, I'm very well, thanks.
                Hello, how do you do?
                Hey there, doing alright, and yourself?
                Hi, lovely to meet you.
                Oh hello, I'm good, thank you for asking.
                Morning, everything is fine here.
                Hi, greetings from our office.
                Hello, you've reached the right person, good to talk.
                Hey, can't complain, how's your day?
                Yes hello, I'm here, nice to talk to you.
                Hi, it's been a decent week, thanks.
                Welcome to you too, I am well.
                """),
        .situationAnswer: Phrases(
            train: """
                {At the moment|Right now|Currently} we use {incumbent} for {process}.
                We have {about|around|roughly} {count} {users}.
                {Today|Currently} our {users} are {process} with {incumbent}.
                I'm in charge of {process} here, with {count} {users}.
                It's mostly {incumbent}, for about {years} years now.
                We've been doing it that way for {years} years.
                There are {count} of us, and {process} is done by two people.
                Our {colleague} set it up, we use {incumbent}.
                We are {count} people in two locations.
                The way it works here is that {users} do the {process} on Mondays.
                We do {process} ourselves, in house.
                Usually the {users} take care of {process}.
                We spend maybe {count} hours a month on {process}.
                I've been here {years} years and look after {process}.
                Our setup is simple, {incumbent} and a few {users}.
                It's done once a week by the {users}.
                We started with {incumbent} back in {month}.
                We run three sites, each with {count} {users}.
                """,
            test: """
                As of now, {incumbent} is what we have for {process}.
                Around {count} {users} work with us presently.
                My job here is {process}, together with {count} {users}.
                The current arrangement is {incumbent}, since {years} years ago.
                Our {users} handle {process} on their own, week by week.
                In total we're {count} employees at one site.
                {incumbent}, that's what is installed at present.
                We organise {process} internally with {count} {users}.
                Each week somebody from the {users} takes over {process}.
                I'd say {count} hours every month go to {process}.
                Presently it's {incumbent} plus two part-timers.
                The {users} look after {process}, that's how it is set up here.
                """),
        .shareProblem: Phrases(
            train: """
                {Honestly|To be honest}, {trouble} are {a real problem|killing us|a nightmare}.
                We {struggle with|keep having|suffer from} {trouble} {every week|all the time}.
                {Yes|Yeah}, {trouble} {cost us a lot|drive us crazy|are a big issue}.
                The biggest problem is {trouble}, it's frustrating.
                Our {users} complain about {trouble} constantly.
                We lost {money} last year because of {trouble}.
                It's painful, {process} takes far too long.
                {incumbent} can't cope any more, we get {trouble}.
                {trouble} have been getting worse for months.
                We waste hours on {trouble}.
                I'm fed up with {trouble}.
                Our main headache is {trouble}, no doubt.
                Things go wrong all the time when we are {process}.
                My {users} are overworked because of {trouble}.
                We need to do something about {trouble}, it hurts.
                Customers have left us over {trouble}.
                The trouble is that {process} eats up all our time.
                We really have a problem with {costs}, they are out of control.
                """,
            test: """
                {trouble} are a constant pain for us.
                Yes, we've got serious trouble with {trouble}.
                It annoys everybody here, {trouble} again and again.
                Our difficulty is {process}, it's a mess.
                We're losing a lot of money through {trouble}.
                The {users} are desperate because of {trouble}.
                What hurts us most is {trouble}.
                {trouble} happen nearly every day, it's awful.
                I have to admit that {incumbent} fails us, we see {trouble}.
                We have been battling {trouble} for ages.
                {costs} are far too high because of {trouble}, that's our issue.
                Sadly {process} is a big struggle here.
                """),
        .denyProblem: Phrases(
            train: """
                No, {trouble} {aren't|are not} {really a problem|an issue} for us.
                {We don't|We never} have {much trouble|problems} with that.
                Not really, {process} {works well|runs smoothly}.
                That {doesn't happen|rarely happens} here.
                No, we {haven't noticed|don't see} any {trouble}.
                {trouble}? No, that's under control.
                I wouldn't say that we struggle with {process}.
                It's not that bad, actually.
                We have no complaints about {process}.
                Our {users} have no difficulty with it.
                That is not a big deal for us.
                Nothing bothers us about {process}, it goes fine.
                No, there are no issues that I know of.
                We solved {trouble} years ago.
                It hardly ever happens, maybe once a year.
                That doesn't affect us.
                I can't think of any problem there.
                No pain points, really, it goes well.
                """,
            test: """
                We're not having difficulties with {trouble}.
                No, nothing like that occurs at our place.
                {process} goes without a hitch here.
                I don't see {trouble} as a problem at our end.
                There's no trouble of that kind with us.
                Nobody here complains about it, so no.
                That isn't something that hurts us.
                No, we've got {trouble} well in hand.
                Honestly, no issues, everything runs okay.
                We barely ever experience {trouble}.
                Not an issue on our side.
                It's no burden for us at all.
                """),
    ]
}
