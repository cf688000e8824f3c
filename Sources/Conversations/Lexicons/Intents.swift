/// Interest, intent, commitment, agreement; refusal and putting off.
extension Lexicon {
    static let intents: [Lexicon] = [
        Lexicon(
            .interest, negated: .refuse,
            """
            interested | i be interested | interested in | would/will love to hear | tell me more
            tell me about | love to know more | like to know more | want to know more
            like to hear more | hear more | learn more | know more | more information | more info
            more details | curious | sounds interesting | sounds @great | sounds like a @great
            that be interesting | @i like it | @i like that | @i like the/your/this | @i love it
            @i love that | @i love the/your | caught @my attention/eye | looks @great
            look @great | looking for | in the market for | i be intrigued | intriguing | go on .
            go ahead | do tell | please tell | still available | still for sale | still have it
            do you still have | where can i find | can i see | @great to know
            that be @great to hear | when can i see | take a look | check it/them out
            look into it/them/this | not interested in @delay | be interested
            """),
        Lexicon(
            .intent, negated: .refuse,
            """
            @i will @act | @i will be happy/glad/able to | @i will definitely | @i will happily
            @i will gladly | @i would @want to @act | @i would be @want to @act
            @i would be @want to | @i be @want to @act | @i be going to @act | @i be @want to
            @i want to @act | @i can @act $ | @i can @act | @i could @act | @i like to @act
            @i love to @act | @i will do it/that/so | @i will do $ | @i can do $ | @i can do that
            @i would do $ | let us do $ | put me down for | count me in | sign me up | i be in .
            i be on board | where do i sign | @i would @want to @act $ | @i will @act $
            @i like to @act $ | @i @act $ | i be @act $ | @act $ | give $ | $ please
            ^ yes i will | yes i would | sure i will | ^ i will . | ^ yes i would love to
            willing to @act | happy to @act | glad to @act | love to @act | ready to @act
            @i have decided to | decided to @act | @i be considering | convinced me
            you have convinced | persuaded me | you sold me | i be sold | @i will @act some
            @i will @act all | @i will @act half | @i choose to @act | @i think i will @act
            @i guess i will @act | @i guess i can/could @act | @i will take it/that/them/one
            @i would take it | @i will buy | @i will go with | @i will go for
            send me/over/us the contract/invoice/link/paperwork/agreement/quote/proposal
            send it over | send the contract/invoice/link/paperwork/agreement/proposal
            let us get started | let us move forward | let us go ahead | let us proceed
            let us do it | let us do this | move forward with
            ready to move/start/go/buy/sign/proceed | when can we start | get started
            i would like to order/buy/purchase/get | i want it | i need it by
            """),
        Lexicon(
            .accept, negated: .refuse,
            """
            deal . | ^ deal | it be a deal | that be a deal | you have a deal | we have a deal
            you got a deal | have got a deal | @it works | works for me | work for me
            that will work | that would work | that works @great | can work with that
            sounds good | sounds great | sounds fair | sounds perfect | sounds fine
            sounds like a deal | sounds like a plan | sounds reasonable | sound good | sound fair
            that be fair | seems fair | fair enough . | that be fine | that be reasonable
            i accept | accept your/the/that offer | i will accept | i agree to | agreed .
            ^ agreed | i will take it | i will take @it | i will take them | ill take it | sold .
            ^ sold | @it be yours | you got it . | perfect . | ^ perfect | can do that
            could do that | i can do $ | i will do $ | let us do it | let us do that
            happy with that | good with that | ok with that | fine with me/that | good with me
            ok with me | great i will | ok i will | great deal
            see you then/there/tomorrow/tonight/soon | pick it up | looking forward
            glad to do business | pleasure doing business | i be good with | how about i pick
            that be doable | i suppose that works | i guess that works | you have convinced me
            done deal | shake on | i be in | count me in
            """),
        Lexicon(
            .agree,
            """
            ^ yes | ^ sure | ^ ok | ^ of course | ^ definitely | ^ absolutely | ^ certainly
            ^ right | ^ alright | ^ exactly | ^ indeed | ^ true | ^ very true | ^ great | ^ good
            ^ fine | ^ cool | ^ awesome | ^ wonderful | i agree | agree with you | you be right
            that be right | that be true | that be correct | i understand | i see | makes sense
            make sense | got it | yes i do | yes i have | yes i am | yes please | i think so
            good point | i guess so | sure thing | why not | no problem | i hope so
            i believe so
            """),
        Lexicon(
            .refuse,
            """
            no thanks | no thank you | not interested | not going to @act | not going to
            i will pass | ill pass | i pass | not @want to @act | not want to | not want to @act
            not @want to | will not @act | will not be @act | will not be | can not @act
            can not give | not be able to | can not do that | can not do it | can not do $
            not today | not this time | not at this time | not for me | not right now | rather not
            prefer not | decline | have to decline | no deal | i refuse | leave me alone
            stop calling/emailing | do not call | do not contact | unsubscribe | not comfortable
            do not think so | do not think i can/will/would/could | do not feel | do not believe
            i do not @act | not donate | not donating | not give any | not giving | not buying
            not buy | not contribute | unable to | no i can/will/do/would not | i be not able
            not willing | not gonna | find someone/somewhere else | will have to pass
            be going to pass | not worth | never @act | never donate | not convinced
            can not accept | can not go/come/do | can not afford that | can not sell | too low
            way too low | ^ no . | ^ no i | ^ no not | absolutely not | ^ never | no way
            keep my money | keep it | keep the money | keep all | changed my mind | cancel
            forget it | never mind | not donate anything | nothing today
            """),
        Lexicon(
            .postpone,
            """
            maybe @later | later . | maybe next time | next time | some other time | another time
            another day | other day | think about it | think it over | think about @it
            think on it | give it some thought | sleep on it | need time | get back to you
            call you back | let you know | be in touch | reach out @later | call me back
            come back | not right now | not yet | not now | right now i | at the moment
            at this moment | for now | maybe in the future | in the future | in future
            down the road | down the line | next month/year/week/quarter/paycheck | some day
            someday | one day | when i can | when i have | when i get | once i get | once i have
            consider it | considering it | consider @act | will consider | might consider
            have to consider | i will see | we will see | i will look/check into | look into it
            do some research | do my own research | research more | need more information before
            need to think | have to think | want to think | would have to think | i will try
            try to @act | keep it/them in mind | check out the website | check the website
            visit the website | look at their website | on my own | on their website
            let me check | let me think | let me see | i need to check | have to check | after i
            until i | maybe i will | maybe i can | maybe i could | may be | might be able
            possibly | eventually
            """),
        Lexicon(
            .hedge,
            """
            maybe | perhaps | might | probably | possibly | i guess | i suppose | not sure
            unsure | kind of | sort of | i think | i do not know | do not know | not certain
            depends | it depends | i may | could be | may be | somewhat | i imagine | i doubt
            on the fence | hesitant | hard to say | guess so | not really sure | we will see
            """),
        Lexicon(
            .wish,
            """
            i wish i could | wish i could | wish i had | wish i can | would love to but
            would like to but | like to but | i would but | want to but | love to but | i would if
            if i could | if i had | if only | i wish | wish that | i only wish
            """),
        Lexicon(
            .condition,
            """
            if you can | if you could | if you will | if you @act | only if | as long as
            provided that | under one condition | on one condition | on the condition | unless
            would you be willing | if you would | if they | if i can | if i do | if you throw in
            if you pick | if you deliver | if you include | if i pick | if i pay | depends on
            """),
    ]
}
