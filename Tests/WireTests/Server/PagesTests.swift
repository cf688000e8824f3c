internal import Foundation
internal import Messages
internal import Testing

@testable internal import Wire

@Suite("Pages")
struct PagesTests {
    private static let pages = HTTPRoutes([
        "/healthz": { _ in HTTPAnswer(text: "ok\n") },
        "/query": { request in HTTPAnswer(text: request.query) },
        "/slow": { _ in
            await Task.yield()
            return HTTPAnswer(status: 503, text: "later\n")
        },
    ])

    private func exchange(_ requests: String, limits: WireLimits = .test) async throws -> String {
        try await withServer(pages: Self.pages, limits: limits) { test in
            let connection = try await RawConnection.open(test, alpn: ["http/1.1"])
            // A server that has hung up already is seen by what is read.
            try? await connection.send(requests)
            return try await connection.readToEnd()
        }
    }

    @Test("GET and HEAD read a page, one after the other on one connection")
    func read() async throws {
        let answer = try await exchange(
            """
            GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n\
            HEAD /healthz HTTP/1.1\r\nhost: x\r\n\r\n\
            GET /slow HTTP/1.1\r\nhost: x\r\n\r\n\
            GET /query?a=b HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n
            """)
        #expect(answer.components(separatedBy: "HTTP/1.1 200 OK").count == 4)
        #expect(answer.components(separatedBy: "\r\n\r\nok\n").count == 2)
        #expect(answer.contains("HTTP/1.1 503"))
        #expect(answer.hasSuffix("a=b"))
    }

    @Test(
        "What cannot be read says why",
        arguments: [
            ("GET /no HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", 404),
            (
                "POST /healthz HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
                405
            ),
            ("NONSENSE\r\n\r\n", 400),
        ])
    func refused(request: String, status: Int) async throws {
        let answer = try await exchange(request)
        #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
    }

    @Test("Heads and bodies that are too long are refused by name")
    func tooLong() async throws {
        let header = String(repeating: "h", count: 20_000)
        let head = try await exchange("GET /healthz HTTP/1.1\r\nhost: \(header)\r\n\r\n")
        #expect(head.hasPrefix("HTTP/1.1 431 "))
        #expect(head.contains("limits.pageHeaderBytes = 16384"))
        let body = try await exchange(
            "GET /healthz HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\n"
                + String(repeating: "b", count: 100_000))
        #expect(body.hasPrefix("HTTP/1.1 413 "))
        #expect(body.contains("limits.pageBodyBytes"))
    }

    @Test("A head that dribbles is not waited for")
    func dribble() async throws {
        var limits = WireLimits.test
        limits.frameArrival = .milliseconds(100)
        expect(try await exchange("GET /healthz HT", limits: limits), "")
    }
}
