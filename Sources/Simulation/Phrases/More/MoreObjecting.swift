/// More wordings to train on: the first four kinds of objection.
extension Phrases {
    static let moreObjecting: [CustomerAct: String] = [
        .objectPrice: """
        {money}? {That's steep|Ouch|You must be joking}.
        {Honestly|Frankly}, we {had a much smaller figure in mind|were hoping for something \
        cheaper}.
        We {simply don't have|just don't have} that kind of money.
        {I can't justify|How am I supposed to justify} {spending {money}|an expense like that} \
        {to my {colleague}|right now}.
        The {cost|price tag|fee} is {what bothers me|the sticking point|a deal breaker}.
        {It costs|You charge} {twice|three times} what we pay {today|for {incumbent}}.
        Is there {any room to move|a discount|a cheaper version}? {That's beyond our means|It's \
        too dear for us}.
        We're a small {outfit|business}, {money} {is a fortune|hurts} for us.
        Our budget {is capped|ends} {well below|far below} {money}.
        I {like it|don't mind it}, but {not at that price|not for {money}}.
        {For that amount|For {money}} I could {hire somebody|buy two of those}.
        We {cut|had to cut} {all spending|our budget} {this year|by {percent}}.
        You're {overpriced|very expensive}, {sorry|to put it plainly}.
        {No way|There's no way} we're paying {that much|{money}}.
        The monthly fee {adds up|is more than we can carry}.
        {My limit|The most I can spend} is {half of that|{money}}.
        Why is it so {expensive|costly}?
        {That blows|This would blow} our budget.
        Finance {will never sign off on|would laugh at} {that sum|{money}}.
        {Can't you do|Could you do} better on the price? It's {a lot|rather high}.
        It's the {costs|price} that {scare|scares} me off.
        The {product} is {out of our price range|a luxury we can't pay for}.
        We've got {money} at most, {and you want much more|so this doesn't work}.
        I was {shocked|surprised} by the {quote|price}.
        {All that money|That much} for {process}? I can't see us paying it.
        The numbers don't add up for us, it's {too pricey|too much money}.
        {Cash is|Money is} {tight|short} at the moment.
        We wouldn't earn back {money} for ages.
        """,
        .objectTiming: """
        {Call me|Try me} again in {month}, {we're swamped now|right now it won't work}.
        {This month|This quarter} is {impossible|completely full} for us.
        {We've got|We have} {too much on our plate|our hands full} {right now|until {month}}.
        {We just|We only just} {started another rollout|moved offices}, {we need a break|nothing \
        new for now}.
        The moment is {wrong|badly chosen}, {month} would be {better|more realistic}.
        {Not before|No earlier than} {month}, I'm afraid.
        It's {peak season|our busiest time}, {nobody here has time|we can't take this on}.
        {Half the team|Everybody} is {on leave|away} until {month}.
        We {planned|scheduled} {anything like this|such projects} for {next year|later}.
        We're {tied|bound} to {incumbent} for another {years} months.
        {I'd rather wait|Let's wait} until {the year is over|{month}}.
        {Right now|At present} we have {other priorities|more urgent things}.
        {It's premature|We're not there yet}, {maybe in a year|perhaps in {month}}.
        {After|Once} the {audit|move|reorganization} we can {talk|look at it}, not {now|earlier}.
        Our {users} are {overloaded|stretched}, {a project now would kill us|this has to wait}.
        The budget round {is only|comes only} in {month}, {so not now|come back then}.
        {Too soon|Much too soon} for us.
        {There's a hiring freeze|We have a freeze on projects} until {month}.
        We'd want to {finish|get through} {process} first, that takes until {month}.
        I have no capacity {for it|to deal with it} {at the moment|these weeks}.
        {Ask me in|Come back in} {weeks} months.
        The timing {couldn't be worse|is unfortunate|doesn't suit us}.
        This year is {gone|closed} for us.
        {We renewed|We've just renewed} with {incumbent}, it runs {years} more years.
        We can't deal with a {changeover|new thing} in the {middle of the season|current quarter}.
        {Later this year|Sometime after {month}}, but {certainly not today|not at this point}.
        {Everything else|Our other project} has to be {done|finished} before we {start this|take \
        on more}.
        """,
        .objectAuthority: """
        {That's above my pay grade|I'm just an employee here}.
        {I only gather information|I only do the research}, {the decision is made elsewhere|my \
        {colleague} chooses}.
        {Without|Not without} {my {colleague}|the board} {I can't promise anything|nothing \
        happens here}.
        {You need|You'd need} to {convince|talk to} {my {colleague}|our owner}, not me.
        {My {colleague}|Head office} {holds the purse|controls the budget}.
        {I have|I've got} no say in {that|purchases}.
        I {couldn't sign|can't sign} that {myself|on my own}.
        {We decide|Decisions are made} {together|as a group}, {so I'll need my {colleague}|I \
        can't speak for everyone}.
        {Purchases|Anything} over {money} {go|has to go} through {the board|my {colleague}}.
        {I'd have to run|Let me run} {this|it} {by|past} my {colleague}.
        My {colleague} {wants|would want} to {see it first|have the last word}.
        {I'm not in a position|It's not my place} to {decide|agree to this}.
        {It's my {colleague}'s|That would be my {colleague}'s} call.
        {There's|We have} a committee {for that|that decides}.
        {The boss|My {colleague}} {must|has to} {give the green light|say yes} {first|before \
        anything}.
        My {colleague} {and I make|and I always make} {such|these} decisions {together|jointly}.
        I {need approval|have to get approval} from {above|my {colleague}|the top}.
        {Who decides? Not me|I don't make that decision}, {ask my {colleague}|my {colleague} does}.
        {Procurement|Our parent company} has to {be asked|agree}.
        I'm {the wrong person|not the right contact} for {that decision|a purchase}.
        {I'll have to|I would have to} bring {it|this} up with my {colleague}.
        If my {colleague} says no, {it's no|there is nothing I can do}.
        {I don't have|I lack} the {power|authority} to {buy|order} {anything|a {product}}.
        {Only|Just} my {colleague} {can sign|may spend} {that much|such amounts}.
        {All of that|This} {has to be|must be} {cleared|agreed} with my {colleague}.
        """,
        .objectNeed: """
        {What would|What should} {we|I} do with {a|your} {product}?
        We manage {well|perfectly} without {it|a {product}}.
        {That's|This is} {nothing|not something} {for us|we would ever use}.
        {I fail to see|I'm missing} {the point|what it would do for us}.
        {Our|The} {users} {don't need|have no need of} {that|a {product}}.
        We {hardly|barely} ever do {that|any {process}}, {so it's pointless|so what for}.
        {It solves|You solve} a problem {we don't have|that we haven't got}.
        {For|With} {count} {users} {it isn't worth it|it's overkill|that's unnecessary}.
        {That may help|Maybe it suits} {peers}, {but not us|but we're different}.
        {It's a nice toy|Nice to have}, {but we can do without|but hardly necessary}.
        {Where's|What is} the {benefit|use} for {somebody like me|us}?
        We {do|handle} {process} {once a year|by hand in an hour}, {no need for software|we need \
        no help}.
        There's no {demand|call} for {that|it} {here|in our place}.
        {I don't think|I doubt that} {this applies to us|we're your target}.
        {We've lived|We lived} without {a {product}|it} {so far|for {years} years}.
        Why {would we want|should I want} {a {product}|such a thing}?
        {That's|It's} {irrelevant|of no use} {to|for} {our business|what we do}.
        {We're|Our company is} {the wrong size|too tiny} for {that|this}.
        {Is that|Is this} {really necessary|something we need}? I don't {think so|believe it}.
        It {wouldn't|won't} {change|improve} anything {for us|here}.
        {We've no use|I have no use} for {another tool|more software|one more {product}}.
        {Nobody here|None of my {users}} {has asked for|misses} {that|a {product}}.
        {We outsource|Somebody else does} {process}, so {we don't need it|it's not our concern}.
        I {can't think of|don't have} {a situation|a case} where {we'd need it|it would help}.
        """,
    ]

