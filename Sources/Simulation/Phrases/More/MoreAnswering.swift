/// More wordings to train on: how representatives answer, and close.
extension Phrases {
    static let moreAnswering: [RepresentativeAct: String] = [
        .acknowledge: """
        {I get|I see} {that|your point|what you mean}, {and it's fair|thank you}.
        {It's|That's} {understandable|natural|only human} {to feel that way|to be careful}.
        {Many|Others} {people|customers} {feel|felt} {the same|like that} {at first|}.
        {I'd|I would} {be|feel} {cautious|the same} {too|in your place}.
        {You have|You've got} {a point|every right to ask}.
        {Thanks|Thank you} for {being honest|telling me|raising this}.
        {I respect|I understand} {that|your decision|your position}.
        {Of course|Sure}, {I understand completely|that's a big step|no problem at all}.
        {That|It} {must be|sounds} {hard|tough|stressful} {for you|}.
        {I'm sorry|Sorry} {you went through that|about that|that you had trouble}.
        {I know|I realize} {it isn't easy|this is a lot|you're under pressure}.
        {Your|That} {worry|concern|caution} {is|makes} {justified|sense|perfectly normal}.
        {I can|I fully} {relate|sympathize} {to|with} that.
        {I hear|I do hear} {you|the hesitation}, {no pressure|that's okay}.
        {Good|Very good} {point|question to raise}, {I appreciate it|I take it seriously}.
        """,
        .inform: """
        {The {product}|It} {runs|works} {in the browser|on any device|with {incumbent}}.
        {The|Our} {price|fee} is {money} {a month|per year|for {count} {users}}.
        {It|The {product}} {includes|comes with|contains} {support|training|updates} {and reports|}.
        {Yes|Sure}, {that's possible|it can do that|it supports {process}}.
        {Setup|The installation} takes {weeks} {weeks|days}, {we do everything|your {users} need \
        an hour}.
        {You|Each user} {gets|get} {a login|an account}, {then {process} starts|and the data is \
        imported}.
        {There are|We offer} {three|two} {versions|plans}, {from {money}|the bigger has {process}}.
        {The data|Your data} is {stored|kept} {here in the country|in our data centre|encrypted}.
        {How it works|In short}: {users enter data, the {product} checks it|it reads {incumbent} \
        and sorts the rest}.
        {It|That} costs {money}{, support included|, plus {money} for setup|}.
        {The contract|The term} {runs|is} {one year|{years} years}, {you pay monthly|billed yearly}.
        {Up to|As many as} {count} {users} can {work|log in} {at once|at the same time}.
        {To start|To begin} we need {a list of {users}|your data|an hour with your {colleague}}.
        {The|A} {product} {has|consists of} {two parts|a module for {process}|an app and a web \
        page}.
        {Support|Our hotline} is {open|there} {day and night|on weekdays}, {by phone|by chat}.
        {Technically|To answer that}, {it connects through an interface|it uses your own server}.
        {Delivery|Shipping} takes {weeks} {days|weeks}{, then we install it|}.
        """,
        .concession: """
        {I'll|I can} {knock|take} {percent} off{ if that helps|}.
        {What if|How about if} {I|we} {drop|reduce} {the price|it} to {money}?
        {We|I} {could|can} {skip|leave out|waive} the {installation|first month|setup cost}.
        {For you|Just for you} {I'll make it|it would be} {money}.
        {The first|Your first} {two|three} months {are|would be} {free|on us|half price}.
        {I|We} {can|could} add {support|training|{count} licences} {at no charge|for nothing}.
        {Let me|I'll} {see what I can do|improve the offer}, {percent} {less|discount}.
        {If|In case} you {pay|order} {yearly|now}, {it's|you get} {percent} {cheaper|off}.
        {My|The} {best|final} {price|offer} is {money}.
        {We have|There's} {a special|a promotion} {this month|}, {percent} {off|less}.
        {Would|Does} {money} {be okay|work|fit your budget}? {I can go that low|I'd agree to that}.
        {I'm|We're} {willing|ready} to {lower|cut} {the price|our fee} {for you|by {percent}}.
        {You could|You can} {pay|spread it} in {instalments|{count} monthly parts}{, without \
        interest|}.
        {I got|I have} {approval|permission} for {a discount|{percent} off}.
        """,
        .flexibleTiming: """
        {You|We} {can|could} {start|begin} {when it suits you|in {month}|after the holidays}.
        {What|How} about {a start in {month}|later in the year}? {The offer stays|We keep the \
        price}.
        {There's|We have} no {rush|deadline}, {take until {month}|pick your date}.
        {We|I} {adapt|work around} {your schedule|your busy time}.
        {Sign|Reserve} now and {start|pay} {later|in {month}}.
        {We could|Let's} {do it step by step|spread it over {weeks} months|delay the launch}.
        {If|When} {this month|now} {is bad|doesn't suit}, {month} {is fine|works for us}.
        {The|Your} {start|kick-off} {can wait|is up to you}.
        {I'll|I can} {freeze|keep} {these terms|the price} {until {month}|for {weeks} weeks}.
        {We'll|We} only begin {once|when} {your project is over|you have time}.
        {It takes|You need} only {an hour|little} of your time now, {the rest comes in \
        {month}|we do the rest}.
        {Shall|Should} we {push|move} {it|the start} to {month}?
        {A later|A small} start {is no problem|in {month} is possible}.
        """,
        .involveDecider: """
        {Could|Can} {we|I} {bring in|talk to|meet} your {colleague} {together|as well}?
        {I'd|I would} {gladly|be glad to} {explain|present} {it|this} to your {colleague}.
        {Would|Might} your {colleague} {join us|like a demo}?
        {Who|Which people} {decides|has a say|signs} {besides you|in the end}?
        {Let's|We should} {get|have} your {colleague} {on the call|involved|at the next meeting}.
        {I'll|I can} {write|send} {something|a short paper} for your {colleague}.
        {What|Which things} {matters|matter} to your {colleague}?
        {How|When} {can we reach|does} your {colleague} {decide|best}?
        {I can|Let me} {help you|support you in} {convincing|briefing} your {colleague}.
        {Shall I|Should I} {call|email} your {colleague} {for you|directly}?
        {A joint|A short} {call|meeting} with you and your {colleague} {would help|makes sense}.
        {Is|Would} your {colleague} be {available|free} {on {date}|too}?
        {Let me give|I'll give} you {slides|figures} {to show|for} your {colleague}.
        """,
        .compare: """
        {The others|Other vendors} {don't|can't} {offer|do} {process}, {we do|that's our strength}.
        {Next to|Against} {the competition|that offer}, {ours|we} {has more|include \
        {process}|cost less in the end}.
        {Where|What} {we|ours} {differ|differs}: {support|{process}|the service}.
        {That|The other} {provider|product} {lacks|charges for|misses} {process}.
        {They're|Your other bidder is} {good|cheaper}, but {we're faster|without \
        {process}|slower with {trouble}}.
        {If you|When you} {compare|put them side by side}, {you see we handle {trouble} \
        better|ours comes out ahead}.
        {Unlike|In contrast to} {them|the big vendors}, {we answer within an hour|you own your \
        data}.
        {Many|Some} {customers|{peers}} {came|switched} to us from {them|that vendor} because of \
        {trouble}.
        {Ask|You could ask} {them|the other side} {about {process}|how they handle {trouble}}.
        {Our|The} {advantage|edge} over {them|others} is {process|the service}.
        {What|Which points} does their offer {include|leave out}? {Ours covers {process}|Let's \
        compare line by line}.
        {They|Competitors} {need|take} {weeks} {weeks|months} for {that|setup}, we {don't|need a \
        week}.
        {Both|The two} products {do {process}|look alike}, {only ours prevents {trouble}|but we \
        include support}.
        """,
        .guarantee: """
        {You|Customers} {get|have} {a trial|{weeks} weeks} {to test it|free of charge|without \
        obligation}.
        {If|In case} {you're not happy|it fails|it doesn't suit you}, {we refund everything|you \
        pay nothing|we take it back}.
        {There's|We give} {a warranty|a guarantee} {of {years} years|in the contract}.
        {You can|You may} {leave|stop|quit} {at any time|every month}, {no strings \
        attached|without a fee}.
        {We|Our company} {carry|cover|bear} the risk{, you don't|}.
        {We'd|We could} {run|do} {a pilot|both systems side by side} first, {so nothing is \
        lost|you can always go back}.
        {Your|All} data is {backed up|safe|insured}, {that's in the contract|we are liable}.
        {We promise|I guarantee} {percent} {fewer {trouble}|uptime}, {or your money \
        back|otherwise we pay}.
        {No|There's no} {long contract|lock-in|minimum term}, {cancel when you like|month by month}.
        {Should|If} {something|anything} {break|breaks}, {we fix it free|a technician comes the \
        same day}.
        {You only|You'll only} pay {if it works|once you see results}.
        {It's|Everything is} {insured|covered}, {the loss would be ours|so you're safe}.
        {We stand|I stand} behind {it|the {product}} {with a refund|with our name}.
        """,
    ]

