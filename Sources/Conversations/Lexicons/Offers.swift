/// What representatives offer when they answer an objection, leave the floor to the customer, or
/// let go. No feature watches these: they tell moves apart, see ``MoveRecognition``.
extension Lexicon {
    static let offers: [Lexicon] = [
        Lexicon(
            .offerTime,
            """
            no rush | no hurry | there be no rush | start later | begin later | later start
            whenever you be ready | when you be ready | at your pace | at your own pace
            your calendar | your schedule | timing be up to you | start date | flexible start
            start slowly | small steps | phase it in | phase in | reserve your place
            hold this offer | hold the offer | postpone the | delay the | busy season | busy weeks
            quiet weekend | start next quarter/month/year | begin next quarter/month/year
            begin in @when | start in @when | wait until | you choose the date | pick a later
            when your current contract ends | schedule the launch
            """),
        Lexicon(
            .offerDecider,
            """
            your @kin | bring your @kin | invite your @kin | include your @kin | talk to your @kin
            speak to/with your @kin | spoke to your @kin | present this/it to your @kin
            decision maker | who signs | sign off | who else needs | who else be | joint meeting
            business case | make the case | needs to be involved | has to approve
            who has to approve | who approves | summary for | one page | on the line
            """),
        Lexicon(
            .offerComparison,
            """
            compared to | unlike | sets us apart | set us apart | the difference between
            side by side | other provider | other providers | other vendor | other vendors
            other company | other supplier | other suppliers | our competitor | our competitors
            the competition | that competitor | that vendor | competing product | the alternative
            compare the | compare both | both quotes | both offers | theirs | than theirs
            their product | where they | different from | differ from | stronger than
            """),
        Lexicon(
            .offerGuarantee,
            """
            guarantee | guaranteed | money back | refund | full refund | cancel any | cancel at
            free trial | trial be free | try it for | test it for | without any risk | at no risk
            no risk | risk free | we take the risk | small pilot | pilot project | pilot
            warranty | penalty clause | insured | insurance for that | you be covered
            step out of | only pay when/if | you pay nothing | roll back | rollback | in writing
            get your money
            """),
        Lexicon(
            .leaveFloor,
            """
            go on | go ahead . | please continue | please go | carry on | keep going
            i be listening | all ears | take your time | tell me more | a bit more about that
            say more | what else | and what else | expand on | what makes you say
            what do you mean by | and then ? | to hear the whole | want to interrupt
            behind that | more to it | taking notes
            """),
        Lexicon(
            .offerExit,
            """
            not the right fit | not a good fit | not a fit | not be a fit | not be a good fit
            not be the right | not be right for | not a match
            not the right solution/product/partner/choice | not right for you | not for you
            stop here | leave it there | end it here
            close your file | take you off | stop contacting | waste your time | waste of time
            better off with | better off without | do not really need | something you do not need
            be going anywhere | not push you | won not sell you | too small for us
            not benefit enough | made for others
            """),
    ]
}
