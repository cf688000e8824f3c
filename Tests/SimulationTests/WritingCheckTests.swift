import Outbound
import Testing

@testable import Simulation

@Suite("What a written line must be")
struct WritingCheckTests {
    private func task(_ act: SimulatedTurn.Act, before: [String] = []) -> WritingTask {
        WritingTask(
            act: act, isElaborate: false, industry: "saas", product: "scheduling app",
            persona: "owner", channel: .chat,
            before: before.map { (isCustomer: false, text: $0) }, style: "friendly",
            topic: "late reports", seed: 1)
    }

    private func verdict(
        _ text: String, _ finish: ChatReply.Finish = .stop, before: [String] = []
    ) -> String {
        let reply = ChatReply(text: text, finish: finish, tokens: 1)
        switch WritingCheck.line(reply, for: task(.customer(.objectPrice), before: before)) {
        case .success(let line): return line
        case .failure(let rejected): return "(\(rejected.reason.rawValue))"
        }
    }

    @Test(
        "A plain line passes, without the spaces and quotation marks around it",
        arguments: [
            ("That is more than we can pay.", "That is more than we can pay."),
            ("  \"Too expensive.\"\n", "Too expensive."),
            ("“Too expensive.”", "Too expensive."),
            (
                "Our customer base is small: it costs too much.",
                "Our customer base is small: it costs too much."
            ),
            ("At 9:30 you said $400; it's too much!", "At 9:30 you said $400; it's too much!"),
        ])
    func passes(text: String, line: String) { #expect(verdict(text) == line) }

    @Test(
        "Anything else is rejected with its reason",
        arguments: [
            ("", "(empty)"), (" \"\" ", "(empty)"),
            (String(repeating: "very ", count: 80) + "expensive", "(long)"),
            ("Customer: too expensive.", "(speaker)"),
            ("**Customer:** too expensive.", "(speaker)"),
            ("Too expensive.\nRepresentative: I see.", "(speaker)"),
            ("Too expensive.\n\nReally.", "(layout)"), ("[sighs] Too expensive.", "(layout)"),
            ("*sighs* Too expensive.", "(layout)"),
            ("Sure, here is the line: Too expensive.", "(refused)"),
            ("I'm sorry, but I can't help with that.", "(refused)"),
            ("As an AI language model I find it expensive.", "(refused)"),
            ("It is too expensive, and the deal lost in the end, closed lost.", "(leak)"),
            ("The outcome is that I do not buy.", "(leak)"), ("I objectPrice.", "(leak)"),
            ("The next line is the customer's. What the customer does: objects.", "(leak)"),
            ("Write only the words of that one line, too expensive.", "(prompt)"),
        ])
    func rejects(text: String, reason: String) { #expect(verdict(text) == reason) }

    @Test("What was cut off, filtered, or said before is rejected")
    func context() {
        #expect(verdict("Too exp", .length) == "(long)")
        #expect(verdict("Too expensive.", .filtered) == "(refused)")
        let said = "That is more than we pay."
        #expect(verdict("THAT is more than we pay.", before: [said]) == "(repeated)")
        #expect(verdict("Too expensive.", before: ["too expensive."]) == "Too expensive.")
    }

    @Test("Every act is told to the writer in words of its own, and never by its name")
    func notes() {
        let notes =
            RepresentativeAct.allCases.map { ActNotes.note(.representative($0)) }
            + CustomerAct.allCases.map { ActNotes.note(.customer($0)) }
        #expect(Set(notes).count == notes.count)
        for act in RepresentativeAct.allCases.map(\.name) + CustomerAct.allCases.map(\.name)
        where act.contains(where: \.isUppercase) {
            #expect(notes.allSatisfy { !$0.contains(act) })
        }
    }

    @Test("Requests that differ in anything that a reply depends on have keys of their own")
    func keys() {
        var requests: [ChatRequest] = []
        let base = task(.customer(.objectPrice)).request(model: "m", rejected: [])
        requests.append(base)
        requests.append(task(.customer(.objectTiming)).request(model: "m", rejected: []))
        requests.append(task(.customer(.objectPrice)).request(model: "n", rejected: []))
        requests.append(
            task(.customer(.objectPrice)).request(model: "m", rejected: [("x", .long)]))
        requests.append(
            task(.customer(.objectPrice), before: ["Hi."]).request(model: "m", rejected: []))
        for change in 0..<3 {
            var request = base
            if change == 0 { request.seed = 2 }
            if change == 1 { request.temperature = 0.5 }
            if change == 2 { request.tokensMax = 5 }
            requests.append(request)
        }
        #expect(Set(requests.map(ReplyCache.key)).count == requests.count)
        #expect(ReplyCache.key(base).count == 64)
        #expect(
            ReplyCache.key(base)
                == ReplyCache.key(task(.customer(.objectPrice)).request(model: "m", rejected: [])))
    }
}
