/// More wordings to train on: what customers tell and ask.
extension Phrases {
    static let moreTelling: [CustomerAct: String] = [
        .greet: """
        {Hey|Hi} there, {how's it going|what's up|how are things}?
        {Morning|Afternoon}, {how can I help|what can I do for you}?
        {Hello|Hi}, {thanks for reaching out|good to hear from you}.
        {Pretty good|Not bad|Very well}, {thanks|thank you}, {yourself|how are you}?
        {Yes, hello|Hello|Hi}, {who am I talking to|you reached the right person}.
        {Nice|Good|Pleased} to {meet|talk to} you.
        {Hello|Hi}, I {saw your website|got your message|found you online}.
        {I'm good|Can't complain|Doing fine}, {it's a busy day|how is it over there}?
        {Good evening|Hello}, {I hope you're well|is this a good time}?
        {Hi|Hello}, I'm the {owner|manager} here, {nice to meet you|how do you do}.
        {Hey|Hello}, {you're through to|this is} the {office|front desk}.
        {Great|Good} to {meet|hear from} you {too|as well}.
        {Oh hi|Ah, hello}, {I was expecting your call|right on time}.
        {Fine|All good}, {thank you for asking|and you}?
        {Hello|Hi}, {welcome|good to have you on the line}.
        {Hi|Good day}, {I have a few questions|I'm looking for information}.
        {Welcome|Hello}, {come in|have a seat|you've got me}.
        {Thank you|Thanks}, {same to you|you too}, {hello|good morning}.
        {I'm great|I'm okay}, {a bit tired|it's nearly the weekend}.
        {Hello again|Hi again}, {we spoke briefly|nice to hear you}.
        """,
        .situationAnswer: """
        {We've got|There are} {count} {users} {working here|on the team|altogether}.
        {incumbent} {is|has been} {in use|in place} for {years} years.
        {For {process}|For that} we {have|use|rely on} {incumbent}.
        {My {colleague}|Someone in the office} {looks after|runs|does} {process}.
        {Two|Three} {people|of us} {spend|do} {most of their time on {process}|nothing else}.
        {We do|We handle} {process} {in-house|ourselves|with {incumbent}|every Friday}.
        {It's|That's} {a mix of|partly} {incumbent} and {paper|email}.
        {We're|We are} {a family business|a company of {count}|spread over two sites}.
        {We started|We began} {years} years ago with {count} {users}.
        {Mainly|Mostly} {incumbent}, {plus some spreadsheets|and a bit by hand}.
        {Our|The} {users} {enter|type} it {in by hand|into {incumbent}}.
        {It depends|That varies}, {usually|normally} {count} a {week|month}.
        {I run|I manage} the department, {count} {users} {report to me|work for me}.
        {The team|Our team} {consists of|has} {count} {users} and {my {colleague}|a manager}.
        {Process-wise|In practice}, {somebody collects it and I check it|it goes through my \
        {colleague}}.
        {We bought|We introduced} {incumbent} {years} years ago.
        {Once a week|Every morning} {we do|somebody does} {process}, {with {incumbent}|on the \
        computer}.
        {We spend|It's} {about|roughly} {count} hours a {week|month} on {process}.
        {We work|We're open} {five days a week|from eight to five}, {count} people in all.
        {That goes|It all goes} through {incumbent}{ at the moment|}.
        {Right now|These days} {it's done by hand|it runs on {incumbent}|we outsource part of it}.
        {Our setup is|The setup is} {simple|standard}, {incumbent} and {count} {users}.
        {We serve|We look after} {count} {clients|locations}.
        {The way it works|How it goes}: {we|the {users}} {write it down and pass it on|use \
        {incumbent}}.
        """,
        .shareProblem: """
        {trouble} are {our biggest headache|what keeps me awake|a constant battle}.
        {You wouldn't believe|I can't tell you} how {often|much} {trouble} {hit us|bother us}.
        {We're|We are} {fed up with|sick of|drowning in} {trouble}.
        {Last month|Last week} {trouble} {cost us a customer|set us back two days|were terrible}.
        {process} {eats|takes up} {far too much time|half my week}.
        {It's|That's} {a mess|chaos|a disaster}, {to be honest|frankly}.
        {My {users}|Our {users}} {are frustrated|are at the end of their rope|moan about it \
        every day}.
        {The worst|The most annoying} {part|thing} {is|are} {trouble}.
        {Yes|Oh yes}, {that happens a lot|all the time|don't get me started}.
        {incumbent} {keeps failing|is slow|lets us down} {with {process}|again and again}.
        {We|I} {lose|waste} {hours|days|{money} a month} {because of|to|on} {trouble}.
        {Our {costs}|{costs}} {have exploded|keep rising|are eating us up}.
        {We can't|We don't} {keep up|cope} with {process} {any more|any longer}.
        {trouble} {upset|annoy} our customers, {some have left|they complain}.
        {Unfortunately|Sadly}, {trouble} {are part of daily life|have doubled this year}.
        {I|We} {get|have} {complaints|trouble} {every single day|constantly} {about|with} {process}.
        {It|This} {has become|is} a {serious|growing|real} {problem|issue}.
        {We've tried|We tried} to {fix|stop} {trouble}, {without success|but they come back}.
        {Mistakes|Errors} {happen|creep in} {all the time|whenever we do {process}}.
        {That's|It's} {where it hurts|our weak spot}, {trouble}.
        {I worry|I'm worried} about {trouble}, {they're getting out of hand|it can't go on}.
        {process} {is|has been} a {pain|nightmare|struggle} {lately|for my {users}}.
        {Too many|So many} {trouble}, {too little time|and nobody has a solution}.
        {We missed|We've missed} {deadlines|orders} {over|because of} {trouble}.
        """,
        .denyProblem: """
        {Can't say|I couldn't say} that {it is|we have trouble}.
        {No|Nope|Nah}, {that's not an issue here|we're good|all is well}.
        {process} {is|goes} {fine|smooth|like clockwork}.
        {Everything|It all} {runs|works} {well|as it should|without a hitch}.
        {We have|We've got} {trouble} {under control|hardly ever|almost never}.
        {That's|It's} {never been|not} {a problem|a worry} {for us|in our company}.
        {I don't|We don't} {experience|see|get} {that|{trouble}} {here|much}.
        {There's|There is} {nothing|not much} to {complain about|improve}.
        {trouble} {don't bother|don't affect} us.
        {Not that I know of|None that I know}, {it's going well|no}.
        {We solved|We fixed} that {years ago|long ago}.
        {My {users}|Our {users}} {are happy|cope well} with {it|process as it is}.
        {No|Not at all}, {quite the opposite|it works great}.
        {We rarely|We seldom} {have|run into} {any issues|{trouble}}.
        {It's|That's} {a small thing|no big deal|negligible}.
        {I wouldn't|I would not} call {it|that} {a problem|an issue}.
        {Honestly|Actually}, {it's pretty easy|we do okay there|that part is easy}.
        {What problems|Which problems}? {It's fine|We have none}.
        {No difficulties|No issues} {there|with {process}}.
        {Once in a while|Maybe once a year}, {but it doesn't hurt|nothing serious}.
        {We're|We are} {doing well|in good shape} {with {process}|there}.
        {It doesn't|That doesn't} {cost us much|take us long|matter}.
        """,
    ]

