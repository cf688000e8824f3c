/// What is said besides, and what could mean several things.
extension Phrases {
    static let representativeAside = Phrases(
        train: """
            I have my notes in front of me.
            Just so you know, this call may be recorded.
            Let me write that down.
            I'm looking at the file as we speak.
            My screen just froze for a second, sorry.
            I have a coffee in my hand, excuse the noise.
            I'm in our office by the river today.
            My line is a bit noisy today.
            """,
        test: """
            One second, I'm opening the document here.
            Sorry, there's construction work outside.
            I'm making a note of this.
            Bear with me, the computer is slow today.
            The connection crackles a little.
            I'm working from another office today.
            """)

    static let customerAside = Phrases(
        train: """
            I'm at my desk right now.
            Sorry, there was some noise in the background.
            Our office is quite loud this week.
            By the way, it's raining cats and dogs here.
            My phone may cut out, I'm on the train.
            We moved the desks around this morning.
            The dog is barking, excuse me.
            We're open until six.
            """,
        test: """
            Excuse the echo, I'm in the hallway.
            It's a sunny day over here.
            My headset is new, by the way.
            The printer is running next to me.
            Sorry, I had to close the window.
            Lunch is in an hour here.
            """)

    static let shared: [(acts: [CustomerAct], phrases: Phrases)] = [
        (
            [.interest, .reassured, .agreeStep],
            Phrases(
                train: """
                    Sounds good.
                    Okay, great.
                    Good.
                    Yes, that would be nice.
                    """,
                test: """
                    Very good.
                    Alright, nice.
                    Okay, fine by me.
                    """)
        ),
        (
            [.doubt, .stall, .brushOff],
            Phrases(
                train: """
                    Hmm, I don't know.
                    Maybe.
                    We'll see about that.
                    Well, perhaps.
                    """,
                test: """
                    Hm, possibly.
                    Could be.
                    I don't really know.
                    """)
        ),
        (
            [.denyProblem, .objectNeed, .refuse],
            Phrases(
                train: """
                    No, not really.
                    No.
                    I don't think so.
                    """,
                test: """
                    Nope.
                    Not as far as I can see.
                    Rather not.
                    """)
        ),
        (
            [.situationAnswer, .shareProblem],
            Phrases(
                train: """
                    It takes us about {count} hours a week.
                    Yes, we deal with {trouble} now and then.
                    That's part of {process}, yes.
                    """,
                test: """
                    About {count} hours every week go into it.
                    From time to time there are {trouble}, yes.
                    It comes with {process}.
                    """)
        ),
    ]
}
