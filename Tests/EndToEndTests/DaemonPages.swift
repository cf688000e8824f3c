import Accounts
import Foundation
import TestSupport
import Testing

extension Daemon {
    /// A page of the daemon, as curl reads it over TLS.
    func page(
        _ name: String, authority: String? = nil, token: String? = nil
    ) async throws -> (code: String, text: String) {
        let curl = try #require(Tool.path("curl"))
        let header = token.map { ["--header", "authorization: Bearer \($0)"] } ?? []
        let got = try await Tool.run(
            curl,
            [
                "--silent", "--show-error", "--cacert", authority ?? directory + "/tls/ca.pem",
                "--write-out", "\n%{http_code}",
            ] + header + ["https://localhost:\(port)/\(name)"])
        let lines = String(decoding: got.output, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        return (String(lines.last ?? ""), lines.dropLast().joined(separator: "\n"))
    }

    /// The page of metrics, as a tenant's administrator sees it.
    func metrics(of tenant: String = "acme") async throws -> String {
        try await page("metrics", token: tokens[tenant]?[.admin]).text
    }

    /// The value of a series without labels; nil where there is none yet.
    func metric(_ name: String) async throws -> Double? {
        let line = try await metrics().split(separator: "\n").first { $0.hasPrefix(name + " ") }
        return line.flatMap { Double($0.dropFirst(name.count + 1)) }
    }
}
