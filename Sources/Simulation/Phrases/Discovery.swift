/// SPIN's problem, implication and need-payoff questions.
extension Phrases {
    static let discovery: [RepresentativeAct: Phrases] = [
        .problem: Phrases(
            train: """
                What is {your biggest challenge|the biggest problem} with {process}?
                {What challenges|What problems} do you run into when {process}?
                How satisfied are you with {incumbent}, is anything frustrating?
                Do you {struggle with|have trouble with|run into} {trouble}?
                What frustrates your {users} most about {process}?
                Are {trouble} {a problem|an issue} for you?
                What is not working well {today|with {product} alternatives}?
                Where does it hurt most, is it {trouble}?
                How difficult is {process} with {incumbent}?
                What would you change about {process} if you could?
                Which issues keep coming up, {trouble} perhaps?
                Do your {users} complain about {trouble}?
                What is the most painful part of {process}?
                Are you unhappy with anything in the way you are {process}?
                How much of a headache are {trouble}?
                What keeps going wrong when you are {process}?
                Is there something about {incumbent} that bothers you?
                What are the main pain points, would you say?
                How often do you have to deal with {trouble}?
                Do you ever have difficulties with {trouble}?
                """,
            test: """
                Which difficulties do you experience with {process}?
                Is there anything about {process} that annoys your {users}?
                What tends to go wrong with {incumbent}?
                Are you facing problems such as {trouble}?
                What is the toughest thing about {process} for you?
                Do {trouble} give you grief?
                Where are the weak spots in {process}?
                What complaints do you hear from your {users}?
                How troublesome are {trouble} at the moment?
                What is it that you dislike about {incumbent}?
                What bothers you most in {process}?
                Are there pains like {trouble} that you want to get rid of?
                """),
        .implication: Phrases(
            train: """
                What {happens|would happen} {if|when} {trouble} {continue|get worse}?
                How {do|much do} {trouble} affect your {costs}?
                What is the impact of {trouble} on your {users}?
                How much do {trouble} cost you {every month|a year}?
                What does it mean for the business if nothing changes?
                If you do nothing about {trouble}, where will you be in a year?
                How many hours do your {users} lose because of {trouble}?
                What effect do {trouble} have on {your customers|your results}?
                Does that {lead to|mean} higher {costs} in the end?
                What are the consequences when {trouble} happen in a busy week?
                Have you worked out what {trouble} are costing you?
                And when that happens, who else is affected?
                What is at stake if {trouble} go on like this?
                So {trouble} also drive up {costs}, don't they?
                How does that hurt your {users} and your reputation?
                What would another year of {trouble} cost you?
                How much money do you lose each time because of {trouble}?
                What is the knock-on effect of {trouble}?
                Doesn't that put your targets at risk?
                What happens to {costs} if {trouble} keep growing?
                """,
            test: """
                Suppose {trouble} carry on, what would the damage be?
                In what way are {trouble} hurting your {costs}?
                What price do you pay for {trouble} over a year?
                If things stay as they are, what does that do to the business?
                Who suffers when {trouble} occur, and how badly?
                Could {trouble} end up losing you customers?
                What would be the consequence of leaving {trouble} unsolved?
                How much time gets wasted on account of {trouble}?
                Do {trouble} have an effect on your {users} further down the line?
                Have you added up the losses from {trouble}?
                And what does that result in, higher {costs}?
                How bad could it become if nobody fixes {trouble}?
                """),
        .payoff: Phrases(
            train: """
                {How would it help|What would it mean} if you had no more {trouble}?
                {Imagine|What if} {trouble} {were gone|simply stopped}, what would that be worth?
                Would it be useful if your {users} could save {percent} of their time?
                If we could {cut|lower} your {costs} by {percent}, how valuable would that be?
                How would your {users} feel without {trouble}?
                What would you do with the {hours|money} you get back?
                Wouldn't it be nice if {process} took half the time?
                If you could get rid of {trouble}, what difference would that make?
                What would it be worth to you to have {process} solved?
                Would it help you if {process} just worked?
                How much would you save if {costs} went down by {percent}?
                Picture {process} without {trouble}, what changes for you?
                Would you benefit from lower {costs} next year?
                If {process} were easy, what could your {users} do instead?
                Why would it be important for you to fix {trouble}?
                What would a solution to {trouble} do for you?
                How good would it be to see {costs} drop by {percent}?
                Suppose we solved {trouble} for good, how would that help the team?
                """,
            test: """
                What would be the benefit for you if {trouble} disappeared?
                Think of a month with no {trouble}, what would you gain?
                Would you find it valuable to bring {costs} down by {percent}?
                How much better would life be for your {users} if that were fixed?
                If I could take {trouble} off your plate, what would that give you?
                What could you achieve with {percent} lower {costs}?
                How helpful would it be to have {process} done in half the time?
                Just imagine {process} running smoothly, would that be worth something?
                What advantage would you see in having {trouble} solved?
                Would saving on {costs} make a real difference to you?
                How would things improve if your {users} never saw {trouble} again?
                And if all of that went away, how useful would it be?
                """),
    ]
}
