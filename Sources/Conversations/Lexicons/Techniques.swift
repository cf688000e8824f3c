/// What representatives are trained to do: SPIN's four questions, value and challenger selling,
/// social proof, and the trial close.
extension Lexicon {
    static let techniques: [Lexicon] = [
        Lexicon(
            .situation,
            """
            how do you currently | how are you currently | what do you currently | what do you use
            what are you using | which tools do you
            how many people/users/employees/reps/kids/children | how long have you
            tell me about your | tell me a bit about | walk me through | what be your current
            who handles | what does your process | do you currently | do you already
            are you currently | what be your role | how big be your
            do you have any kids/children | do you have kids/children | have you ever heard
            have you heard | have you ever donated | have you donated | have you ever
            do you donate | do you usually | do you know about | do you know anything
            are you familiar | be you aware | where are you from | do you live | what brings you
            what are you looking for | are you looking for | how often do you | do you give to
            are you involved | do you often | do you @act to
            """),
        Lexicon(
            .problem,
            """
            what be your biggest | biggest challenge | biggest problem | what challenges
            any challenges | what problems | what frustrates | frustrating | what be not working
            struggle with | struggling with | difficult for you | how difficult | hard for you
            are you happy with | are you satisfied | how satisfied | dissatisfied | what worries
            what concerns you | pain point | pain points | what keeps you | what be stopping
            what be holding | holding you back | run into | run into any | trouble with
            what would you change | what be missing | what be wrong with | any concerns
            any problems | what issues
            """),
        Lexicon(
            .implication,
            """
            what happens if | what happens when | what would happen | how does that affect
            how does that impact | affect your | impact on your | what be the impact
            what does that cost | how much does that cost you | costing you | cost you
            what be the consequence | consequences | if nothing changes | if you do nothing
            lead to | does that mean | how much time do you lose | losing | lose out | what effect
            slow you down | knock on | at stake | risk of not | would die | will die | die every
            die from | without your help | without help | suffer | suffering | starving
            """),
        Lexicon(
            .payoff,
            """
            how would it help | how would that help | would it help if | would that help
            what would it mean | how valuable would | how useful would | would it be useful
            would it be worth | if you could | what if you could | imagine if | imagine
            how would you feel | what difference would | how much would you save | if we could
            wouldn not it be | would it not be | would not it be | would you benefit
            what would you do with | would it make | how much better | why be it important
            would you like to see | think how | think about how | picture
            """),
        Lexicon(
            .value,
            """
            save you | saves you | saves time | save time | saving | savings
            return on investment | roi | increase your | improve your | boost your | grow your
            reduce your | benefit | benefits | worth it | pays for itself | value | valuable
            great value | make a difference | big difference | huge difference | makes a huge
            go a long way | goes a long way | a long way | help a lot | helps a lot | impact
            high quality | top quality | great condition | excellent condition | perfect condition
            good condition | mint condition | brand new | like new | barely used | hardly used
            well maintained | comes with | includes | included | features | warranty | best in
            efficient | reliable | change a life | change lives | save lives | save a life
            saves lives | better life | better future | provide | provides | improves
            get them access
            """),
        Lexicon(
            .teach,
            """
            did you know | research shows | studies show | study shows | according to | statistics
            the data shows | data show | what most people | many people do not realize
            most people do not | most companies | what we have found | we have found that
            we see that | we have seen | in fact | actually | the truth be | surprisingly
            the reality be | the fact be | report | million children | million people | percent of
            # percent | in the first | worldwide | around the world | in # countries | estimated
            on average | every year | every day | for every | industry average | benchmark | trend
            insight
            """),
        Lexicon(
            .tailor,
            """
            for someone like you | for a company like yours | for your | in your case
            in your situation | given your | based on what you | you mentioned | you said
            as you said | you told me | since you | because you | because you said | your needs
            for your team | for your business | for your industry | specific to you | customize
            customized | tailored | for you specifically | like yours | your goals | just like you
            fits your | suit your | perfect for you | you were looking | you seem like
            you sound like
            """),
        Lexicon(
            .control,
            """
            i recommend | i suggest | i would recommend | i would suggest | my recommendation
            my suggestion | you should | you need to | you must | what i need from you
            here be what | the next step be | let us schedule | let us set | let us get
            let us do | let us make | let us start | let me be | let me be direct | let me show
            let me explain | let me tell you | let me ask | let me challenge | push back
            be honest with you | to be clear | i want you to | trust me | believe me
            you will not regret | you will love | you will be | take my word | i insist
            we need your | we need you | please donate | please help | please consider
            please give
            """),
        Lexicon(
            .proof,
            """
            other customers | our customers | our clients | many customers | many clients
            customers like | companies like | people like you | others like you | other people
            many people | so many people | lots of people | thousands of | millions of people
            everyone | most people | case study | case studies | testimonial | testimonials
            reviews | rated | # stars | five star | highly rated | award | awards | trusted by
            used by | recommended by | popular | best selling | best seller | bestseller
            others have | people have | people donate | have already | already donated
            already helped | have helped | my friends | a client | one of our | leading
            well known | renowned | top rated | worked for | if everyone | if every person
            join thousands | join others
            """),
        Lexicon(
            .close,
            """
            would/will/do/can/could/are you @want to @act | would you @act | will you @act
            can you @act | could you @act | are you @want to @act | would you be @want to
            would you like to @act | do you want to @act | would you like to
            are you interested in @act | interested in @act | interested in making
            want to make a donation | like to make a donation | make a donation | consider @act
            consider making | thinking of @act | help us | help them out | shall we | should we
            can we go ahead | ready to | are you ready | do we have a deal | do you want it
            want to buy | will you take | can i put you down | put you down for | sign you up
            get you started | how does that sound | does that sound | sound good | sounds good ?
            does that work | would that work | will that work | what do you think
            what do you say | are we agreed | make an offer | make me an offer | when can you
            when would you like | so you will | so will you | so would you | can i count on
            count on you | can i count you | can we count | be that ok | is that ok | is this ok
            how about you | would you consider | is that a deal | do you accept | go ahead with
            are you in | be you in
            """),
    ]
}
