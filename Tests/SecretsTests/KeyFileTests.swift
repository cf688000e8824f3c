import Foundation
import Testing

@testable import Secrets

@Suite("The key file")
struct KeyFileTests {
    private let folder = NSTemporaryDirectory() + "keys-\(UUID().uuidString)"
    private var path: String { folder + "/secrets.key" }

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    private func write(_ text: String, mode: Int = 0o400) throws {
        try? FileManager.default.removeItem(atPath: path)
        _ = FileManager.default.createFile(
            atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: mode])
    }

    private static let digits = String(repeating: "0a", count: 32)

    @Test("One that was made is read, and belongs to its owner alone; there is no second one")
    func create() throws {
        try KeyFile.create(at: path)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o400)
        #expect(try KeyFile(contentsOf: path).keys.count == 1)
        #expect(throws: SecretError.self) { try KeyFile.create(at: path) }
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test("A new key comes first, the old one goes on opening, and goes when it is dropped")
    func addAndDrop() throws {
        try KeyFile.create(at: path)
        let old = try KeyFile(contentsOf: path).current
        let new = try KeyFile.addKey(to: path)
        #expect(try KeyFile(contentsOf: path).keys.map(\.id) == [new, old])
        #expect(try KeyFile.dropOldKeys(of: path) == 1)
        #expect(try KeyFile(contentsOf: path).keys.map(\.id) == [new])
        #expect(try KeyFile.dropOldKeys(of: path) == 0)
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test(
        "One that others may read, or anybody may write to, is refused with what to do",
        arguments: [0o600, 0o440, 0o404, 0o444, 0o500, 0o644, 0o777])
    func permissions(mode: Int) throws {
        try write(Self.digits, mode: mode)
        let error = #expect(throws: SecretError(.permissions, "")) {
            try KeyFile(contentsOf: path)
        }
        #expect(error?.reason.contains("chmod 0400 \(path)") == true)
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test("Only lines of 64 hexadecimal digits are keys; the line that is not is named")
    func malformed() throws {
        try write("# a comment\n\n" + Self.digits + "\n")
        #expect(try KeyFile(contentsOf: path).keys.count == 1)
        for text in ["", "# none\n", Self.digits.dropLast() + "g", Self.digits + "0", "short"] {
            try write(String(text))
            let error = #expect(throws: SecretError(.malformed, "")) {
                try KeyFile(contentsOf: path)
            }
            #expect(error?.reason.contains(path) == true)
        }
        #expect(throws: SecretError(.unreadable, "")) {
            try KeyFile(contentsOf: folder + "/absent")
        }
        try FileManager.default.removeItem(atPath: folder)
    }
}
