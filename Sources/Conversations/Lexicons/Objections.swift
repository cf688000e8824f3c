/// Why a customer hesitates, by kind.
extension Lexicon {
    static let objections: [Lexicon] = [
        Lexicon(
            .objectPrice,
            """
            too @pricey | so @pricey | very @pricey | pretty @pricey | bit @pricey
            little @pricey | be expensive | expensive | overpriced | pricey | steep
            over/above/beyond/outside/exceeds my/our/the budget | over budget | out of my budget
            out of budget | out of my/our range | out of my price range | price range
            can not afford | not afford | afford it | afford that | afford to | not in the budget
            too much . | too much for | too much money | that be too much | that be a lot
            a lot of money | lot for | more than i | lower the price | lower price | cheaper
            price be high | price be too | costs too much | cost too much | not worth the
            not worth it | budget be | tight budget | my/our budget | no budget
            do not have the budget | seems high | seems a lot | higher than | save money
            can not pay that | not pay that | not pay $ | can not justify | hard to justify
            sticker shock
            """),
        Lexicon(
            .hardship,
            """
            do not have money | do not have the money | do not have much | do not have any money
            do not have a lot | do not have enough | not have money | no money | no extra money
            low on money | short on money | short on cash | broke | tight | tight right now
            money be tight | strapped | bills | pay my bills | pay bills | rent | in debt
            my debt | student loans | loans | unemployed | lost my job | out of work
            between jobs | poor | low income | fixed income | struggling | struggle
            make ends meet | need the money | need every | need all the | financially
            financial situation | finances | college student | i be a student | living paycheck
            paycheck | can barely | barely make | disability | single mom | single mother
            do not make much | do not make a lot | not make enough | only make | i only have $
            extra income | hard times | times be tough | support my family | feed my
            my own family | my own kids | charity starts/begins at home | medical bills | not rich
            """),
        Lexicon(
            .objectTiming,
            """
            not a good time | bad time | not the right time | not the time | wrong time
            bad timing | timing be | too busy | i be busy | be busy right | no time
            do not have time | have no time | not enough time | not this month/quarter/year/week
            next quarter | next year | next month | maybe in a few months | few months
            in a month | after the holidays | end of the year | end of the quarter | not ready
            too soon | too early | in the middle of | call me in | revisit this | circle back
            not a priority | on hold | freeze | frozen | already locked | under contract
            contract until | contract ends | not until | not right now | have to go
            i have to run | in a hurry | in a meeting
            """),
        Lexicon(
            .objectAuthority,
            """
            ask my @kin | talk to my @kin | speak to/with my @kin | talk with my @kin
            check with my @kin | discuss with my @kin | discuss @it with | run it/this by
            my @kin .. decide/decides/approve/approves/handles | not my decision | not my call
            not the decision maker | decision maker | above my pay | not authorized
            need approval | get approval | need sign off | sign off | not up to me
            someone else decides | have to ask | need to talk to | need to speak with
            consult my/with | the @kin will | need buy in | my @kin would | my @kin wants
            """),
        Lexicon(
            .objectNeed,
            """
            do not need | not need it | no need for | not need another | not need any | no use for
            not for us | not for me | not a fit | not a good fit | already have one/it/a
            already have | we already have | happy with what | happy with our/my | satisfied with
            works fine | fine with what we | do not see the | do not see how | do not see why
            what be the point | why should/would i | why do i need | not relevant | not useful
            not necessary | not what i | not looking for | too big | too small | too old
            do not use | would not use | not something i | do not care | there be no need
            make do | get by without | be doing fine | not in the market
            """),
        Lexicon(
            .alreadyGives,
            """
            already @act | already donate | already given | already contribute | already support
            i donate to | i @bring to | we donate to | i donate every/monthly/regularly/already
            i usually donate/give | i normally donate/give | i prefer to donate/give/help
            other charities | other charity | another charity | different charity | local charity
            local charities | my own charity | my own charities | my church | goodwill | red cross
            salvation army | unicef | st jude | volunteer | volunteering | volunteer my time
            i help .. local | in my community | my local | donate clothes | donate my time
            give my time | other causes | own donations
            """),
        Lexicon(
            .objectTrust,
            """
            scam | scams | scammed | scammer | legit | legitimate | legitimately | fraud | fake
            how do i know | how can i know | how can i be sure | how can i trust | can i trust
            do not trust | not trust | trust issues | trustworthy | suspicious | sketchy | shady
            too good to be | skeptical | sceptical | doubt | be it real | be this real
            be it safe | be this safe | proof | prove it | prove | reviews | guarantee
            guaranteed | what if it | catch | what be the catch | really goes to
            actually goes to | actually go to | really go to | goes to the children
            go to the children | where does the money | where do the money | where the money goes
            how much of the/my/that | what percent/percentage | percent | overhead
            administrative | administration | ceo | salaries | corrupt | corruption | mismanage
            never heard of | have not heard of | do not know much about | not familiar
            not know enough | misuse | pocket the | rip off | ripped off | be sure that
            make sure | track record | references | who are you | how did you get | be you real
            be you a bot | a robot | hidden | any damage | any issues | any problems
            wrong with it | what be wrong
            """),
        Lexicon(
            .objectCompetitor,
            """
            competitor | competitors | other vendor | another vendor | other vendors
            other options | other offers | another offer | better offer | other quotes
            another quote | elsewhere | somewhere else | someone else | other company
            other companies | other provider | another company | another provider
            current vendor/provider/supplier | compared to | comparing | shop around
            shopping around | looking around | seen others | others for | other listings
            similar for | same for | cheaper elsewhere | found one | found another | found it
            saw one | saw another | cheaper one | for less | better deal | better price
            already use | already using | we use | currently use | currently using | brand new for
            buy new | buy a new | get a new one | on ebay/amazon
            """),
        Lexicon(
            .doubt,
            """
            not sure | unsure | not convinced | do not know if | do not know about | wonder if
            wondering if | worried | worry | concerned | concern | concerns | afraid | hesitant
            uncertain | confused | doubt | risk | risky | i fear | scared | not certain
            be it really | does it really | do they really | really help | actually help
            make a difference | does it actually | skeptic | how effective | be it worth
            """),
        Lexicon(
            .confusion,
            """
            what do you mean | do not understand | did not understand | not understand | confused
            confusing | ^ what . | ^ huh | come again | not following | unclear | not clear
            what be that | what be this | i have no idea | no idea | sorry what | pardon
            what are you talking | what donation | what charity
            """),
    ]
}