    static let moreClosing: [RepresentativeAct: String] = [
        .trialClose: """
        {Can|Could} we {close|sign|agree on} {this|it} {today|now}?
        {Would|Do} you {want|like} me to {order it|send the contract|activate it}?
        {Shall|Should} I {prepare|draw up|get} {the contract|the order|the paperwork}?
        {So|Well}, {do you want it|are you in|is it a yes}?
        {Are|Aren't} you {ready|prepared} to {buy|commit|decide}?
        {If|Provided} {we agree on {money}|I solve that}, {will you sign|do we have an agreement}?
        {Which|What} {package|version|option} {will it be|do you choose|shall I order}?
        {How|In what way} would you like to {pay|order}?
        {What|Is there anything that} {stops|keeps|still holds} you {from signing|back}?
        {Can|May} I {count on|have} your {signature|order} {today|this week}?
        {Let's|Shall we} {make it official|finalize it|wrap it up}?
        {Do|Would} you {say yes|take it} {at {money}|if I throw in support}?
        {Monthly|Yearly} or all at once, {what do you prefer|how do we do it}?
        {I can|Let me} {reserve|book} {count} {licences|units} for you, {okay|shall I}?
        {Then|Okay}, {shall we do it|can I write up the order}?
        """,
        .nextStep: """
        {When|Which day} {would|could} {we|you} {meet|talk|see a demo}?
        {Are|Would} you be {free|available} {on {date}|at {time}|next week}?
        {Let's|Let us} {meet|speak|continue} {on {date}|at {time}|next week}.
        {I'll|Let me} {send|email} you {the proposal|details|an invite} today, and {we talk|I \
        call you} {on {date}|afterwards}.
        {Next|The next thing}, {we do a demo|I visit you|we plan a workshop} {on {date}|}.
        {Can|Could} I {show|demonstrate} {it|the {product}} to {you|your {users}} on {date}?
        {Would|Does} {date} {suit you|work for you|at {time} be okay}?
        {I|We} {suggest|propose} {a workshop|a demo|a second call} {next week|on {date}}.
        {Shall I|May I} {call|visit} you again {on {date}|at {time}}?
        {Let's|Could we} {fix|find|agree on} {a date|a time} {for the demo|to go on}.
        {Then|So} I'll {put|note} {date} {in my diary|at {time}}, {all right|agreed}?
        {How|What} {does your week look like|about thirty minutes on {date}}?
        {As a start|First}, {a trial account|a site visit} {on {date}|would make sense}, \
        {okay|what do you say}?
        {I'd|I would} {like|love} to {invite you|set up a call} {for {date}|with our expert}.
        """,
        .disqualify: """
        {I|Honestly, I} {wouldn't|would not} {buy it|sell it to you} {in your position|as things \
        are}.
        {It|This} {may|might} {not be|be the wrong thing} {worth it for you|for you}.
        {Perhaps|Maybe} {we should leave it|we're not a match|another product suits you better}.
        {If|When} {there's no need|you don't have {trouble}}, {don't buy|let's stop}.
        {Should|Shall} {we|I} {call it a day|close this|take you off the list}?
        {I don't|I do not} {see|think} {a fit|I can help you|that we're right for you}.
        {You|Your company} {seem|seems} {fine|better off} {without us|as it is|with {incumbent}}.
        {Is|Would} it {be better|make sense} to {end this here|stop talking}?
        {Tell me|Be honest}, {is this over|are you not interested}? {That's okay|Then I'll stop}.
        {I|We} only want {customers|to sell} {who need it|where it helps}, {and you may not|and \
        here it doesn't}.
        {This|It} {doesn't|does not} {look|sound} like {a priority|a match}{, I'd drop it|}.
        {I'd|I would} rather not {take your money|push you}{, you don't need the {product}|}.
        {For|With} {count} {users} {the {product} is too big|it won't pay}, {I'd be lying \
        otherwise|I'll say that openly}.
        """,
        .farewell: """
        {Thanks|Thank you} again, {bye|see you|talk soon}.
        {Goodbye|Bye}, {and thanks|have a good evening|all the best}.
        {Have|I wish you} a {great|nice|good} {day|week|weekend}{, bye|}.
        {It was|It's been} {nice|great} {talking|speaking} {to|with} you.
        {Take care|Cheers}, {bye bye|goodbye}.
        {That's|That was} {it|everything} from me, {thanks|goodbye}.
        {I appreciate|Thanks for} your time today, {bye|take care}.
        {Until|See you} {next time|then}, {bye|goodbye}.
        {I'll|Let me} {leave it there|say goodbye}, {thank you|have a nice day}.
        {All the best|Good luck} {to you|with everything}, {goodbye|bye}.
        {Well|Okay}, {then|so} {goodbye|bye for now}, {and thank you|thanks for talking}.
        {Enjoy|Have a good} {your day|rest of the week}, {bye|thanks}.
        """,
    ]
}
