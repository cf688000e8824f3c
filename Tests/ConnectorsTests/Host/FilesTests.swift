import Foundation
import Messages
import Testing

@testable import Connectors

@Suite("Checkpoints")
struct FilesTests {
    private let scratch: Scratch
    private let files: Files
    private let tenant = TenantID("acme/../corp")

    init() throws {
        scratch = try Scratch()
        files = Files(dataDirectory: scratch.path, limits: ConnectorLimits())
    }

    @Test("A checkpoint is kept for its tenant and connector alone, and the last one stands")
    func checkpoints() async throws {
        #expect(try await files.checkpoint(tenant, "folder") == [])
        try await files.keep([1, 2, 3], tenant, "folder")
        try await files.keep([4], tenant, "folder")
        #expect(try await files.checkpoint(tenant, "folder") == [4])
        #expect(try await files.checkpoint(tenant, "other") == [])
        #expect(try await files.checkpoint(TenantID("acme"), "folder") == [])
        let again = Files(dataDirectory: scratch.path, limits: ConnectorLimits())
        #expect(try await again.checkpoint(tenant, "folder") == [4])
    }

    @Test("A checkpoint over the limit is refused, and the one before stays")
    func tooLarge() async throws {
        try await files.keep([1], tenant, "folder")
        await #expect(throws: Status(.invalidArgument, "")) {
            try await files.keep([UInt8](repeating: 0, count: 1 << 20 + 1), tenant, "folder")
        }
        #expect(try await files.checkpoint(tenant, "folder") == [1])
    }

    @Test("A tenant's name cannot leave the directory")
    func tenantNames() {
        #expect(Files.folder(TenantID("acme")) == "acme")
        #expect(Files.folder(tenant) == "acme%2f%2e%2e%2fcorp")
    }
}
