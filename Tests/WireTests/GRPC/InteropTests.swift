internal import Logging
internal import Messages
internal import TestSupport
internal import Testing

@testable internal import Wire
@testable internal import interop_server

@Suite("gRPC's interoperability cases")
struct InteropTests {
    @Test("A stock Python client passes every case against this server", .timeLimit(.minutes(10)))
    func python() async throws {
        let interop = "\(Repository.root)/Tests/Interop"
        let environment = try await Tool.run("/bin/bash", ["\(interop)/environment"])
        try #require(environment.status == 0, "\(environment.errors)")
        let folder =
            String(decoding: environment.output, as: UTF8.self).split(separator: "\n").last ?? ""
        try await withServer([TestService.service]) { test in
            let outcome = try await Tool.run(
                "\(folder)/venv/bin/python",
                [
                    "\(interop)/interop.py", "localhost:\(test.port)", test.certificates.authority,
                    "\(folder)/generated",
                ])
            let report = String(decoding: outcome.output, as: UTF8.self)
            #expect(outcome.status == 0, "\(report)\(outcome.errors)")
            #expect(!report.isEmpty)
        }
    }
}
