/// Prices, terms and steps.
extension Lexicon {
    static let bargaining: [Lexicon] = [
        Lexicon(
            .haggle,
            """
            come down | go down | go lower | lower the price | lower price | lower . | any lower
            little lower | bit lower | negotiate | negotiable | negotiating | best price
            best offer | lowest price | lowest you | lowest you will | bottom line
            would/will you take $ | would/will you accept | would you take | will you take
            accept $ | take $ | would you consider | consider $ | how about $ | what about $
            can you do $ | could you do $ | would you do $ | i can offer | i could offer
            i would offer | offer you $ | offer $ | be willing to pay $ | willing to pay
            willing to go | willing to come down | meet me | meet in the middle | meet you
            split the difference | discount | knock off | throw in | cheaper | any flexibility
            wiggle room | flexible | firm on | be the price firm | room on the price
            counter offer | i be thinking $ | thinking more like | i was hoping | i can pay $
            i could pay $ | i would pay $ | i will give you $ | give you $ | for $ | i have $
            i only have $ | my budget be $ | most i can | max i can | best i can do
            let it go for | let me have it for | budge | work something out | reduce | sweeten
            """),
        Lexicon(
            .concede,
            """
            i can lower | can lower | i could lower | lower it to | lower the price to
            i can do $ | i could do $ | i can go down | i could go down | i can come down
            i could come down | come down to $ | go down to $ | how about $ | what about $
            meet in the middle | meet you halfway | split the difference | i can take $
            i would take $ | i will take $ | could take $ | i can accept $ | i would accept $
            let you have it for $ | let it go for $ | let you have it | let it go for | throw in
            include the | i can give you a discount | give you a deal | free delivery
            i can deliver | i could deliver | i will deliver | be willing to deliver | i can drop
            drop it to | knock off | off the price | i can offer $ | willing to go
            willing to come | willing to take | willing to accept | best i can do
            lowest i can go | lowest i will go | lowest i would | i can work with
            i can negotiate | somewhat negotiable | i be flexible | can be flexible | make a deal
            make you a deal | ok how about | then how about | and it be yours | deal at $
            """),
        Lexicon(
            .firm,
            """
            price be firm | firm on | firm price | be firm | not negotiable | non negotiable
            can not go lower | can not go any lower | can not go that low | can not lower
            can not do that | can not do $ | can not accept | can not take | can not come down
            can not go below | too low | way too low | much too low | bit low | little low
            that be low | lowball | lowest i can | lowest i will | already a great deal
            already a good deal | already discounted | already low | already reduced | sorry but
            not sell it for | not let it go | not take less | need at least $ | at least $
            no less than | have to get | worth more | worth much more | worth every | other offers
            another offer | other buyers | other people interested | asking price | i be asking $
            listed at | full price | the price be | not willing to | could not possibly
            afraid i can not | wo not go
            """),
        Lexicon(
            .askPrice,
            """
            how much | what be the price | what be the cost | price of | what does it cost
            how much does it cost | how much be it | how much do you want | cost of | asking price
            what are you asking | your price | the price for | what price | pricing | quote
            what would it cost | minimum donation | minimum amount | what be the minimum
            """),
        Lexicon(
            .askHow,
            """
            how do/can/would/could/should i @act | how would i go about | how do i sign
            how do/can i pay | how can i help | how do/does it work | how does this work
            how do we proceed | what be the next step | next steps | what do i do
            what do i need to do | what should i do | how to @act | where do/can i @act
            where do i sign | can i @act | how does one @act | how will i | when do/can i
            when would you | when can i | how soon | can i pay | do you accept | take credit
            payment plan | payment method | payment options | do you take cash
            be it possible to @act | through you | via website | is there a website
            do you have a website | what be the website | send me the link
            """),
        Lexicon(
            .logistics,
            """
            pick it up | pick up | picking up | pickup | come get it | come by | stop by | deliver
            delivery | delivered | drop it off | drop off | meet up | meet you at | cash
            cash only | venmo | paypal | check | credit card | shipping | ship it | truck | haul
            transport | address | my place | your place | what time | where are you | located
            """),
        Lexicon(
            .contact,
            """
            call me | call you | text me | email me | email you | send me | send you
            give you a call | give me a call | my number | your number | phone number | my email
            your email | email address | contact | schedule | set up a time | set up a call
            set up a meeting | book a | calendar | appointment | meet | meeting | demo | trial
            tour | come see | come and see | take a look at it | see it in person | stop by
            when be you available | what time works | next step | follow up | send over | proposal
            paperwork | contract | invoice | sign up | this afternoon/evening/weekend/morning/week
            @when | monday | tuesday | wednesday | thursday | friday | saturday | sunday
            """),
        Lexicon(
            .urgency,
            """
            today | right now | right away | as soon as possible | asap | immediately | now .
            tonight | this week only | limited time | limited offer | act now | hurry
            last chance | running out | only a few left | while supplies | expires | deadline
            before the end | ends today/soon/tomorrow/friday | first come | going fast
            wo not last | will not last | other people interested | someone else interested
            by tomorrow | this minute | every second | every minute | urgent | urgently
            sign today | donate today | buy today | don not miss | do not miss
            won not be available | price goes up
            """),
        Lexicon(
            .portion,
            """
            all of it | all of my | all my | entire | whole | full amount | full payment
            everything | half of | half my | half . | portion | part of my | percent of my
            some of my | the maximum | max | the rest | my payment | my earnings | from my
            the full | my bonus | task payment | all $ | my whole
            """),
        Lexicon(
            .small,
            """
            a few cents | few cents | couple cents | couple of cents | penny | a penny | pennies
            small amount | small donation | a little | little bit | only $ | just $ | small
            a bit | minimum | at least $ | a dollar | some change | spare change | a few dollars
            not much | tiny | a cent | cents | a dime | nickel
            """),
        Lexicon(
            .nothing,
            """
            nothing | zero | none | $0 | not anything | no amount | 0 dollars | 0 cents
            no donation | no money | not a penny | not a dime | no cents | donate nothing
            no .. donation
            """),
        Lexicon(
            .askAmount,
            """
            how much .. like to | how much .. @want | how much .. willing | how much would you
            how much do you | how much will you | how much you | what amount | which amount
            what be your offer | what are you willing | what would you pay
            what did you have in mind | have in mind | what price .. in mind | your budget
            any amount | choose any | between $ and | from $0 | between $0 | how much can you
            how much could you | how much of your | make me an offer | what can you offer
            what can you do | how many dollars | how many cents
            """),
    ]
}
