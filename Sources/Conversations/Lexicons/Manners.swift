/// Thanks, greetings, farewells, apologies, praise and complaint.
extension Lexicon {
    static let manners: [Lexicon] = [
        Lexicon(
            .thanks,
            """
            thank | thanks | thank you | appreciate | appreciated | grateful | much obliged
            cheers | thanks so much | many thanks
            """
        ),
        Lexicon(
            .greeting,
            """
            ^ hi | ^ hello | ^ hey | ^ good morning | ^ good afternoon | ^ good evening
            ^ greetings | ^ howdy | ^ dear
            """
        ),
        Lexicon(
            .farewell,
            """
            bye | goodbye | good bye | good night | take care | have a @great | have a @great day
            have a @great one | have a blessed | nice talking | good talking | nice chatting
            good chatting | nice speaking | pleasure talking | pleasure speaking | see you
            talk to you later | talk soon | good luck | best of luck | enjoy your day | you too .
            you as well | same to you | farewell | so long . | enjoy the rest | rest of your day
            """),
        Lexicon(
            .wellWish,
            """
            you too | you as well | same to you | god bless | bless you | best wishes | good luck
            hope you | take care | you be welcome | your welcome | my pleasure | welcome .
            ^ welcome
            """
        ),
        Lexicon(
            .apology,
            """
            sorry | i apologize | my apologies | apologies | unfortunately | i be afraid | regret
            forgive me | excuse me
            """
        ),
        Lexicon(
            .praise, negated: .complaint,
            """
            @great cause | @great charity | @great organization | @great idea | @great work
            @great thing | @great things | @great deal | @great price | @great job | worthy cause
            important work | doing @great | that be @great | that be so @great
            that be very @great | that be really @great | be amazing | be awesome | be wonderful
            be great | be fantastic | be impressive | impressive | admirable | so nice | i love
            i like | well done | very good | very nice | really good | really nice | good to know
            glad to hear | happy to hear | great to hear | @great to hear | love the | love your
            looks great | looks good | looks nice | beautiful | worthwhile | important to
            kind of you
            """),
        Lexicon(
            .complaint,
            """
            bad | terrible | horrible | awful | waste | waste of time | waste of money
            ridiculous | stupid | useless | worthless | annoying | annoyed | rude | pushy | hate
            disappointing | disappointed | poor quality | does not work | broken | damaged | dirty
            ugly | unacceptable | not happy | not good | not great | not impressed | wrong
            nonsense | bullshit | crap | dishonest | lie | lying | liar | pointless | boring
            insane | crazy | joke | kidding | insulting | unfair
            """),
        Lexicon(
            .laugh,
            """
            haha | lol | hahaha | lmao | hehe | ha | rofl | ha ha | funny | hilarious
            just kidding | jk
            """
        ),
    ]

    static let sentiments: [Lexicon] = [
        Lexicon(
            .positive, negated: .negative,
            """
            good | great | awesome | wonderful | fantastic | amazing | excellent | perfect | nice
            lovely | cool | love | like | happy | glad | pleased | excited | thrilled | delighted
            best | better | beautiful | helpful | easy | fair | reasonable | impressive
            interesting | enjoy | appreciate | thank | thanks | worth | worthy | valuable | useful
            recommend | trust | reliable | fun | kind | generous | important | definitely
            absolutely | exactly | yes | sure | agree | welcome | hope | care | helps | helped
            support | gladly | safe | clean | quality | favorite | proud | bless | blessed | sweet
            smart | super | brilliant | terrific | nicely | fine | works | honest | comfortable
            convenient
            """),
        Lexicon(
            .negative,
            """
            bad | terrible | horrible | awful | worst | worse | hate | dislike | poor | sad
            angry | upset | annoyed | annoying | frustrated | frustrating | disappointed
            disappointing | unhappy | expensive | overpriced | difficult | hard | problem | issue
            trouble | worry | worried | concern | concerned | afraid | scared | doubt | doubtful
            skeptical | suspicious | scam | fraud | fake | lie | waste | useless | worthless
            wrong | broken | damaged | dirty | ugly | unfortunately | sorry | sadly | refuse
            reject | decline | never | nothing | no | lost | lose | fail | failed | failing
            unfair | ridiculous | stupid | crazy | rude | pushy | pain | sick | hurt | slow | late
            confusing | confused | complicated | risky | unable | cannot | steep | struggling
            """),
    ]
}
