/// More wordings to train on: how customers decide, or don't.
extension Phrases {
    static let moreDeciding: [CustomerAct: String] = [
        .reassured: """
        {That's|It's} {a relief|good to hear|comforting}.
        {Good|Great}, {that settles it|then I'm not worried any longer}.
        {Alright|Okay}, {you've answered it|I'm satisfied with that}.
        {If that's so|In that case}, {I have no more worries|it's fine|I'm okay with it}.
        {Thanks|Thank you} for {clearing that up|explaining|being so open}.
        {I didn't know|I wasn't aware of} that, {that changes things|that helps a lot}.
        {Then|So} {my concern is gone|that's off the table}.
        {Now|Okay, now} {it makes sense|I get it|I see how it fits}.
        {That takes|This takes} {care of|away} my {worry|concern|question}.
        {You make|You've made} {a good point|a fair case}.
        {I was worried|I was concerned} about that, {but not now|good to know it's covered}.
        {Right|Okay}, {sounds reasonable|that's fair|I can live with that}.
        {That's|Well, that's} {less of a problem|not as bad} than I {thought|feared}.
        {I'm glad|Glad} {you told me|that's possible}.
        {Good answer|Fair point}, {thanks|I accept that}.
        {That calms|It calms} me {down|a bit}.
        {Perfect|Good}, {that was my only concern|that's all I wanted to know}.
        {I can accept|I'm fine with} {that|these terms}.
        {Ah|Oh}, {I understand|I see}, {then it's not an issue|thank you}.
        {So|Oh, so} there's {nothing to fear|no catch}, {good|fine}.
        {I trust|I'll trust} you on {that|this one}.
        {Okay, I believe|Alright, I believe} you.
        {That removes|That deals with} my {doubts|last worry}.
        {It's|That's} {clearer|much clearer} now, {thanks|I feel more at ease}.
        """,
        .agreeStep: """
        {date} at {time} {is good|works for me|would be perfect}.
        {Let's meet|Let's talk} again {on {date}|at {time}}.
        {Sure|Okay}, {book|put} {me|us} {in|down} for {date}.
        {Yes|Alright}, {send|shoot} {it|the proposal|the details} over, {I'll read it before \
        {date}|and we'll speak then}.
        {Go ahead and|Please} {send|set up} the {invite|meeting|appointment}.
        {A demo|A visit|A short call} {sounds fine|is okay}, {when|which day}?
        {I've got|I have} {time|half an hour} {on {date}|at {time}}.
        {We can|I can} {do that|do a demo}, {I'll bring my {colleague}|{date} is free}.
        {Fine|Good}, {let's take a look at it together|show us} {on {date}|next week}.
        {Next week|{date}} {suits|works for} {us|me}.
        {I'm free|I'm available} {on {date}|after {time}}.
        {Okay|Yes}, {let's|we'll} {continue|carry on} {on {date}|in the next meeting}.
        {You can come|Come by} {on {date}|at {time}}.
        {I'll join|We'll join} the {demo|call|webinar}.
        {I accept|I'll accept} the {invitation|calendar invite}.
        {Yes|Sure}, {a trial|a test} {would be fine|is a good first step}.
        {Let's do|We could do} {a pilot|a trial run} {first|with {count} {users}}.
        {My {colleague} and I|We both} {can make|will be at} the {call|meeting}.
        {Can we make it|Would you mind} {{time}|{date}} instead? {Then it's fine|Otherwise okay}.
        {That works|Works for me}, {talk to you then|until {date}}.
        {I look|Looking} forward to {the demo|seeing it|our meeting}.
        {Call me|Ring me} {on {date}|at {time}}, {then we go through it|I'll have the papers here}.
        {Okay|Alright}, {what time|where do we meet}?
        {You have|You've got} yourself {a meeting|an appointment}.
        """,
        .commit: """
        {Okay|Alright}, {you have a deal|let's make it official}.
        {Where|So where} {can I pay|do I have to sign}?
        {I'd like to|I want to} {order|buy|go with} {it|the {product}|{count} seats}.
        {We're going|We've decided to go} with {you|your offer}.
        {Count us in|Sold, it's ours now|Sold}.
        {Draw up|Prepare} the {contract|agreement}, {we'll sign|I'll sign it tomorrow}.
        {I'm ready|We're ready} to {buy|place the order|start}, {send everything|what do you \
        need from me}.
        {Put|Please put} {us|me} down for {count} {licences|units}.
        {You've won|You have won} {us|me} over, {we buy|where's the contract}.
        {The board|My {colleague}} {approved it|said yes}, {we can order|so go ahead}.
        {I'll pay|We'll pay} {by card|the first invoice} {today|now}.
        {Yes|Yes, please}, {activate it|start the contract|set it up for us}.
        {Make|Please make} it happen, {we want it|I'm on board}.
        {I'll go|We'll go} for the {annual plan|{product}}.
        {It's a yes|That's a yes} from {me|us}.
        {Let's sign|Let's close} {this|it} {today|right away}.
        {I'm convinced|I'm sold}, {let's order|I'll have it}.
        {We|I} {accept|agree to} {your offer|the terms|the price}.
        {You can|Please} {send the order form|bill us|charge my card}.
        {I've signed|We have signed} the {form|order}, {it's on its way|here it is}.
        {Deal|Agreed}, {we have an agreement|shake on it}.
        {Great|Good}, {we're customers now|welcome us as a customer}.
        {I'll buy|We buy} it{, at {money}|}.
        {Start|You can start} {on {date}|in {month}}, {the order is yours|we're signing}.
        """,
        .stall: """
        {I'm not|We're not} {going to decide|deciding} {today|on the spot}.
        {Let us|Let me} {digest|mull over} {that|this} {first|for a while}.
        {I'll discuss it|We'll talk it over} {internally|at some point}, {then we'll see|you'll \
        hear from me}.
        {Send|Mail} me {a brochure|the material|something in writing}, {I'll look when I can|and \
        I'll see}.
        {We'll|I'll} {be in touch|come back to you} {some time|when we know more}.
        {I want|I'd want} to {wait and see|take my time}.
        {Don't|Please don't} {rush|push} me, {I have to consider it|I need a while}.
        {It's|That's} {a big decision|something to think about}.
        {I haven't|We haven't} {made up my mind|decided yet}.
        {Let's|We could} {leave it open|postpone that|keep in touch}.
        {Maybe|Possibly}, {give me a few days|ask me another time}.
        {I can't say|I can't tell you} {yet|today}.
        {We're still|I'm still} {thinking|weighing it up|undecided}.
        {I need|We need} {more time|to sleep on this}.
        {I'll let|We'll let} you know {when we're ready|in due course|eventually}.
        {Let me get|I'll get} back to you {on that|about it}.
        {No decision|Nothing} {yet|for now}, {we'll see|I'm sorry}.
        {Could you|Can you} {call back|try again} {some other time|in a while}? {I can't decide \
        now|I'm not ready}.
        {Perhaps|Maybe} {later|another day}.
        {I'll have|Let me have} {another look|a look at the papers} {over the weekend|when it's \
        quiet}.
        {We're in|There's} no {hurry|rush} {to decide|with this}.
        {I'll keep|I will keep} it {in mind|on file}.
        {It's|That is} {on the list|in the pile}, {we'll get to it|I'll get round to it}.
        {Hold on|Not so fast}, {I want to think|let me consider}.
        {I'd like|I would like} to {keep my options open|hold off}.
        {Time will tell|We'll cross that bridge later}.
        """,
        .refuse: """
        {No way|Definitely not|Not in this life}.
        {I'm out|We're out|Count me out}.
        {This isn't|It's not} {for me|happening|going to happen}.
        {We|I} {have decided|decided} {not to buy|to say no|against you}.
        {Please|Just} {take|strike} {me|us} off your list.
        {I'd like|I want} to {end|stop} {this|it} {here|now}, {no means no|I won't buy}.
        {There's no|We have no} interest {at all|on our side|whatsoever}.
        {I won't|We won't} be {buying|ordering|going ahead|proceeding}.
        {Forget|You can forget} {it|about it}.
        {The answer|It} is {still no|no, and it stays no|a firm no}.
        {Thanks|Thank you}, but {no thanks|we'll decline|it's a no}.
        {I have to|I must} {turn you down|say no|reject your offer}.
        {You're wasting|Don't waste} your {time|breath}{, I won't change my mind|}.
        {We're not|I'm not} {a customer for you|going to take it|buying anything}.
        {Leave|Please leave} {me|us} alone.
        {Don't|Please don't} {contact|email|ring} {me|us} {any more|again}.
        {We've chosen|We chose} to {drop|cancel} {it|the whole thing}.
        {I regret|Sorry}, {we cannot accept|that's a no from us}.
        {Not|Certainly not} {a chance|for us|with me}.
        {That's|It's} {out of the question|not an option}.
        {It's over|The matter is closed}{, we don't want it|}.
        {Let's|We should} {call it off|end it here}, {it's a no|we're not buying}.
        {Nobody here|Neither of us} wants {it|this|your {product}}.
        {I said|I told you} {no|I don't want it}.
        {Please|Kindly} {close|delete} {my file|our account}, we {don't want it|won't order}.
        """,
        .brushOff: """
        {I've got|I have} {another call|somebody on the other line}, {so what is it|be quick}.
        {Can we|Could we} {speed this up|cut this short}?
        {Yeah|Uh-huh}, {sure, whatever|right}.
        {Mm|Mhm|Okay}.
        {You've got|You have} {one minute|thirty seconds}.
        {I'm|Look, I'm} {busy|driving|in the middle of something}.
        {So what|And|So}?
        {Yes yes|Okay okay}, {go on then|hurry up}.
        {I've heard|I know} {all that|it all} {before|already}.
        {Is there|Was there} {anything else|something in particular}?
        {Spare me|Skip} the {pitch|details|speech}.
        {Who is|Who's} {this|calling} {again|now}?
        {I'm not|I wasn't} {really listening|paying attention}, {what was it|sorry}.
        {What|And what} exactly {do you want|is this about}?
        {Nice|Great|Fine}, {if you think so|good for you}.
        {Keep it|Make it} {short|snappy}.
        {My next|The next} {meeting|appointment} {starts now|is waiting}.
        {I don't|I really don't} have {time|the time} {to talk|for this conversation}.
        {Hang on|Wait}, {I'm doing something else|the door bell rings}.
        {How|And how} {long|much longer} {does this go on|do you need}?
        {If you must|Go on, if you have to}.
        {Not you|You} again.
        {I suppose|I guess}.
        {Yeah|Well}, {could be|so they say}.
        {Another|Yet another} sales {call|pitch}, {great|wonderful}.
        {People are|Someone is} waiting {for me|here}, {so quickly please|can you hurry}.
        """,
        .interest: """
        {That|This} {looks|sounds} {promising|exciting|very good}.
        {I'd|We'd} really {like|want} {that|to have that|to see more of it}.
        {Really|Oh really}? {Tell me more|Go on|How nice}.
        {That's|This is} {what I've been looking for|just the thing|right up our street}.
        {You have|You've got} my {attention|interest}.
        {I can see|I could see} {us using that|how that helps|the benefit}.
        {My {users}|Our {users}} {would love|will be thrilled with} {that|it}.
        {No more|Fewer} {trouble}? {That would be wonderful|I'd love that}.
        {That's|It's} {clever|smart|cool|neat}.
        {I'm|We're} {keen|eager|excited} to {hear|see} more.
        {That|It} {could|might} be {a game changer|a big help|really useful} {for {process}|for us}.
        {Saving|To save} {percent}, {that's attractive|I like the sound of it}.
        {What a|That's a} {good|great|lovely} idea.
        {We could|We can} {certainly|definitely} {use|do with} {that|a thing like that}.
        {Please|Do} {continue|go on}, {I find it fascinating|it's getting interesting}.
        {You're|Now you're} {talking|speaking my language}.
        {I'm|Consider me} {all ears|curious|hooked}.
        {That would|It would} {solve|fix} {a lot for us|half of my problems}.
        {It|That} fits {our plans|what we want} {very well|nicely}.
        {Impressive|Excellent|Fantastic}, {I like it|that's good}.
        {My {colleague}|The {colleague}} {should hear|will like} {this|that}.
        {I've been|We've been} {wanting|hoping for} {something like that|a {product}} {for \
        years|for a while}.
        {The|Your} {product} {appeals|really appeals} to {me|us}.
        {That's|It's} {worth|definitely worth} {a look|considering}.
        """,
        .doubt: """
        {I'm|I remain} {sceptical|doubtful|unconvinced}.
        {Will|Would} {it|that} {really|actually} {work|help} {in practice|for us}?
        {Does it|Does that} {live up to|really do} {that|what you say}?
        {I've|We've} {tried|had} {things like that|something similar}, {it didn't help|and \
        nothing changed}.
        {That's|It's} {hard|difficult} to {imagine|swallow|picture}.
        {I question|I wonder} {whether|if} {it|that} {makes a difference|is as good as you say}.
        {Easier|That's easier} said than done.
        {Those|These} {numbers|savings} {seem|look} {exaggerated|optimistic|very high}.
        {I can't|I cannot} {imagine|believe} {that it's so simple|it saves {percent}}.
        {Hmm|Well}, {we'll see about that|that remains to be seen}.
        {I'm not|I am not} {so sure|quite sure|certain} {about that|it fits}.
        {In theory|On paper} {maybe|yes}, {but in reality|but I have my doubts}.
        {It sounds|That sounds} {complicated|overblown|a bit vague}.
        I can't quite {believe|see} {that|it}.
        {Really|Seriously}? {percent}? {I find that unlikely|That can't be}.
        {What|And what} {makes you|if} {so sure|it doesn't do that}?
        {I'd be|I would be} surprised if {that worked|it went that smoothly}.
        {Somehow|For some reason} {I'm not convinced|it doesn't persuade me}.
        {Our case|Our situation} is {special|more complex}, {I doubt that it fits|it may not work}.
        {I have|I've got} {mixed feelings|my reservations} {about it|there}.
        {That|It} {doesn't|does not} {sound|seem} {realistic|plausible|likely}.
        {Can|Could} it really {cope with|handle} {process}? {I wouldn't bet on it|I'm in two minds}.
        {Too|Almost too} {good|perfect} to {believe|be real}.
        {I'm|I am} {hesitant|torn|of two minds}.
        {It might|It may} work {for others|elsewhere}, {I'm not sure about here|but with us}?
        {I'd have to|I'd need to} see {it|that} to believe it.
        """,
    ]
}
