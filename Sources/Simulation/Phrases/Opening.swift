/// Beginning, asking how things stand, and letting the customer talk.
extension Phrases {
    static let opening: [RepresentativeAct: Phrases] = [
        .rapport: Phrases(
            train: """
                {Hi|Hello|Good morning|Good afternoon}, thanks for taking {my call|the time|a moment today}.
                {Hi there|Hello}, how are you {doing today|today|this morning}?
                {Hello|Good morning}, I'm calling about our {product}, how is your {day|week} going?
                {Hi|Hey}, nice to meet you, I look after {peers} here.
                Good to {finally speak with you|connect}, I hope your {week|morning} is off to a good start.
                Hello, welcome, I'm glad you reached out to us about the {product}.
                {Hi|Hello}, it's a pleasure to talk to you, how have you been?
                Good {morning|afternoon}, I hope I'm not catching you at a bad moment.
                Hi, I'm with the team behind the {product}, how are things on your side?
                Hello, thank you for {getting back to us|picking up|your interest in us}.
                Hey, good to hear your voice, how was your weekend?
                Hi, we met briefly at the trade fair, how are you?
                Hello and welcome, how can I help you today?
                Good afternoon, great to meet somebody from the world of {peers}.
                Hi, thank you for joining, can you hear me well?
                Hello, I saw that you asked about our {product}, nice to meet you.
                Hi, I hope the day is treating you well.
                Good morning, this is the sales team for the {product}, how are you?
                Hello there, it's lovely to speak with you.
                Hi, before anything else, how has your month been?
                """,
            test: """
                {Good day|Hi}, I appreciate you making room for this conversation.
                Hey there, how's everything {going|with you}?
                Hello, my name tag says {product} specialist, how do you do?
                Hi, I trust you are having a pleasant {day|afternoon}.
                Good evening, thank you for answering, how are you?
                Welcome! I'm happy you got in touch about the {product}.
                Hello, delighted to make your acquaintance.
                Hi, thanks a lot for coming on the line today.
                Good morning to you, is the weather as nice at your end?
                Hey, hello, great that we could find a moment to chat.
                Hi, I'm your contact for the {product}, how's your morning been?
                Hello, thanks for stopping by, what can I do for you?
                """),
        .situation: Phrases(
            train: """
                How do you {currently handle|handle|go about} {process} {today|at the moment|right now}?
                {Tell me about|Walk me through} how you are {process} today.
                How many {users} do you have {at the moment|right now}?
                What do you {currently use|use today} for {process}?
                Who {takes care of|is in charge of|handles} {process} on your side?
                How long have you been using {incumbent}?
                Can you describe {your current setup|how things work now}?
                What does {your process|a normal week} look like when you are {process}?
                How big is your team, and how many {users} are involved?
                Are you currently using {incumbent} or something else?
                What are you working with {today|currently} when it comes to {process}?
                How often do you find yourself {process}?
                Could you give me some background on how you run {process}?
                Which tools do your {users} use {day to day|every day}?
                What is your role when it comes to {process}?
                How is {process} organised today?
                May I ask how many locations and how many {users} you have?
                What is in place today, {incumbent}?
                Do you already have something for {process}?
                Roughly how many hours a week go into {process}?
                """,
            test: """
                Could you {explain|outline} the way {process} is done at your place currently?
                What is your present arrangement for {process}?
                About how many {users} work there these days?
                Which system do you rely on at present for {process}?
                Is it {incumbent} that you have in place nowadays?
                Give me a picture of how {process} works for you now.
                Since when have you had {incumbent}?
                Whose job is {process} in your organisation?
                What is the current procedure for {process}?
                How are your {users} doing this today, step by step?
                Just so I understand your setup, what are you using now?
                How frequently are you {process} these days?
                """),
        .listen: Phrases(
            train: """
                {I see|Okay|Got it}, {go on|please continue}.
                {Mm-hm|Right}, tell me {more|a bit more} about that.
                I'm listening, {please go ahead|take your time}.
                That's {interesting|helpful}, can you say more?
                {Understood|I see}, what else is on your mind?
                Okay, please carry on.
                Take your time, I want to hear the whole story.
                Go ahead, I don't want to interrupt you.
                Could you expand on that a little?
                What makes you say that?
                Hmm, what do you mean by that exactly?
                I'd like to understand that better, please go on.
                And what else?
                Please tell me what is behind that.
                Mm, I'm all ears.
                So if I hear you correctly, there is more to it?
                Right, right, and then?
                Okay, I'm taking notes, keep going.
                """,
            test: """
                {Uh-huh|Alright}, keep talking, I'm following.
                I hear you, would you elaborate?
                Please, finish your thought.
                Interesting, say a little more about it.
                I'm paying attention, carry on.
                Could you go deeper into that point?
                Yes, and what happened after that?
                Let me just listen for a moment, continue.
                Can you explain what you mean?
                Is there anything else behind it that I should hear?
                Okay, don't let me stop you.
                Help me understand, tell me more.
                """),
    ]
}
