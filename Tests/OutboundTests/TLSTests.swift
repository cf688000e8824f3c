import Accounts
import Foundation
import Logging
import Outbound
import Testing
import Wire

@Suite("Whom the client trusts")
struct TLSTests {
    @Test("A certificate of an unknown authority is refused; of one that is named, taken")
    func authorities() async throws {
        let directory = NSTemporaryDirectory() + "outbound-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        _ = try await DataDirectory.create(at: directory, tenant: "acme", port: 0)
        let tls = ServerTLS(
            certificateFile: directory + "/tls/server.pem", keyFile: directory + "/tls/server.key",
            clientCertificates: .none, clientAuthorityFile: nil)
        let server = try WireServer(
            WireServerConfiguration(host: "127.0.0.1", port: 0, tls: tls, limits: .standard),
            services: [], pages: HTTPRoutes(["/hello": { _ in HTTPAnswer(text: "hello") }]),
            logger: Logger(label: "test"))
        let address = "https://localhost:\(try await server.start())/hello"
        var configuration = HTTPClient.Configuration(allowing: [try Address(address)])
        let stranger = try HTTPClient(configuration)
        let error = await refusal { _ = try await stranger.send(ServiceRequest(.get, address)) }
        #expect(error?.code == .untrusted)
        configuration.authorityFile = directory + "/tls/ca.pem"
        let friend = try HTTPClient(configuration)
        let answer = try await friend.send(ServiceRequest(.get, address))
        #expect(String(decoding: answer.body, as: UTF8.self) == "hello")
        await server.drain()
    }

    @Test("An authority's file that is not there is told before anything is called")
    func missingFile() async throws {
        var configuration = HTTPClient.Configuration(allowing: [])
        configuration.authorityFile = "/nowhere/ca.pem"
        let error = await refusal { [configuration] in _ = try HTTPClient(configuration) }
        #expect(error?.reason.contains("/nowhere/ca.pem") == true)
    }
}
