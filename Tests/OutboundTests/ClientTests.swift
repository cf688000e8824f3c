import Foundation
import Outbound
import ServiceSupport
import Testing

@Suite("The client of other people's services")
struct ClientTests {
    @Test("What is sent arrives, and what comes back is given as it is")
    func roundTrip() async throws {
        let service = try await ScriptedService { asked, _ in
            Scripted(418, "you said \(asked.text)", headers: [("X-Kind", "teapot")])
        }
        let client = try Made.client(of: service)
        var request = ServiceRequest(
            .post, service.address + "/a/b?c=d", headers: [("content-type", "text/plain")],
            body: Array("hello".utf8))
        request.key = ("authorization", Made.key)
        let answer = try await client.send(request)
        #expect(answer.status == 418)
        #expect(answer[header: "x-kind"] == "teapot")
        #expect(String(decoding: answer.body, as: UTF8.self) == "you said hello")
        let asked = try #require(service.asked.first)
        #expect(asked.method == "POST")
        #expect(asked.target == "/a/b?c=d")
        #expect(asked[header: "authorization"] == "Bearer sk-test-0123456789abcdef")
        #expect(asked[header: "expect"] == nil)
    }

    @Test("Two hundred calls at once are all answered, each with its own answer")
    func many() async throws {
        let service = try await ScriptedService { asked, _ in Scripted(200, asked.text) }
        let client = try Made.client(of: service)
        let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for number in 0..<200 {
                group.addTask {
                    let answer = try await client.send(
                        ServiceRequest(.post, service.address, body: Array("\(number)".utf8)))
                    return (number, String(decoding: answer.body, as: UTF8.self))
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(answers == Dictionary(uniqueKeysWithValues: (0..<200).map { ($0, "\($0)") }))
    }

    @Test("A redirect is an answer and is not followed")
    func redirect() async throws {
        let service = try await ScriptedService { _, _ in
            Scripted(302, headers: [("location", "/elsewhere")])
        }
        let client = try Made.client(of: service)
        let answer = try await client.send(ServiceRequest(.get, service.address))
        #expect(answer.status == 302)
        #expect(service.asked.count == 1)
    }

    @Test("An answer larger than the limit ends there")
    func tooLarge() async throws {
        let service = try await ScriptedService { _, _ in
            Scripted(200, String(repeating: "x", count: 5_000))
        }
        let client = try Made.client(of: service) { $0.responseBytes = 4_999 }
        let error = await refusal {
            _ = try await client.send(ServiceRequest(.get, service.address))
        }
        #expect(error?.code == .tooLarge)
        #expect(error?.reason.contains("4999") == true)
        let wide = try Made.client(of: service) { $0.responseBytes = 5_000 }
        #expect(try await wide.send(ServiceRequest(.get, service.address)).body.count == 5_000)
    }

    @Test("A head larger than the limit ends there")
    func largeHead() async throws {
        let service = try await ScriptedService { _, _ in
            Scripted(
                200, headers: (0..<80).map { ("x-\($0)", String(repeating: "y", count: 1_000)) })
        }
        let client = try Made.client(of: service)
        let error = await refusal {
            _ = try await client.send(ServiceRequest(.get, service.address))
        }
        #expect(error?.code == .tooLarge)
    }

    @Test(
        "A service that never answers, or never finishes, is given up",
        arguments: [Scripted.Ending.silent, .stuckAfter(3)])
    func timeout(ending: Scripted.Ending) async throws {
        let service = try await ScriptedService { _, _ in Scripted(200, "slowly", ending: ending) }
        let client = try Made.client(of: service) { $0.timeout = .milliseconds(50) }
        let error = await refusal {
            _ = try await client.send(ServiceRequest(.get, service.address))
        }
        #expect(error?.code == .timedOut)
    }

    @Test(
        "A connection that breaks is unreachable, before the head and inside the body",
        arguments: [Scripted.Ending.reset, .cutAfter(3)])
    func broken(ending: Scripted.Ending) async throws {
        let service = try await ScriptedService { _, _ in Scripted(200, "broken", ending: ending) }
        let client = try Made.client(of: service)
        let error = await refusal {
            _ = try await client.send(ServiceRequest(.post, service.address, body: [1]))
        }
        #expect(error?.code == .unreachable)
        #expect(error?.reason.contains("127.0.0.1:\(service.port)") == true)
    }

    @Test("Nobody listening is unreachable")
    func nobody() async throws {
        let service = try await ScriptedService { _, _ in Scripted() }
        let client = try Made.client(of: service)
        try await service.close()
        let error = await refusal {
            _ = try await client.send(ServiceRequest(.get, service.address))
        }
        #expect(error?.code == .unreachable)
    }

    @Test("A caller who gives up is let go at once, though the service never answers")
    func cancelled() async throws {
        let (arrived, tell) = AsyncStream.makeStream(of: Void.self)
        let service = try await ScriptedService { _, _ in
            tell.yield()
            return Scripted(ending: .silent)
        }
        let client = try Made.client(of: service) { $0.timeout = .seconds(3_600) }
        let call = Task { try await client.send(ServiceRequest(.get, service.address)) }
        for await _ in arrived { break }
        call.cancel()
        let error = await refusal { _ = try await call.value }
        #expect(error?.code == .cancelled)
        let late = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await client.send(ServiceRequest(.get, service.address))
        }
        #expect(await refusal { _ = try await late.value }?.code == .cancelled)
    }

    @Test("Only the services that the client was made for are called")
    func allowList() async throws {
        let service = try await ScriptedService { _, _ in Scripted() }
        let client = try Made.client(of: service)
        for address in [
            "https://example.com/", "http://127.0.0.1:\(service.port &+ 1)/", "http://127.0.0.1/",
            "http://user:word@127.0.0.1:\(service.port)/", "file:///etc/passwd", "nonsense",
        ] {
            let error = await refusal { _ = try await client.send(ServiceRequest(.get, address)) }
            #expect(error?.code == .badAddress, "\(address)")
        }
        #expect(service.asked.isEmpty)
    }

    @Test("A key is not sent in the clear, except to this machine")
    func clearText() async throws {
        let far = try Address("http://gpu-box.example:8000/v1")
        let client = try HTTPClient(HTTPClient.Configuration(allowing: [far]))
        var request = ServiceRequest(.get, far.base)
        request.key = ("authorization", Made.key)
        let error = await refusal { [request] in _ = try await client.send(request) }
        #expect(error?.code == .badAddress)
        #expect(error?.reason.contains("in the clear") == true)
        #expect(try Address("http://[::1]:80").isLoopback)
        #expect(try Address("http://127.8.9.1").isLoopback)
        #expect(try !Address("http://127.example").isLoopback)
        #expect(try !Address("http://128.0.0.1").isLoopback)
    }

    @Test("A line end in a head is refused")
    func injection() async throws {
        let service = try await ScriptedService { _, _ in Scripted() }
        let client = try Made.client(of: service)
        let error = await refusal {
            _ = try await client.send(
                ServiceRequest(.get, service.address, headers: [("x", "1\r\ny: 2")]))
        }
        #expect(error?.code == .invalid)
    }
}

@Suite("Keys")
struct SecretTests {
    @Test("No way of printing a key shows it")
    func redacted() {
        var dumped = ""
        dump(Made.key, to: &dumped)
        for shown in ["\(Made.key)", String(reflecting: Made.key), dumped] {
            #expect(!shown.contains("0123456789"), "\(shown)")
        }
    }

    @Test("A key comes from a file of one line, and the refusal of another names the file")
    func files() async throws {
        let path = NSTemporaryDirectory() + "key-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(await refusal { _ = try Secret(contentsOf: path) }?.code == .badKey)
        for (text, isGood) in [
            ("sk-abc\n", true), (" sk-abc \r\n", true), ("", false), ("\n", false),
            ("sk-abc\nsk-def\n", false), ("sk abc", false), ("schlüssel", false),
        ] {
            try Data(text.utf8).write(to: URL(filePath: path))
            guard !isGood else {
                _ = try Secret(contentsOf: path)
                continue
            }
            let error = await refusal { _ = try Secret(contentsOf: path) }
            #expect(error?.code == .badKey)
            #expect(error?.reason.contains(path) == true)
            #expect(error?.reason.contains("abc") == false)
        }
    }
}
