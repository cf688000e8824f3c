/// Challenger's teaching, tailoring and taking control; value and proof.
extension Phrases {
    static let insight: [RepresentativeAct: Phrases] = [
        .teach: Phrases(
            train: """
                Did you know that most {peers} lose {percent} {of their budget|a year} to {trouble}?
                {Research|A recent study|Our data} shows that {trouble} {cost more|are more common} than people think.
                What most {peers} don't realize is that {costs} come mainly from {trouble}.
                {Studies show|Statistics show} that {percent} of {peers} have hidden {costs}.
                Here is something surprising, {percent} of {users} spend a day a week on {trouble}.
                The industry average for {trouble} has gone up {percent} in the last {years} years.
                According to a report, {peers} that change {process} early grow faster.
                We have found that the real cause of {trouble} is seldom what people believe.
                In fact, {incumbent} often makes {trouble} worse, the data shows that.
                There is a trend among {peers}, they are rethinking {process}.
                Many people assume {trouble} are normal, but the numbers say otherwise.
                An insight from our research, {costs} rise {percent} every year on average.
                Most {peers} look at {costs}, the best ones look at {trouble} first.
                Something we learned from studying {count} {peers}, {process} is where the money goes.
                The latest figures show that {percent} of {trouble} can be avoided.
                Benchmarks tell us {peers} spend twice as much on {process} as they should.
                It is a little known fact that {trouble} double after {years} years with {incumbent}.
                On average, {peers} waste {percent} of their time on {trouble}.
                """,
            test: """
                You may be surprised to hear that {percent} of {peers} underestimate {trouble}.
                A survey of {peers} found that {trouble} eat up {percent} of the budget.
                Analysts report that {costs} across {peers} climbed {percent} this year.
                Few {peers} know this, but {trouble} start with how they are {process}.
                New research suggests that {incumbent} causes {percent} of all {trouble}.
                Interesting statistic, {percent} of {users} deal with {trouble} every single week.
                Across the industry the numbers reveal a pattern, {process} is the hidden drain.
                Let me share a finding, {peers} without {trouble} grow twice as fast.
                The common belief is that {costs} are fixed, yet studies prove the opposite.
                Market data tells us that {percent} of {peers} will change {process} soon.
                It turns out {trouble} are the number one driver of {costs}, according to experts.
                Here's a fact that few have heard, {peers} lose {percent} of revenue to {trouble}.
                """),
        .tailor: Phrases(
            train: """
                {Given|Based on} what you told me, the {product} would {fit|suit} your {users} well.
                {For a team like yours|In your situation}, I would set up the {product} around {process}.
                Since you mentioned {trouble}, this part was made for you.
                You said {process} matters to you, so we would start there with the {product}.
                For your {count} {users} specifically, the {product} would be configured differently.
                Because you have {count} {users}, I picked the version that matches your needs.
                As you described it, your case needs the {product} adapted to {process}.
                With your setup of {incumbent}, we can tailor the {product} to what you have.
                Let me put together something customized for your {users}.
                That fits exactly with what you said about {trouble}.
                For your business in particular, the part about {process} is the relevant one.
                Considering your goals, I would leave out what you don't need and keep {process}.
                I have adapted this to your situation, with {count} {users} and {incumbent}.
                From what I understand about you, the {product} should be tuned to {trouble}.
                You told me about {trouble}, and here is how it would look in your case.
                We would shape the {product} to the way you are {process}.
                Your needs are a bit special, so we'd make the {product} match them.
                Going by what you shared about your {users}, I have a specific suggestion for you.
                """,
            test: """
                Judging from what you've described, the {product} can be matched to your {users}.
                For someone in your position, with {count} {users}, this variant makes sense.
                You brought up {trouble} earlier, so I'd adjust the {product} for precisely that.
                I would personalize the {product} to how your people are {process}.
                Considering you work with {incumbent}, your version would look like this.
                This is made to measure for you, with your {count} {users} in mind.
                Thinking about your particular circumstances, we'd focus the {product} on {process}.
                What you explained about {trouble} tells me which setup suits you.
                In a case such as yours, the {product} is arranged around your {users}.
                We'll fit the {product} to your own requirements, starting with {process}.
                Everything you've said so far points to a custom setup for your {users}.
                Seeing that {process} is your priority, I have chosen the option for that.
                """),
        .control: Phrases(
            train: """
                {I'd recommend|I strongly recommend|My advice is} that you {act on this|decide on this} {now|this month}.
                {Let me be direct|To be honest with you}, {you should change|you need to fix} this {now|soon}.
                Let me push back on that, waiting will not make it better.
                Here is what I suggest you do, stop {process} the old way.
                What I need from you is a clear answer on your priorities.
                Let me challenge that, I think you are looking at the wrong number.
                You really ought to stop accepting {trouble}.
                I'll be frank, {incumbent} is holding you back.
                Let me tell you straight, you cannot keep {process} like this.
                My recommendation is simple, replace {incumbent} {this quarter|this year}.
                I want you to take this seriously, {trouble} will not go away by themselves.
                Trust me on this one, you must deal with {trouble} first.
                I have to insist on this point, you should not put it off.
                Let me take the lead here and tell you what has to happen.
                I disagree, and I'll say why, you need to change {process}.
                To be blunt, doing nothing is the worst choice you have.
                You need to make this a priority, and I'd say so to anyone.
                With respect, I think you should reconsider that.
                """,
            test: """
                I'll speak plainly, you ought to move away from {incumbent}.
                Allow me to be blunt, this cannot wait any longer.
                My strong suggestion is to tackle {trouble} right away.
                I have to contradict you there, the old way is costing you.
                You have to make a change here, that's my honest opinion.
                Let me be firm about this, {trouble} must be dealt with.
                Frankly, you should have replaced {incumbent} already.
                I'd urge you to decide instead of drifting.
                I'm going to challenge you a little, is that really the right priority?
                Believe me, you should not go on {process} like that.
                Here's my honest advice, take action now.
                I would not accept that if I were you, you need to fix it.
                """),
        .value: Phrases(
            train: """
                The {product} {saves you|will save you} about {percent} on {costs}.
                It {pays for itself|earns its money back} within {weeks} months.
                {The return on investment is|You get a return of} {percent} in the first year.
                You will {reduce|cut} your {costs} by {percent} with the {product}.
                The main benefit is {fewer|less} {trouble} and lower {costs}.
                Our {product} makes {process} {faster|easier}, so your {users} save hours.
                With the {product} your {users} save {count} hours a month.
                It improves {process} and lowers {costs}, that is real value.
                You get more for your money, the {product} covers all of {process}.
                The savings on {costs} are bigger than the price of the {product}.
                For every dollar you put in, you save three on {costs}.
                It boosts the productivity of your {users} by {percent}.
                The {product} cuts the time for {process} in half.
                That means {money} less in {costs} each year.
                The big advantage of the {product} is that {costs} go down by {percent}.
                It is worth it, the {product} brings down {costs} from the first month.
                You'd be saving {percent} on {costs}, which adds up quickly.
                The {product} includes everything for {process} at no extra charge, great value.
                """,
            test: """
                Thanks to the {product}, {costs} typically fall by {percent}.
                The investment is recovered in about {weeks} months through savings.
                Your {users} gain {count} hours monthly thanks to the {product}.
                The benefit for you is clear, {percent} savings on {costs}.
                The {product} speeds up {process} and brings down {costs}.
                You'll see {costs} shrink and output rise by {percent}.
                It delivers value from day one, with {percent} lower {costs}.
                What you gain is fewer {trouble} plus savings of {money} a year.
                Compared with its price, the {product} saves you far more on {costs}.
                The economic benefit is around {money} annually in reduced {costs}.
                The {product} increases efficiency in {process} by {percent}.
                In return you get {process} at a much lower cost, it pays back fast.
                """),
        .proof: Phrases(
            train: """
                {One of our customers|A client of ours}, {one of the|among} {peers} you may know, cut {trouble} by {percent}.
                {Other|Many} {peers} {already use|work with} the {product} and {are happy|love it}.
                We have {case studies|testimonials} from {peers} like yours.
                More than {count} {peers} trust us with {process}.
                Our customers rate the {product} {4.8 out of 5|five stars}.
                I can {send you|show you} references from {peers} in your area.
                The {product} won an award {last year|two years in a row}.
                {Peers like you|Companies like yours} have been with us for {years} years.
                Another customer told us that {trouble} dropped within {weeks} weeks.
                You can talk to one of our clients who had the same {trouble}.
                We've done this for {count} {peers} before, and it worked.
                Here is a case study in which {peers} lowered {costs} by {percent}.
                The reviews of the {product} are excellent, have a look.
                Several well known {peers} switched to us and stayed.
                {count} of our customers were in your position a year ago and renewed.
                Independent tests rated the {product} best in class.
                One client had {incumbent} too and now recommends us to everybody.
                Our track record with {peers} speaks for itself, {percent} stay with us.
                """,
            test: """
                There are {count} {peers} who rely on the {product} today.
                A reference customer of ours brought {trouble} down by {percent}.
                I could put you in touch with {peers} that use it already.
                Customer reviews give the {product} top marks.
                We published a success story about {peers} that you can read.
                Clients of ours reported {percent} less {trouble} after switching.
                Leading {peers} have chosen us and keep renewing.
                Ask any of the {peers} we serve, they will vouch for us.
                We have testimonials on video from satisfied {users}.
                The {product} was recommended by an independent test lab.
                Another of our clients solved the same {trouble} in {weeks} weeks.
                Our references include {count} {peers}, all happy customers.
                """),
    ]
}
