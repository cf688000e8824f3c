import TestSupport
import Testing

@testable import Messages

/// Our bytes against those of Google's own compiler.
@Suite struct InteropTests {
    @Test(arguments: Samples.drafts.indices)
    func `protoc reads our bytes and writes the same`(index: Int) async throws {
        let draft = Samples.drafts[index]
        guard let protoc = Tool.path("protoc") else {
            print("skipped: protoc is missing; run: apt-get install protobuf-compiler")
            return
        }
        let name = type(of: draft).name
        let protos = Repository.root + "/Protos"
        let file = try #require(Self.file(of: name))
        let ours = draft.bytes()
        let text = try await Tool.run(
            protoc, ["-I\(protos)", "--decode=\(name)", file], input: ours)
        #expect(text.status == 0, "\(name): \(text.errors)")
        // A number before a colon would be a field that the contract does not know.
        let lines = String(decoding: text.output, as: UTF8.self).split(separator: "\n")
        #expect(!lines.contains { $0.drop { $0 == " " }.first?.isNumber == true })
        let theirs = try await Tool.run(
            protoc, ["-I\(protos)", "--encode=\(name)", file], input: text.output)
        #expect(theirs.status == 0, "\(name): \(theirs.errors)")
        #expect(theirs.output == ours, "\(name)")
    }

    @Test func `a turn reads in protoc as it was meant`() async throws {
        guard let protoc = Tool.path("protoc") else {
            print("skipped: protoc is missing; run: apt-get install protobuf-compiler")
            return
        }
        let text = try await Tool.run(
            protoc,
            [
                "-I\(Repository.root)/Protos", "--decode=salesrl.v1.Turn",
                "salesrl/v1/conversation.proto",
            ],
            input: Turn(
                number: 3, speaker: .customer, text: "how much?", saidAtMilliseconds: 17
            ).bytes())
        #expect(
            String(decoding: text.output, as: UTF8.self) == """
                number: 3
                speaker: SPEAKER_CUSTOMER
                text: "how much?"
                said_at_ms: 17

                """)
    }

    private static func file(of message: String) -> String? {
        Descriptors.ours.files.values.first { $0.messages[message] != nil }?.name
    }
}
