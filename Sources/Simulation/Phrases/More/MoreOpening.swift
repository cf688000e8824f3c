/// More wordings to train on: how representatives open, and discover.
extension Phrases {
    static let moreOpening: [RepresentativeAct: String] = [
        .rapport: """
        {Good morning|Hello|Hi}, {great to meet you|lovely to speak to you|thanks for picking up}.
        {Hi|Hello}, {how's your day been|how's business|is the weather good over there}?
        {Hey|Hi}, {I hope you're well|hope all is well}.
        {Hello|Good afternoon}, {thanks for your interest in the {product}|I'm calling from the \
        {product} team}.
        {Hi|Hello}, {we spoke by email|you asked for a call}, {how are you|nice to hear your voice}.
        {Good day|Hello}, {did you have a nice weekend|how was your weekend}?
        {Hi|Hello}, {thank you for having me|it's good to see you|thanks for joining}.
        {Is this|Do you have} {a good moment|a minute} {to chat|for me}? {Great, how are you|Hello}!
        {Welcome|Hello and welcome}, {how may I help you today|what brings you here}?
        {Hi|Hello}, I {saw|noticed} that you work with {peers}, {I know that world well|lovely \
        field}.
        {Hello|Good morning}, {my name is on the invitation|I'm your contact here}, {how are \
        you|nice to meet you}.
        {I'm well|Very well, thanks}, {thanks for asking|and how about you}?
        {Nice|Pleasure|Good} to {meet|have} you {on the line|here}.
        {Hi|Hey}, {happy|glad} {to connect|we could find a time}.
        {Congratulations|I read} {on your new office|about your company in the news}, {how are \
        you|good to talk}.
        """,
        .situation: """
        {What|Which} {tools|software|systems} {are you using|do you have} for {process}?
        How is {process} {done|organized} {in your company|at the moment}?
        {Could you|Can you} {tell me|give me} {a bit|some background} {about|on} your \
        {team|business|company}?
        {How many|What number of} {people|{users}} {are involved in|work on} {process}?
        {Who|Which person} {is responsible for|does} {process} {at your place|today}?
        {How often|How many times a week} do you {deal with|do} {process}?
        {What's|What is} your {role|part} in {process}?
        {Where|At which sites} do {your|the} {users} work?
        {Do you|Are you} {use|using|already working with} {incumbent} or something else?
        How long {have you had|has there been} {incumbent} {in place|at your site}?
        {Take me|Walk me} through {a typical day|your workflow|the steps of {process}}.
        {How large|What size} is your {team|company|operation}?
        {What|Which} {steps|people} {does|are part of} {process} {involve|today}?
        {How many|Roughly how many} {orders|customers|cases} do you {handle|have} a {month|week}?
        {Have you|Do you} {got|have} {a system|somebody} for {process}?
        {Tell me|Help me understand} {how you work|what you do today|who does what}.
        {What's|What is} {in place|your setup} {right now|for {process}}?
        """,
        .problem: """
        {Where|In which places} {do you|does it} {lose time|get stuck|go wrong} {with {process}|}?
        {What|Which things} {would you|do you want to} {change|improve} about {process}?
        Do {trouble} {come up|happen} {often|for your {users}}?
        Are you {happy|satisfied|content} with {how {process} goes|incumbent}?
        {What|Which part} {annoys|bothers|slows} {you|your {users}} {most|down}?
        {How|Just how} {bad|frequent|serious} are {trouble} {for you|at the moment}?
        {Have you|Do you ever} {had|have} {problems|difficulties|issues} with {incumbent|process}?
        {What's|What is} {the hardest|the most difficult} {thing|part} {about|of} {process}?
        {What|Is there anything that} {gets in the way of|holds up} {process}?
        {Do your|Don't your} {users} {complain|get frustrated} about {trouble|incumbent}?
        {What keeps|Which worry keeps} you up at night {when it comes to {process}|}?
        {Which|What} {obstacles|bottlenecks|pain points} do you {see|face}?
        {Is|Isn't} {process} {too slow|error-prone|harder than it should be}?
        {How do|How does} {trouble} {show up|arise} {in your work|at your site}?
        {Do you see|Have you noticed} more {trouble} {lately|these days}?
        {What|Which problem} would you {like to get rid of|solve first}?
        """,
        .implication: """
        {If|When} {trouble} {happen|go on}, {what does that do to|who suffers in} your \
        {business|team}?
        {How|In what way} {does|do} {that|{trouble}} {hurt|affect|slow} {your customers|your \
        {users}|growth}?
        {What|How much} {does|do} {that|{trouble}} {add up to|cost} {over a year|in total}?
        {And|So} {what follows from that|what are the consequences|what does that lead to}?
        {Have|Did} {trouble} ever {lose you|cost you} {a customer|a deal|staff}?
        {What|And what} {happens|will happen} {to {costs}|to morale} if {it stays like \
        this|nobody fixes it}?
        {How much|How many hours} {time|work} {is lost|goes down the drain} {because of \
        that|every week}?
        {Could|Might} {that|{trouble}} {put {users} off|become dangerous|drive up {costs}}?
        {What would|What will} {another year|six more months} of {that|{trouble}} {mean|cost}?
        {Does|Doesn't} {that|it} {delay|hold up|block} {other work|everything else}?
        {Who|Which people} else {is affected|feels it} when there are {trouble}?
        {What is|What's} the {cost|price|effect} of {doing nothing|leaving it as it is}?
        {Do|Don't} {users} {leave|work overtime} because of {trouble}?
        {If I|Let me} {calculate|add it up}, {trouble} {cost|take} {money} a year, {doesn't that \
        hurt|is that right}?
        {How does|What does} that {reflect|do} on your {results|reputation}?
        """,
        .listen: """
        {Mm-hm|Uh-huh|Okay}, {and then|I follow you}.
        {Please|Do} {go on|tell me everything|say what you think}.
        {I want|I'd like} to {hear|understand} {more|your view|what you think}.
        {Say|Can you say} {a little|some} more {about|on} {that|it}?
        {What|How} do you mean {by that|exactly}?
        {What|And what} {makes you say that|is behind that}?
        {Just|Let me just} listen for {a moment|a while}, {go ahead|carry on}.
        {Keep going|Continue}, {this is useful|I'm with you}.
        {I hear|Okay, I hear} what you're saying, {please continue|tell me more}.
        {How|So how} did that {come about|feel}?
        {Is there|Was there} {anything|something} {else|you'd like to add}?
        {I'm|Yes, I'm} {all ears|curious}, {what happened|go on}.
        {Interesting|Right}, {and|so} {what do you think|why is that}?
        {No rush|Don't worry}, {finish your thought|I have time}.
        {So you're saying|If I understand}, {correct me if I'm wrong|please go deeper}.
        """,
    ]

