import Foundation
import Messages
import Testing

@testable import Conversations

@Suite("Reading transcripts")
struct TranscriptTests {
    private func sides(_ text: String) throws -> [Speaker] {
        try Transcript.turns(fromPlainText: text).map(\.speaker)
    }

    @Test(
        "A line with a role is a turn, whatever the role is called",
        arguments: [
            "Rep: Hello\nCustomer: Hi", "AGENT: Hello\nCLIENT: Hi",
            "Sales Rep: Hello\r\nProspect: Hi", "[00:12] Agent: Hello\n[00:15] Caller: Hi",
            "(0:12) seller: Hello\n(0:20) buyer: Hi", "00:00:12 Rep: Hello\n00:00:14 Lead: Hi",
            "**Rep:** Hello\n**Customer:** Hi", "Agent (Anna): Hello\nCustomer (Bob): Hi",
            "Rep : Hello\n\n\nCustomer : Hi\n", "sales_rep: Hello\nuser: Hi",
            "Anna: Hello\nCustomer: Hi", "Anna: Hello\nBob: Hi\nAnna: Yes",
        ])
    func roles(_ text: String) throws {
        let turns = try Transcript.turns(fromPlainText: text)
        #expect(turns.prefix(2).map(\.speaker) == [.representative, .customer])
        #expect(turns.prefix(2).map(\.text) == ["Hello", "Hi"])
        #expect(turns.map(\.number) == Array(1...turns.count))
    }

    @Test("A line without a role goes on with the turn before it, across blank lines")
    func continuation() throws {
        let turns = try Transcript.turns(
            fromPlainText: "Rep: one\ntwo\n\n  three\nCustomer:\nfour: and five\n")
        #expect(turns.map(\.text) == ["one two three", "four: and five"])
    }

    @Test("A colon in what is said begins no turn")
    func colons() throws {
        let turns = try Transcript.turns(
            fromPlainText: "Rep: see\nhttps://x.org\nNote: it is late\nCustomer: ok")
        #expect(turns.count == 2)
        #expect(turns[0].text == "see https://x.org Note: it is late")
    }

    @Test("A transcript that does not say who speaks is refused with the line")
    func refused() {
        let unknown = #expect(throws: ConversationError(.unknownSpeaker, "")) {
            try Transcript.turns(fromPlainText: "just some words\nRep: Hello")
        }
        #expect(unknown?.line == 1)
        #expect(throws: ConversationError(.unknownSpeaker, "")) {
            try Transcript.turns(fromPlainText: "Zorro: Hello")
        }
        for text in ["", "  \n\n\t"] {
            #expect(throws: ConversationError(.emptyTranscript, "")) {
                try Transcript.turns(fromPlainText: text)
            }
        }
    }

    @Test("More turns than the limit are refused")
    func tooMany() {
        let text = String(repeating: "Rep: a\nCustomer: b\n", count: Limits.transcriptTurns / 2 + 1)
        #expect(throws: ConversationError(.tooLarge, "")) {
            try Transcript.turns(fromPlainText: text)
        }
    }

    @Test("A JSON line gives its id, turns, times and outcome")
    func jsonLine() throws {
        let read = try Transcript.conversation(
            fromJSONLine: """
                {"id":"a","source":"crm","turns":[{"speaker":"rep","text":"Hi","at":1700000000000},\
                {"speaker":"customer","text":"Yes \\u2764","at":"2023-11-14T22:13:21Z"}],\
                "converted":true,"more":1}
                """)
        #expect(read.id == "a")
        #expect(read.source == "crm")
        #expect(read.converted == true)
        #expect(read.turns.map(\.speaker) == [.representative, .customer])
        #expect(read.turns[1].text == "Yes \u{2764}")
        #expect(read.turns.map(\.saidAtMilliseconds) == [1_700_000_000_000, 1_700_000_001_000])
    }

    @Test(
        "A bad JSON line is refused with the line and the field",
        arguments: [
            ("nonsense", ConversationError.Code.malformedJSON, nil as String?),
            ("[]", .wrongType, nil), ("{\"id\":\"a\"", .malformedJSON, nil),
            (#"{"turns":[{"speaker":"rep","text":"a"}]}"#, .missingField, "id"),
            (#"{"id":"a"}"#, .missingField, "turns"),
            (#"{"id":"","turns":[{"speaker":"rep","text":"a"}]}"#, .missingField, "id"),
            (#"{"id":"a","turns":[]}"#, .emptyTranscript, "turns"),
            (#"{"id":7,"turns":[]}"#, .wrongType, "id"),
            (#"{"id":"a","turns":[{"speaker":"rep"}]}"#, .missingField, "turns[0].text"),
            (
                #"{"id":"a","turns":[{"speaker":"rep","text":"a"},{"speaker":"x","text":"b"}]}"#,
                .unknownSpeaker, "turns[1].speaker"
            ),
            (
                #"{"id":"a","turns":[{"speaker":"rep","text":"a","at":"soon"}]}"#, .wrongType,
                "turns[0].at"
            ),
            (
                #"{"id":"a","turns":[{"speaker":"rep","text":"a"}],"converted":"yes"}"#,
                .wrongType, "converted"
            ),
        ])
    func badLine(_ text: String, _ code: ConversationError.Code, _ field: String?) {
        let error = #expect(throws: ConversationError(code, "")) {
            try Transcript.conversation(fromJSONLine: text, line: 12)
        }
        #expect(error?.line == 12)
        #expect(error?.field == field)
        #expect(error?.description.contains("line 12") == true)
    }

    @Test("A line that nests ten thousand deep is refused before a parser sees it")
    func nesting() {
        let text = #"{"id":"# + String(repeating: "[", count: 10_000)
        #expect(throws: ConversationError(.malformedJSON, "")) {
            try Transcript.conversation(fromJSONLine: text)
        }
    }
}
