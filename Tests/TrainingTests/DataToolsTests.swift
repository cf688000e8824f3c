import Foundation
import Testing

@testable import Training

@Suite("Data tools")
struct DataToolsTests {
    @Test("A quoted field keeps commas, quotes and line breaks, and rows keep their line")
    func quotes() throws {
        let text = "id,text\r\n1,\"a, \"\"b\"\"\nc\"\n\n2,\n"
        let rows = try CommaSeparated.rows(text, path: "x.csv")
        #expect(rows.map(\.fields) == [["id", "text"], ["1", "a, \"b\"\nc"], ["2", ""]])
        #expect(rows.map(\.line) == [1, 2, 5])
        #expect(throws: TrainingError(.badData, "")) {
            try CommaSeparated.rows("id\n\"open", path: "x.csv")
        }
    }

    private func read(
        _ name: String, _ text: String, _ settings: ConversationImport = ConversationImport()
    ) throws -> ConversationImport.Found {
        try Made.inFolder { folder in
            try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
            return try settings.read(["\(folder)/\(name)"])
        }
    }

    @Test("Of two strangers the one who talks in more conversations is the representative")
    func roles() throws {
        let found = try read(
            "x.csv",
            "id,speaker,text,outcome\na,Bob,hi,won\na,Anna,ho,\nb,Anna,hi,lost\nb,Cy,ho,\n")
        #expect(found.refusals.isEmpty)
        #expect(found.converted == 1)
        #expect(found.lines[0].contains(#"{"speaker":"customer","text":"hi"}"#))
        #expect(found.lines[1].contains(#"{"speaker":"rep","text":"hi"}"#))
    }

    @Test("What cannot be read is named by file and line")
    func refusals() throws {
        let found = try read(
            "x.csv", "id,speaker,text,outcome\na,rep,hi,perhaps\nb,rep\nc,,hi,won\n")
        #expect(found.lines.isEmpty)
        for line in ["x.csv:2", "x.csv:3", "x.csv:4"] {
            #expect(found.refusals.contains { $0.contains(line) }, "\(found.refusals)")
        }
    }

    @Test("Fields of JSON lines are found by their paths")
    func json() throws {
        var settings = ConversationImport()
        settings.mapping = try ColumnMapping(["turns=said", "text=body", "converted=deal.stage"])
        let line =
            #"{"id":7,"said":[{"role":"agent","body":"hi","at":1741944413000}],"#
            + #""deal":{"stage":"won"}}"#
        let found = try read("x.jsonl", line, settings)
        #expect(
            found.lines == [
                #"{"converted":true,"id":"7","turns":[{"at":"2025-03-14T09:26:53.000Z","#
                    + #""speaker":"rep","text":"hi"}]}"#
            ])
    }

    @Test("A split spreads outcomes evenly, keeps groups together and repeats itself")
    func split() throws {
        let split = try DataSplit("train=0.75,test=0.25", seed: 3)
        let outcomes = (0..<200).map { $0 % 4 == 0 }
        let alone = split.assign(outcomes, (0..<200).map(String.init))
        #expect(alone == split.assign(outcomes, (0..<200).map(String.init)))
        #expect((48...52).contains(alone.count { $0 == 1 }))
        #expect((11...14).contains(alone.indices.count { alone[$0] == 1 && outcomes[$0] }))
        let groups = (0..<200).map { String($0 / 10) }
        let grouped = split.assign(outcomes, groups)
        for first in stride(from: 0, to: 200, by: 10) {
            #expect(Set(grouped[first..<first + 10]).count == 1)
        }
        #expect(throws: TrainingError(.badSetting, "")) { try DataSplit("a=0.5,b=0.6", seed: 1) }
    }

    @Test("A copy with a word changed is found, another conversation is not")
    func duplicates() {
        var random = Random(seed: 5)
        func text() -> [String] { (0..<60).map { _ in "w\(random.below(500))" } }
        var texts = (0..<20).map { _ in text() }
        var copy = texts[3]
        copy[30] = "other"
        texts.append(copy)
        let pairs = NearDuplicates.pairs(texts.map { $0.joined(separator: " ") }, threads: 2)
        #expect(pairs.map { [$0.first, $0.second] } == [[3, 20]])
    }

    @Test("Probes find what was put in, and nothing in permuted labels")
    func probes() throws {
        try Made.inFolder { folder in
            let path = folder + "/data.jsonl"
            try Data(Made.lines(120).utf8).write(to: URL(filePath: path))
            let report = try DataReport([path], seed: 1, threads: 2, embedder: nil)
            let probes = report.files[0].probes.probes
            let words = try #require(probes.first { $0.name == "all words" })
            let permuted = try #require(probes.first { $0.name == "labels permuted" })
            #expect(words.auc > 0.6)
            #expect(abs(permuted.auc - 0.5) < 0.12)
        }
    }

    @Test("Vectors made elsewhere come back by their text, and a file cut short is refused")
    func vectors() throws {
        try Made.inFolder { folder in
            let path = folder + "/vectors"
            var bytes = Array("salesrl-vectors 1 far/2 2\n".utf8)
            withUnsafeBytes(of: EmbeddingScratch.hash("hello")) { bytes += $0 }
            for value: Float in [0.5, -1] { withUnsafeBytes(of: value) { bytes += $0 } }
            try Data(bytes).write(to: URL(filePath: path))
            let embedder = try PrecomputedVectors(contentsOf: path).embedder
            #expect(embedder.id == "far/2")
            #expect(embedder.embed("hello") == [0.5, -1])
            #expect(embedder.embed("other").isEmpty)
            try Data(bytes.dropLast()).write(to: URL(filePath: path))
            #expect(throws: TrainingError(.badData, "")) {
                try PrecomputedVectors(contentsOf: path)
            }
        }
    }
}