    static let moreInsight: [RepresentativeAct: String] = [
        .payoff: """
        {If|Suppose} {trouble} {disappeared|went away} {tomorrow|overnight}, {what would \
        change|how would that feel}?
        {How|In what way} would {fewer {trouble}|faster {process}} {help|benefit} {you|your \
        {users}|the business}?
        {Would|Wouldn't} {it|that} {help|be great} {if|to have} {process} {were automatic|ran by \
        itself|done in minutes}?
        {What|How much} {would|could} you {gain|save} if {costs} {fell|dropped} by {percent}?
        {Picture|Imagine} {your {users}|a week} {without|free of} {trouble}, {would that \
        help|what would you do}?
        {How important|How valuable} {is it|would it be} to {get|have} {process} {right|under \
        control}?
        {What|Which things} could {you|your {users}} {do|achieve} with {count} {extra|free} hours?
        {If|Let's say} {process} {got easier|took no time}, {who would be happiest|what would \
        that free up}?
        {Would|Do you think} {solving|ending} {trouble} {be worth it|would pay off}?
        {Is|Would} {cutting|saving} {costs} be {something you'd like|of interest|useful}?
        {Why|And why} would {it|that} {matter|be useful} to {solve|fix} this?
        {How much|What} better would {customers|{users}} {feel|be served} {then|with that solved}?
        {Say|Suppose} we {remove|halve} {trouble}, {what's that worth|would you sleep better}?
        {So|Then} {a way to|something to} {speed up {process}|avoid {trouble}} {would help|would \
        be welcome}?
        """,
        .teach: """
        {Most|Many} {peers} {overlook|underestimate|don't see} {what {trouble} really cost|that}.
        {Surveys|Our figures|Numbers} {say|tell us|show} {percent} of {peers} {suffer from|have} \
        {trouble}.
        {The trend|What we see} in your {industry|market} is {away from {incumbent}|that {costs} \
        rise}.
        {You may|You might} {be surprised|not know}: {percent} of {costs} {come|stem} from \
        {trouble}.
        {A lot of|Many} {peers} think {trouble} are {normal|unavoidable}, {in truth they \
        aren't|they're not}.
        {Interesting fact|A fact}: {process} {takes|eats} {percent} of {users}' time on average.
        {Over the last|In the past} {years} years {the market|regulation} {has changed|changed \
        everything} for {peers}.
        {The best|Leading} {peers} {do {process} differently|stopped using {incumbent}} {years} \
        years ago.
        {Here's|This is} {a thing|something} {few people know|most {peers} miss}: {trouble} \
        {start earlier|are a symptom}.
        {Experts|Analysts} {expect|predict} that {costs} {rise|go up} by {percent} {soon|by \
        {month}}.
        {It turns out|We learned} that {incumbent} {causes|hides} {most|half} of {trouble}.
        {Contrary|In contrast} to what {people|many {peers}} {believe|think}, {more {users} \
        don't fix {trouble}|speed isn't the issue}.
        {Peers|Companies} that {ignore|accept} {trouble} {lose|pay} {percent} {more|of revenue}, \
        {a study found|research says}.
        {Let me|I'd like to} {share|show you} {a finding|an insight|some data} {on|about} {trouble}.
        {On average|Typically} {peers} {spend|lose} {money} a year {on|to} {trouble}.
        """,
        .tailor: """
        {For|With} {count} {users} {like yours|at your company} {I'd suggest|the right thing is} \
        the {smaller|larger|middle} {package|version}.
        {From|After} what {you've said|I heard}, {process} {is your priority|comes first}, {so \
        we'd begin there|so I'd focus on that}.
        {Your|In your} {case|situation} {is|it's} {special|different}, {we'd adapt the \
        {product}|so I'd leave some parts out}.
        {We|I} would {configure|set up|shape} it {for|to} {your {users}|the way you work|{process}}.
        {You told me|You mentioned} {trouble}, {here is how the {product} handles them for \
        you|so this matters to you}.
        {As|Because} you {work with|have} {incumbent}, {we'd connect to it|your setup would look \
        like this}.
        {I|We} {made|prepared} {something|a version|a plan} {just|specially} for {your team|you}.
        {To fit|To match} your {needs|goals}, {we'd combine|I'd take} {the {product} with \
        {process}|two modules}.
        {Since|As} {your {users}|you} {are {count}|care about {process}}, {this option suits \
        you|I'd pick this one}.
        {Let's|We can} {look at|apply it to} your {own numbers|case}, {count} {users} and {trouble}.
        {Knowing|Considering} your {situation|{costs}}, {the best fit is|I would choose} {the \
        basic {product}|a custom plan}.
        {For|In} {a business|a company} {of your size|like yours}, {the {product} works like \
        this|it would mean}.
        {It|That} would be {adjusted|customized} to {your workflow|what you described|{process}}.
        {Specifically|Concretely} for you, {the {product} would take over {process}|we'd tackle \
        {trouble}}.
        """,
        .control: """
        {You need|It's time} to {make|take} {a decision|action}.
        {I'd|I would} {urge|advise} you {not to wait|to act now|to change that}.
        {With respect|Respectfully}, {I disagree|that's a mistake|you're wrong about that}.
        {The question|The real question} {is|isn't} {whether you want this solved|the price, \
        it's the delay}.
        {Here's|This is} {what I want you to do|how we should proceed|the plan}.
        {I won't|I'm not going to} {sugarcoat it|beat around the bush}, {incumbent} {is a dead \
        end|won't last}.
        {You can't|You shouldn't} {afford to|} {ignore {trouble}|keep waiting|put this off}.
        {Stop|You should stop} {putting up with|tolerating} {trouble}.
        {If|Honestly, if} you {keep|go on} {delaying|like this}, {you'll regret it|it gets worse}.
        {My|My clear} {recommendation|advice} is: {do it this month|start with {process}|drop \
        {incumbent}}.
        {Let's|We should} {be honest|face it}, {this can't continue|{trouble} won't fix themselves}.
        {I need|I'd need} you to {commit to a date|tell me yes or no|take responsibility}.
        {You're|I think you're} {thinking too small|asking the wrong question|missing the point}.
        {I have to|I must} {challenge|question} {that|your view}.
        {Waiting|Doing nothing} is {the worst option|not an option}, {believe me|so decide}.
        """,
        .value: """
        {You'd|You will} {save|gain} {percent|{money}|{count} hours} {a year|every month} {with \
        it|}.
        {What you get|The benefit} is {lower {costs}|less {trouble}|more time for your {users}}.
        {The {product}|It} {takes over|automates|speeds up} {process}, {which saves {money}|so \
        you save time}.
        {Our|The} {product} {pays off|breaks even} {after|within} {weeks} months.
        {You'll|You would} {see|notice} {results|savings} {within {weeks} weeks|by {month}}.
        {With|Using} {it|the {product}} {trouble} {drop|go down} by {percent}.
        {costs} {fall|go down|shrink} by {percent}, {that's {money} for you|year after year}.
        {It's|It is} {an investment|worth it}, {you earn {money} back|it returns twice what it \
        costs}.
        {Your {users}|The {users}} {will|can} {finish|do} {process} {in half the time|with one \
        click}.
        {It|The {product}} {brings|delivers} {more revenue|better quality|real savings}.
        {For {money}|For that price} you {get|save} {far more|twice as much} {in {costs}|back}.
        {The {product}|It} {makes|gives} your {users} {more productive|{count} hours a week}.
        {Quality|Speed} {goes up|improves} and {costs} {go down|fall}, {that's the \
        advantage|that's what you gain}.
        {Less|Fewer} {trouble}, {lower {costs}|happier {users}}, {that's what the {product} \
        does|in short}.
        """,
        .proof: """
        {We|Our company} {have|serve|work with} {count} {peers} {already|in this country}.
        {Take|Look at} {one of our clients|one of the {peers} we serve}, they {cut {trouble} by \
        {percent}|saved {money}}.
        {I can|Let me} {send|show} you {a case study|reviews|figures from a client}.
        {A|Another} {client|customer} {of your size|with {count} {users}} {saw|got} {percent} \
        {less|fewer} {trouble}.
        {You can|Feel free to} {call|ask} {our customers|a reference}, {they'll confirm it|any \
        time}.
        {We've|We have} been {doing this|in business} for {years} years{, with {count} clients|}.
        {Independent|Neutral} {tests|reviewers} {rank|rated} {us|the {product}} {first|top}.
        {Customers|Users} {stay|renew} with us, {percent} of them {every year|so far}.
        {Here|These} are {testimonials|numbers} from {peers}.
        {It worked|That worked} for {peers} {like you|nearby}, {trouble} {fell|went down} {percent}.
        {The|Our} {product} is {certified|award-winning} and {used|trusted} by {peers}.
        {One|A} {user|manager} {wrote|told us}: {"it changed our week"|"{trouble} are gone"}.
        {Last year|In {month}} {count} {peers} {switched|came} to us.
        {Our|We have} {track record|results} {speaks for itself|with {peers}, {count} projects}.
        """,
    ]
}
