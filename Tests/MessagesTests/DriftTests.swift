import Foundation
import TestSupport
import Testing

@Suite struct DriftTests {
    @Test func `the checked-in C is what the protos generate`() async throws {
        guard Tool.path("protoc-c") != nil, Tool.path("protoc") != nil else {
            print(
                "skipped: protoc-c is missing; run: apt-get install protobuf-compiler "
                    + "protobuf-c-compiler")
            return
        }
        let folder = try TemporaryFolder()
        let fresh = folder.path + "/CMessages"
        let run = try await Tool.run("\(Repository.root)/Protos/generate", [fresh])
        #expect(run.status == 0, "\(run.errors)")
        let kept = Repository.root + "/Sources/C/CMessages"
        let names = try Self.files(fresh)
        #expect(names.count > 15)
        #expect(try Self.files(kept) == names)
        for name in names {
            let isSame = FileManager.default.contentsEqual(
                atPath: "\(kept)/\(name)", andPath: "\(fresh)/\(name)")
            #expect(isSame, "Sources/C/CMessages/\(name) has drifted; run: make protos")
        }
    }

    private static func files(_ folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
            $0.hasSuffix(".c") || $0.hasSuffix(".h") || $0.hasSuffix(".modulemap")
        }.sorted()
    }
}
