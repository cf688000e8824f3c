import Testing

@testable import Messages

@Suite("Messages of administration")
struct AdminTests {
    private func survives<Message: MessageDraft & IncomingMessage & Equatable>(
        _ message: Message
    ) throws {
        let back = try Message(decoding: message.bytes())
        #expect(back == message)
        // An empty one is one whose fields all have their defaults.
        #expect(try Message(decoding: []).bytes().isEmpty)
        #expect(try Message(decoding: []) != message)
    }

    @Test("Every message survives, with every field")
    func all() throws {
        for message in AdminSamples.all { try survives(message) }
    }

    @Test("Every message of the service has a sample")
    func complete() throws {
        let descriptors = Descriptors.ours
        let admin = try #require(descriptors.services.first { $0.name == "salesrl.v1.Admin" })
        let known = Set(AdminSamples.all.map { type(of: $0).name } + [SetSecretRequest.name])
        for method in admin.methods {
            #expect(known.contains(method.input), "\(method.input)")
            #expect(known.contains(method.output), "\(method.output)")
            #expect(!method.streamsRequests && !method.streamsReplies)
        }
        #expect(admin.methods.count > 25)
    }

    @Test("A secret is read in place, and the reader knows its length")
    func secret() throws {
        let draft = AdminSamples.secret
        let request = try SetSecretRequest(decoding: draft.bytes())
        #expect(request.tenant == "t" && request.connector == "c" && request.field == "f")
        #expect(request.etag == "e" && request.validateOnly)
        #expect(request.withValue { Array($0) } == [0, 1, 255])
        let empty = try SetSecretRequest(decoding: [])
        #expect(empty.withValue { $0.count } == 0)
    }

    @Test("What a secret was unpacked into and built in is overwritten before it is freed")
    func overwritten() {
        #expect(SetSecretRequest.Draft.isSecret)
        #expect(SecretResponse.Draft.isSecret)
        #expect(!SecretRequest.Draft.isSecret)
    }
}
