/// Appeals, stories, credentials, and how a representative reacts.
extension Lexicon {
    static let persuasion: [Lexicon] = [
        Lexicon(
            .credibility,
            """
            @url | website | web site | web page | established | founded in | since #
            over # years | years of experience | non profit | nonprofit | ngo | non governmental
            accredited | certified | reputable | transparent | transparency | audited
            charity navigator | rating | official | licensed | ninety percent | # percent of
            # cents of | goes directly | go directly | directly to | goes straight | registered
            tax deductible | headquarters | annual report | financial | you can check | look it up
            credentials | legitimate
            """),
        Lexicon(
            .story,
            """
            i have donated | i donated | i donate | i always donate | i gave | i give
            i have given | i myself | i personally | personally i | my own | when i was
            i grew up | i remember | i once | my friend | my son | my daughter | my child
            my kids | my children | my family | my wife | my husband | i know someone | i used to
            i have been | i have used | i have had | i have seen | i plan to @act | i will be @act
            i be going to @act | i be @act | me too i | i also
            """),
        Lexicon(
            .smallAsk,
            """
            even a small | even a little | even a few | even $ | even one | every little
            every bit | every penny | every dollar | every cent | any amount | no amount is too
            any little | just a few | just a little | just $ | just one | only $ | as little as
            small amount | small donation | little bit | a little bit | anything helps
            anything you can | whatever you can | a few dollars | a few cents | pocket change
            spare change | spare a | can you spare | price of a coffee | cup of coffee
            less than a | at least | a portion | portion of your | some of your | part of your
            minimum
            """),
        Lexicon(
            .acknowledge,
            """
            i understand | i totally understand | i completely understand | understandable
            i hear you | i get it | i get that | i see | fair enough | that be fair
            that makes sense | makes sense | good question | great question | good point
            great point | you be right | i agree | i appreciate | valid concern | valid point
            of course | i respect | that be understandable | totally get | know what you mean
            i know how you feel | know the feeling | same here | me too
            """),
        Lexicon(
            .confirmDeal,
            """
            thank you for your donation | thank you for .. donating | thank you for donating
            thanks for donating | thanks for your donation | thank you .. for your generous
            thank you for your generosity | for your donation | your donation will | your generous
            generous of you | so generous | very generous | your generosity
            thank you for your support | thanks for your support | thank you for your kind
            thank you for your contribution | thank you for helping | thanks for helping
            thank you .. donation | thank you for your order | thank you for your purchase
            thank you for your business | thank you for choosing | great choice | good choice
            wise choice | great decision | you will not regret | you have a deal | we have a deal
            it be a deal | it be yours | that be a deal | deal . | ^ deal | sold . | done .
            consider it sold | glad we could | glad we can | glad to hear that
            happy to hear that | will make a difference | you are making a difference
            you be helping | you will be helping | you have helped | you just | will be deducted
            will be taken | will be directed | will be collected | collect all donations
            collect your donation | research team will | confirm your donation
            confirm the amount | confirm that | confirm your | be you sure . | be you sure you
            so $ | just to confirm | bless you | god bless | wonderful thank you | great thank you
            awesome thank you | that be wonderful | that be awesome | that be great
            that be amazing | that be very kind | so kind | very kind | kind of you
            appreciate your donation | appreciate your | appreciated | much appreciated | you be a
            you rock | see you then/tomorrow/soon/tonight/there
            """),
        Lexicon(
            .noPressure,
            """
            no pressure | no obligation | no worries | no problem | up to you | your choice
            your decision | entirely up | only if you want | if you want | if you would like
            if you wish | if you can | if possible | feel free | whenever you | take your time
            whatever you decide | that be ok | it be ok | totally fine | completely fine
            perfectly fine | do not have to | not have to | voluntary | optional
            """),
        Lexicon(
            .giveUp,
            """
            thank you for your time | thanks for your time | thanks anyway | thank you anyway
            for listening | for talking | for chatting | maybe next time | maybe in the future
            in the future | if you change your mind | change your mind | reconsider
            keep .. in mind | keep us in mind | if you ever | another time | some other time
            sorry to hear | i be sorry you | sorry you feel | that be too bad | unfortunate
            that be unfortunate | disappointed | hope you will consider | hope you consider
            please consider | think about it | i can not change | have a good day | i tried
            tell your friends | spread the word | check out the website | visit the website
            look into it | i understand you can not | i understand if
            """),
        Lexicon(
            .rapport,
            """
            how are you | how be you doing | how be your day | how be it going | how are things
            how do you do | nice to meet | nice to talk | good to hear from | my name be
            what be your name | i be @great | doing well | doing good | i be doing
            hope you be doing | hope you are well | how about yourself | and yourself | and you .
            what do you do for
            """),
        Lexicon(
            .explainProcess,
            """
            will be deducted | deducted from | taken from your | from your payment
            from your task | your payment | task payment | at the end of | end of this
            after this | after the chat | after we | research team | researchers | collect
            collected | send it to | sent to | goes to | in the survey | survey | click | button
            page | screen | link | sign up on | on the website | you can choose | choose any
            choose to donate
            """),
        Lexicon(
            .appealGuilt,
            """
            should be outraged | do not you care | do you not care | selfish | would you let
            how can you | think of the children | think about the children | poor children
            innocent | dying | die | starve | starving | hungry | hunger | malnutrition | sick
            disease | war | war zones | violence | refugees | orphans | suffer | suffering
            poverty | homeless | desperately | in need | need your help | need our help
            need help | less fortunate | unfortunate | never have the
            """),
        Lexicon(
            .emotion,
            """
            sad | heartbreaking | heart breaking | breaks my heart | my heart | tragic | tragedy
            terrible | awful | horrible | unfortunate | poor kids | poor children | children
            kids | suffering | shame | i care | care about | passionate | touched | moving
            feel bad | feel good | feels good | feel sorry | compassion | important cause | needy
            in need | deserve | deserves | future | hope
            """),
        Lexicon(
            .personal,
            """
            my family | my kids | my children | my son | my daughter | my wife | my husband
            my mom | my mother | my dad | my father | my parents | my job | my work | my life
            my house | my home | my friend | my friends | my country | my city | my state
            my town | my church | my school | my own | i live | i work | i grew | i was | i have a
            i have two | i have three | i have been | i had | i used to | i come from | i be from
            i be a | i just | we have | our kids | my dog | my car | my old | my apartment
            my place
            """),
        Lexicon(
            .experience,
            """
            i have donated | i donated | i have given | i have @act | i have in the past
            in the past | i have before | donated before | donated to | last year | few times
            couple of times | a few years | i did | i have used | i have owned | i have had
            every month | every year | once a year | from time to time | when i can | occasionally
            sometimes | regularly | i try to
            """),
        Lexicon(
            .knowsBrand,
            """
            heard of it | heard of them | have heard of | i have heard | heard about
            familiar with | know about it | i know about | i know of | seen ads | seen commercials
            commercials | i have seen | yes i have heard | saw your ad | saw your listing
            saw the ad | your ad | your listing | your post | posted
            """),
        Lexicon(
            .askBack,
            """
            do you donate | are you @act | are you donating | are you going to | have you donated
            will you donate | will you be @act | how much do you donate | how much are you
            how much will you | how much did you | how much have you | what about you
            how about you | and you . | do you personally | do you give | have you ever
            have you @act | did you donate | do you volunteer | do you work | be you getting
            why do you | why are you | you donate | would you @act | how do you feel
            """),
        Lexicon(
            .askDetail,
            """
            what be it | what be the | what do they | what does it | what does the | what kind
            what type | what sort | what are | what else | where be | where do | where does
            where are | who be | who does | who are | when was | when did | when does | how be
            how does | how do they | how old | how long | how many | how big | how far | which
            why be | why do | why are | be there any | are there | does it | do they | does that
            be it | have they | has it | can it | is this | can they | do you have | do you know
            can you tell | could you tell | could you explain | can you explain | can you give
            any other
            """),
    ]
}