    static let moreHesitating: [CustomerAct: String] = [
        .objectTrust: """
        {Who|And who} {are you people|is behind this}? {I can't find anything about you|Never \
        heard the name}.
        {Sales people|Salesmen} {always promise|promise} {the moon|everything}.
        {That's|This is} {what they all say|easy to claim}.
        {Can you show me|Show me} {something in writing|hard evidence|who else uses it}.
        {I've been|We've been} {let down|ripped off|disappointed} {before|by people like you}.
        {Your reviews|The reviews online} {are poor|aren't great|worry me}.
        {Why would I|Why should we} {trust|rely on} a company {I don't know|that is this new}?
        {How many|What} customers {do you even have|can confirm that}?
        {Will you|Are you going to} {still be around|exist} in {years} years?
        {I'd feel better|I would be calmer} {if I knew you|with a name that I know}.
        {You're a startup|You're very young}, {that makes me uneasy|I'd rather have somebody \
        established}.
        {This sounds|It looks} {dodgy|shady|fishy} to me.
        I don't like {cold calls|strangers with offers}.
        How {reliable|serious|honest} are you {really|in fact}?
        Can anybody {independent|neutral} confirm {that|these figures}?
        {I don't believe|I never believe} {what salespeople say|advertising}.
        {Where do|Where did} you {get|take} those numbers {from|out of}? {I don't trust \
        them|They look made up}.
        {Give me|I want} {the name of a customer|two references}, {then we'll talk|otherwise \
        forget it}.
        {The last provider|Our former supplier} {lied|lied to us}, {so I'm careful|now I check \
        everybody}.
        {What do|How do} you do with our data? I {don't trust|wouldn't trust} {you|anyone} with it.
        {Is this|Are you} {a real company|genuine}?
        {I have|I've got} {no reason|little reason} to {believe|trust} you.
        What aren't you telling {me|us}?
        {Are you|Is your company} {certified|registered} anywhere? {I need to be sure who I deal \
        with|I know nothing of you}.
        {I'd need|I need} {more confidence|to know more} {in|about} your {firm|company} \
        {first|before I believe that}.
        """,
        .objectCompetitor: """
        {We're in talks|We are negotiating} with {another supplier|somebody else}.
        {I've|We've} already {got|received} {two other offers|a bid from somebody else}.
        {Someone else|Another firm} {quoted|offered} us {money}, {beat that|that's less than yours}.
        {You're not|You aren't} the {only one|only vendor} {we're looking at|on our list}.
        {The market leader|A bigger vendor} {does it too|has that as well}, so why you?
        {What makes you|How are you} {better|special|stand out}? {Others do that too|There are \
        dozens of you}.
        {My {colleague}|Our {users}} {prefers|prefer} {the other product|a rival product}.
        We {had|saw} a demo {from|by} {your competitor|another vendor} {last week|and liked it}.
        {I can get|You can get} {a|that kind of} {product} {elsewhere|somewhere else} {for \
        less|cheaper}.
        {They offer|The others offer} {more|a longer warranty|free support}.
        I tend towards {a competitor|the other offer}.
        {I'll compare|We'll compare} {you|this} with {the others|two more}.
        {A friend|A partner} {recommended|swears by} {another brand|a different vendor}.
        {We've had|There is} a {tender|shortlist}, {and others look stronger|three suppliers are \
        left}.
        {Your rivals|The competition} {can do|already offer} {process} {too|as well}.
        {Compared with|Next to} {the other one|the alternative}, {you look weaker|yours has less}.
        {There are|I know} {plenty of|other} {vendors|suppliers} who {sell|do} {this|the same}.
        {Why you|Why should it be you} and not {the big names|the others}?
        {We've nearly|We have almost} {signed|closed} {elsewhere|with someone else}.
        {I saw|I've seen} {the same {product}|something like it} {online|at a fair} {for \
        {money}|cheaper}.
        {They gave|The other side gave} us {a better deal|{percent} more off}.
        {Tell me|Explain} {why|how} you {beat|differ from} {the other bidders|your competitors}.
        {Your competitor|The other company} {has been around longer|knows our industry}.
        {We're also|I'm also} {testing|trying out} {a rival product|another tool} {at the \
        moment|this month}.
        """,
        .objectStatusQuo: """
        {incumbent} {does everything we want|is all we need}.
        {Our way|The way we do it} has {worked|served us} for {years} years.
        {Why|What for} should we {change|replace} {something that works|{incumbent}}?
        {We're|The team is} {attached to|fond of|quite at home with} {incumbent}.
        {Give me|Name} one good argument for {leaving|dropping} {incumbent}.
        {We invested|We've put} {a lot|so much} in {incumbent}, {we keep it|it stays}.
        {Everyone knows|My {users} know} how {incumbent} works, {and it works|let's leave it}.
        {It's working|Things are working} {well|okay} {as it is|the way they are}, {so no \
        change|thanks}.
        {Leave|We leave} well enough alone.
        {A new system|Something new} {means|just means} {retraining|upheaval} for {everyone|my \
        {users}}.
        {We've|We have} no {appetite|desire} for change.
        {My {users}|People here} {hate|resist|dread} {new tools|changes}.
        {We stay|We're staying} with {incumbent}.
        {incumbent} may be old, but {it does its job|we like it}.
        {I'm too old|We're too set in our ways} to {learn something new|change that}.
        {Switching|Migrating|A switch} {takes|would take} {too much time|far too much work}.
        {We run|We've run} {process} with {incumbent} and {nobody complains|it's fine}.
        {That's how|This is how} we've {always|ever} done {it|{process}}.
        The {solution|arrangement|setup} that we have {is okay|will do}.
        {I don't feel like|I won't go through} {changing everything|another migration}.
        {incumbent} {isn't perfect|has its quirks}, but {we're used to it|it's ours}.
        {We built|We set up} {incumbent} ourselves, {why throw it away|we won't give it up}.
        {If it works|As long as it works}, {don't touch it|I leave it alone}.
        {It'd be|It would be} {a pain|a hassle} to {move|switch} {everything|all of that} over.
        {We already|We} {have|own} a {solution|system} {for that|for {process}}, {thank you|and \
        it's good}.
        {I'm happy|We're happy} with {what I've got|how {process} goes}.
        {The effort|All the effort} of {changing|switching} {isn't worth it|puts me off}.
        """,
        .objectRisk: """
        {Who pays|Who is liable} if {it breaks|it goes wrong|there's damage}?
        {I can't|We can't} {gamble|take chances} with {process}.
        {That could|It could} {backfire|go wrong|blow up} {badly|on us}.
        {Imagine|Picture this,} {the data gets lost|{process} stops for a week}, {then we're \
        finished|who helps us}?
        {We had|I've seen} {a rollout|a migration} {end in disaster|go off the rails}.
        {How do we|Can we} {get out|cancel|leave} if {we don't like it|it's a flop}?
        {I'd be|I'll be} {blamed|fired} if {this fails|it doesn't work}.
        {There's too much|There is so much} at stake {for us|here}.
        {What about|And what about} {outages|security|data loss}? {One incident and we're \
        done|That keeps me awake}.
        {A year's contract|Signing for {years} years} is {a big commitment|too long}, {what if \
        it's wrong|I fear the lock-in}.
        {It feels|This feels} {like a leap in the dark|unsafe|like a gamble}.
        {What if|And if} {our {users}|people} {refuse to use it|can't cope}?
        {I need|We need} {a safety net|some security} {in case it fails|before we jump}.
        {If it crashes|If it goes down} {we can't work|we lose {money} a day}.
        {We'd be|Wouldn't we be} {dependent on you|at your mercy}?
        {I'm uneasy|I lie awake thinking} {about|with} {the move|the transition|putting our data \
        there}.
        {Can you promise|Who guarantees} that {nothing breaks|it will run}?
        {The downside|What could go wrong} {scares|frightens} me.
        There's no room for {error|mistakes} {in this|here}.
        {Is there|Do we get} {a trial|a way back}? {I don't want to risk it|Otherwise it's too \
        dangerous}.
        {What happens|What would happen} to {our data|us} if you {go bust|shut down}?
        {Something always|Something} goes wrong with {these things|such projects}.
        {The risk|That kind of risk} is {on us|ours}, {isn't it|and I don't like that}.
        {How secure|How safe} is {that|our data}, {I worry about leaks|we're liable for it}.
        {I'm afraid|I fear} of {hidden fees|being stuck|choosing wrong}.
        {I'd hate|We'd hate} to {find out|discover} {halfway|too late} that {it doesn't work|it \
        was a mistake}.
        """,
    ]
}
