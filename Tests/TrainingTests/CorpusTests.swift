import Foundation
import Messages
import Testing

@testable import Training

@Suite("Training data")
struct CorpusTests {
    private func refusal(_ text: String) throws -> TrainingError? {
        try Made.inFolder { folder in
            let path = folder + "/bad.jsonl"
            try Data(text.utf8).write(to: URL(filePath: path))
            return #expect(throws: TrainingError.self) { try Corpus([path]) }
        }
    }

    @Test("That is wrong is refused with file, line and field")
    func wrong() throws {
        let good = Made.lines(2)
        let cases = [
            (#"{"id":"x","turns":[{"speaker":"rep","text":"hi"}]}"#, "converted"),
            (
                #"{"id":"x","turns":[{"speaker":"owl","text":"hi"}],"converted":true}"#,
                "turns[0].speaker"
            ),
            (#"{"id":"x","turns":[{"speaker":"rep"}],"converted":true}"#, "text"),
            (#"{"turns":[{"speaker":"rep","text":"hi"}],"converted":true}"#, "id"),
            (#"{"id":"x","turns":[],"converted":true}"#, "turns"),
            (#"{"id":"c0","turns":[{"speaker":"rep","text":"hi"}],"converted":true}"#, "id"),
            ("not JSON", "JSON"),
        ]
        for (line, field) in cases {
            let error = try refusal(good + line + "\n")
            #expect(error?.code == .badData)
            #expect(error?.reason.contains("bad.jsonl:3") == true, "\(error?.reason ?? "")")
            #expect(error?.reason.contains(field) == true, "\(error?.reason ?? "")")
        }
    }

    @Test("Of too few conversations, or of one outcome, is refused with the counts")
    func tooFew() throws {
        #expect(try refusal(Made.lines(10))?.code == .tooFew)
        let won = Made.lines(100).replacingOccurrences(
            of: "\"converted\":false", with: "\"converted\":true")
        let error = try refusal(won)
        #expect(error?.code == .tooFew)
        #expect(error?.reason.contains("100 converted and 0 not") == true)
    }

    @Test("That is not there is refused by its path")
    func absent() {
        let error = #expect(throws: TrainingError.self) { try Corpus(["/nowhere/at/all.jsonl"]) }
        #expect(error?.code == .unreadable)
        #expect(error?.reason.contains("/nowhere/at/all.jsonl") == true)
        #expect(throws: TrainingError(.badSetting, "")) { try Corpus([]) }
    }

    @Test("Is named by SHA-256: the standard's own examples")
    func sha256() {
        func digest(_ text: String) -> String {
            var digest = SHA256()
            for piece in text.utf8.map({ [$0] }) { piece.withUnsafeBytes { digest.add($0) } }
            return digest.finished()
        }
        #expect(
            digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
        #expect(
            digest(String(repeating: "a", count: 1_000))
                == "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3")
    }
}
