import ConnectorKit
import Testing

@testable import Folder

@Suite("Transcripts of the folder connector")
struct TranscriptTests {
    private func problems(_ text: String) -> [String] {
        do throws(Unreadable) {
            _ = try JSONLines.transcripts(Array(text.utf8))
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test("A line is a conversation; blank lines are skipped, unknown fields are not read")
    func lines() throws {
        let text = """
            {"id": "a", "won": true, "turns": [{"speaker": "rep", "text": "Hi", "said_at_ms": 7}]}

            {"turns": [{"speaker": "Buyer", "text": "Hello"}, {"speaker": "agent", "text": "S"}]}\r
            """
        let transcripts = try JSONLines.transcripts(Array(text.utf8))
        #expect(transcripts.map(\.id) == ["a", "line-3"])
        #expect(
            transcripts[0].turns == [
                Turn(number: 1, speaker: .representative, text: "Hi", saidAtMilliseconds: 7)
            ])
        #expect(transcripts[1].turns.map(\.speaker) == [.customer, .representative])
    }

    @Test("What is wrong is named by line and field, all of it at once")
    func problems() {
        let text = """
            {"id": "a", "turns": [{"speaker": "rep", "text": "H"}, {"speaker": "boss", "text": ""}]}
            {"id": "b", "turns": []}
            {"id": "c"}
            {"id": "d", "turns": [{"speaker": "rep"}]}
            {"id": "e", "turns": [{"speaker": "rep", "text": 5}]}
            {"id": "", "turns": [{"speaker": "rep", "text": ""}]}
            not json
            """
        let expected = [
            "line 1: turns[1].speaker: is \"boss\"; must be rep or customer",
            "line 2: turns: is empty; a conversation has at least one turn",
            "line 3: turns: is missing",
            "line 4: turns[0].text: is missing",
            "line 5: turns[0].text: is not of the type string",
            "line 6: id: has 0 bytes; must have 1 to 200",
            "line 6: turns[0].text: is empty",
            "line 7: is not valid JSON",
        ]
        #expect(problems(text) == expected)
        #expect(problems("\n \n") == ["the file holds no conversation"])
    }

    @Test("Plain text: who speaks begins a turn, other lines go on with it")
    func plainText() throws {
        let text =
            "\u{feff}Rep: Hi!\r\n\r\nCustomer:\r\nWhat does it cost: much?\n  Tell me.\nREP: No."
        let transcript = try PlainText.transcript(Array(text.utf8), id: "call")
        #expect(transcript.id == "call")
        #expect(
            transcript.turns == [
                Turn(number: 1, speaker: .representative, text: "Hi!"),
                Turn(number: 2, speaker: .customer, text: "What does it cost: much? Tell me."),
                Turn(number: 3, speaker: .representative, text: "No."),
            ])
    }

    @Test("Plain text that nobody says, or that is not UTF-8, is refused")
    func badPlainText() throws {
        let wrong: [([UInt8], String)] = [
            (Array("\nHello".utf8), "line 2: speaker: a transcript begins with who speaks"),
            (Array("Rep: a\nCustomer:\n\n".utf8), "line 2: text: says nothing"),
            ([], "the file holds no conversation"),
            ([0x52, 0xff], "not UTF-8"),
        ]
        for (bytes, says) in wrong {
            do throws(Unreadable) {
                _ = try PlainText.transcript(bytes, id: "call")
                Issue.record("\(bytes) was taken")
            } catch {
                #expect(error.problems.first?.description.contains(says) == true, "\(error)")
            }
        }
    }

    @Test("The same transcript has the same event ids for ever, another one has others")
    func ids() {
        let turn = Turn(number: 1, speaker: .customer, text: "Hi")
        let one = Transcript(id: "a", turns: [turn], line: 1)
        let id = one.conversation(file: "f.jsonl", occurrence: 0)
        // Written down, so that a new version that would score everything again shows here.
        #expect(id == "a@3a84289c784fffdb")
        #expect(one.events(conversation: id).map(\.id) == ["\(id)#1", "\(id)#end"])
        var others = [
            one.conversation(file: "g.jsonl", occurrence: 0),
            one.conversation(file: "f.jsonl", occurrence: 1),
        ]
        var other = one
        other.turns[0].speaker = .representative
        others.append(other.conversation(file: "f.jsonl", occurrence: 0))
        other.turns[0].text = "Hi!"
        others.append(other.conversation(file: "f.jsonl", occurrence: 0))
        #expect(Set(others + [id]).count == 5)
    }

    @Test("A file is ready when it was closed, or has stayed as it is for a while")
    func sightings() {
        var sightings = Sightings(settle: .seconds(1))
        func drop(_ name: String, size: Int) -> Drop {
            Drop(
                name: name, format: .plainText,
                stamp: Stamp(seconds: 1, nanoseconds: 2, size: size, inode: 3), answer: "",
                error: "")
        }
        let start = ContinuousClock.now
        func ready(_ drops: [Drop], closed: Set<String> = [], at seconds: Int) -> [String] {
            sightings.ready(drops, closed: closed, now: start + .seconds(seconds)).map(\.name)
        }
        let both = [drop("a", size: 1), drop("b", size: 1)]
        #expect(ready(both, closed: ["b"], at: 0) == ["b"])
        sightings.answered(both[1])
        #expect(ready([drop("a", size: 2), both[1]], at: 1) == [])
        #expect(ready([drop("a", size: 2), both[1]], at: 2) == ["a"])
        #expect(ready([drop("b", size: 9)], at: 3) == [])
        #expect(ready([drop("b", size: 9)], at: 4) == ["b"])
    }
}