    static let moreAsking: [CustomerAct: String] = [
        .askDetail: """
        {Can you explain|Could you explain} {how the {product} handles {process}|what it \
        includes|that in more detail}?
        {Which|What} {systems|devices|languages} does it {support|run on}?
        {Is it|Would it be} {possible|able} to {export the data|customize it|use it on the phone}?
        {What about|How about} {security|reports|support|backups}?
        {Does|Will} it {run|work} {in the cloud|offline|on a tablet}?
        {How many|How much} {users|data} can it {handle|take}?
        {And|So} {how does it|what does it} {differ|do} {for {process}|when there are {trouble}}?
        {Is there|Do you have} {an app|an interface to {incumbent}|a mobile version}?
        {What|And what} {is included|do we get} {exactly|in the package}?
        {Where|And where} is the data {stored|kept}?
        {Who|Which {users}} {can see|has access to} {the data|what}?
        {Can we|Could we} {use it for|apply it to} {process} {too|as well}?
        {How|In what way} does it {prevent|reduce|detect} {trouble}?
        {Does it|Can it} {send alerts|make reports|work automatically}?
        {What kind of|Which} {training|support|hardware} {comes with it|do you provide}?
        {Is the {product}|Is it} {easy|difficult} to {use|learn|maintain}?
        {How often|When} {do you update it|are there updates}?
        {Could you|Can you} {describe|go over} the {features|functions|modules}?
        {Does the {product}|Does it} {come with|have|offer} {a warranty|a dashboard|templates}?
        {What|And what} {happens|does it do} when {two {users} work at once|the line is down}?
        {Is it|Would it be} compatible with {incumbent}?
        {What|Which} {versions|options|sizes} {are there|can we choose from}?
        {Tell me|I'd like to know} {what it does|how it works inside|which parts it has}.
        """,
        .askPrice: """
        {What do you|How much do you} charge {for {count} {users}|a month|for that}?
        {And|So} {the price|the cost|the damage}?
        How much {would|will} {we|I} have to {pay|spend}?
        {Is it|Do you charge} {per user|by the month|a flat fee}?
        {Can I get|Could you send} {a quote|an offer|prices} for {count} {users}?
        {Ballpark|Roughly}, {what are we looking at|how much}?
        {What's|What is} {your|the} {rate|fee|pricing|price tag}?
        {How expensive|How costly} is {it|the {product}|the {product} in total}?
        {Are there|Is there} {setup costs|a monthly fee|extra charges}?
        {What does|What would} {the whole thing|the smallest package|it} {come to|cost}?
        {Give me|Tell me} {a number|the price|the costs}.
        {What's|What is} {included in|the difference in} {the price|price between the packages}?
        {Do you|Would you} give discounts {for {count} licences|if we pay yearly}?
        {How is|How's} {it|that} {priced|billed}?
        I {need|want} to know {the price|what it costs}.
        {What sort of|What kind of} {budget|money} {would we need|are we talking about}?
        {And|Okay, and} {how much is|what's} {that|the {product}}{ a year|}?
        {Per month|Per year|Per head}, {how much|what would it be}?
        {Is|Would} {money} {be enough|cover it}, or {is it more|how much is it}?
        {What are|And what are} {the costs|your prices|the payment terms}?
        {Does that|Does it} cost {extra|more}?
        """,
        .askHow: """
        {If we|Suppose we} {order|say yes}, {what comes next|what do we have to do}?
        {What's|What is} the {procedure|process|first step} {from here|to get it}?
        {When|How soon} {can you|could you} {deliver|install it|begin}?
        {How|And how} {do|can} {I|we} {order|sign up|get it}?
        {How long|How many weeks} {until|before} {it's up|we can use it|our {users} can start}?
        {What|And what} {would you need|information do you need} from {me|us}?
        {Who|And who} {installs it|would set it up|trains my {users}}?
        {Could we|Can we} {start|begin} {in {month}|on {date}|right away}?
        {What does|How does} {onboarding|the implementation|the rollout} {look like|go}?
        {Do I|Do we} {sign|fill in} {something|a form}?
        {How do|How would} we {move|transfer} {our data|from {incumbent}}?
        {Can|Would} you {help|assist} us {with the setup|in the first weeks}?
        {What's|How's} the {lead time|timeline|schedule}?
        {Where|How} {do we|would we} {go|start} from here?
        {Is|Would} {a trial|a pilot} {be possible|available}, and how {do I get it|does that work}?
        {What are|Which are} the steps {to get going|after signing|until launch}?
        {When|By when} {would|could} {everything be ready|my {users} work with it}?
        {Do you|Will you} {come here|train us|do the installation}?
        {How quickly|How fast} {is it|can it be} {set up|running|delivered}?
        {Once|After} {we've ordered|the contract is signed}, {how does it go on|what happens}?
        {Can I|Could I} {pay|order} {online|by invoice}, {how does that work|what's the way}?
        """,
    ]
}
