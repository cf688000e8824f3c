/// More that is said besides, to train on: it says nothing about what is meant.
extension Phrases {
    static let moreRepresentativeAside = """
        {Sorry|Excuse me}, I {dropped|lost} my pen for a second.
        I'm {typing|noting} that {as we talk|into my system}.
        {My colleague|Somebody} just walked in, never mind.
        It's {windy|snowing|rather warm} here {today|this morning}.
        {Let me|I'll just} turn the volume up a little.
        I {moved|had to move} to a quieter room.
        {The traffic|The train} was {awful|late} this morning.
        {Just a second|One moment}, my second screen went dark.
        I'm {on my mobile|using a headset}, tell me if you can't hear me.
        We're {painting|cleaning} the office, {ignore the noise|it's a bit chaotic here}.
        By the way, {happy {date}|the coffee here is good}.
        I've {made|taken} a note of {it|that} {in the file|}.
        """

    static let moreCustomerAside = """
        {Sorry|Excuse me}, {I had to sneeze|my phone rang}.
        {It's|We have it} {cold|very hot|quiet} {here today|in the office}.
        {One moment|Wait a second}, {I'm closing the door|somebody is at the door}.
        I'm {in the car|walking|at home} {at the moment|today}.
        {My cat|A child} is {making noise|in the room}, {don't mind that|sorry}.
        We {have|had} {visitors|a birthday} in the office{ today|}.
        I'm {eating|having} {lunch|a sandwich} {while we talk|}.
        The {internet|connection} is {slow|weak} {here|today}.
        {Last weekend|Yesterday} we {were at the lake|had a party}.
        {I've|I have} {a cold|a sore throat}, {excuse my voice|sorry for that}.
        Let me {find|get} {my glasses|a pen}.
        They're {drilling|mowing the lawn} {next door|outside}.
        I {just|only just} {got in|came back from holiday}.
        """
}
