import Foundation
import Testing
import Wire

@testable import Storage

@Suite("The audit log on disk")
struct AuditTests {
    /// A log of some entries, and a connection that gets past its triggers.
    private struct Log {
        let folder: Folder
        let path: String
        let database: Database

        init(entries: Int = 5) async throws {
            folder = try Folder()
            path = folder.path + "/accounts.db"
            let made = try registry(folder)
            for index in 1...entries {
                try await made.apply([], noting: [note("act.\(index)", count: index)])
            }
            await made.close()
            database = try Database(path, .write)
            try database.script("PRAGMA synchronous = OFF")
        }

        func verify(known: AuditHead? = nil) throws -> [String] {
            try AuditFile.verify(path, digest: Digest.sha256, seal: seal, known: known).problems
        }

        func forge(_ sql: String) throws {
            try database.script("DROP TRIGGER IF EXISTS audit_no_update")
            try database.script("DROP TRIGGER IF EXISTS audit_no_delete")
            try database.script(sql)
            try database.script(Self.triggers)
        }

        /// Put back, so that what is found is not their absence.
        private static let triggers = """
            CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
                BEGIN SELECT RAISE(ABORT, 'no'); END;
            CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
                BEGIN SELECT RAISE(ABORT, 'no'); END;
            """
    }

    @Test("is whole when nothing was done to it, and its end is known")
    func whole() async throws {
        let log = try await Log()
        let findings = try AuditFile.verify(log.path, digest: Digest.sha256, seal: seal)
        #expect(findings.problems.isEmpty)
        #expect(findings.head.count == 5)
        #expect(try AuditAnchor(beside: log.path)?.head == findings.head)
        #expect(try log.verify(known: findings.head).isEmpty)
    }

    @Test("cannot be changed or shortened by SQL, not even by a slip of our own")
    func triggers() async throws {
        let log = try await Log()
        for sql in ["UPDATE audit SET actor = 'x'", "DELETE FROM audit WHERE number = 5"] {
            #expect(throws: StorageError.self) { try log.database.script(sql) }
        }
        #expect(try log.verify().isEmpty)
        try log.database.script("DROP TRIGGER audit_no_update")
        #expect(try log.verify().first?.contains("triggers") == true)
    }

    @Test("names the entry in which any single bit of any column was flipped")
    func bits() async throws {
        let log = try await Log(entries: 3)
        let columns = AuditEntry.columns.split(separator: ",").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        var flips = 0
        for column in columns where column != "number" {
            let isNumber = ["at", "count"].contains(column)
            let before = try #require(
                try log.database.first("SELECT \(column) FROM audit WHERE number = 2") {
                    isNumber
                        ? withUnsafeBytes(of: Int64($0.integer(0)).bigEndian) { Array($0) }
                        : $0.blob(0)
                })
            for bit in 0..<before.count * 8 {
                var after = before
                after[bit / 8] ^= 1 << (bit % 8)
                try set(column, after, isNumber, log)
                let problems = try log.verify()
                #expect(problems.first?.contains("entry 2") == true, "\(column), bit \(bit)")
                flips += 1
            }
            try set(column, before, isNumber, log)
        }
        #expect(flips > 1_000)
        #expect(try log.verify().isEmpty)
    }

    private func set(_ column: String, _ bytes: [UInt8], _ isNumber: Bool, _ log: Log) throws {
        let isBlob = ["previous", "hash"].contains(column)
        let digits = AuditAnchor.hexadecimal(bytes)
        let number = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let value =
            isNumber
            ? "\(Int64(bitPattern: number))"
            : isBlob ? "x'\(digits)'" : "CAST(x'\(digits)' AS TEXT)"
        try log.forge("UPDATE audit SET \(column) = \(value) WHERE number = 2")
    }

    @Test("names what was taken out, put elsewhere or put in between")
    func order() async throws {
        let forgeries: [(sql: String, says: String)] = [
            ("DELETE FROM audit WHERE number = 3", "entry 3 is missing"),
            ("DELETE FROM audit WHERE number = 1", "entry 1 is missing"),
            (
                "DELETE FROM audit WHERE number = 3; UPDATE audit SET number = 3 WHERE number = 4",
                "entry 3 does not follow"
            ),
            (
                """
                UPDATE audit SET number = 9 WHERE number = 2;
                UPDATE audit SET number = 2 WHERE number = 3;
                UPDATE audit SET number = 3 WHERE number = 9
                """,
                "entry 2 does not follow"
            ),
            (
                """
                INSERT INTO audit SELECT 6, at, actor, credential, peer, tenant, action, object,
                outcome, detail, count, previous, hash FROM audit WHERE number = 5
                """,
                "entry 6 does not follow"
            ),
        ]
        for (sql, says) in forgeries {
            let log = try await Log()
            try log.forge(sql)
            let problems = try log.verify()
            #expect(problems.first?.contains(says) == true, "\(sql): \(problems)")
        }
    }

    @Test("is found shortened by the anchor beside it, by an end that was noted, and at the start")
    func cut() async throws {
        let log = try await Log()
        let noted = try AuditFile.verify(log.path, digest: Digest.sha256, seal: seal).head
        try log.forge("DELETE FROM audit WHERE number = 5")
        #expect(try log.verify() == ["the log ends with entry 4, and 5 were written"])
        let error = #expect(throws: StorageError(.damaged, "")) { try registry(log.folder) }
        #expect(error?.reason.contains("salesrl audit verify") == true)

        // Without the key nobody can write another anchor.
        let last = try log.database.auditHead()
        let anchor = AuditAnchor.path(of: log.path)
        func write(_ seal: [UInt8]) throws {
            try AuditAnchor(head: last, seal: seal).text.write(
                toFile: anchor, atomically: true, encoding: .utf8)
        }
        try write([UInt8](repeating: 7, count: 32))
        #expect(try log.verify() == ["the anchor was not written by this server"])
        try FileManager.default.removeItem(atPath: anchor)
        #expect(try log.verify() == ["\(anchor) is missing"])
        // Who has the key and the file can; not so what was noted elsewhere.
        try write(seal(last))
        #expect(try log.verify().isEmpty)
        #expect(try log.verify(known: noted).first?.contains("5 were written") == true)
        try "nonsense".write(toFile: anchor, atomically: true, encoding: .utf8)
        #expect(try log.verify().first?.contains("count, hash and seal") == true)
    }

    @Test("goes on where it ended, under an anchor that lags behind as after a crash")
    func goesOn() async throws {
        let log = try await Log(entries: 2)
        let anchor = AuditAnchor.path(of: log.path)
        let behind = try String(contentsOfFile: anchor, encoding: .utf8)
        var again = try registry(log.folder)
        try await again.apply([], noting: [note("act.3"), note("act.4")])
        await again.close()
        #expect(try log.verify().isEmpty)
        try behind.write(toFile: anchor, atomically: true, encoding: .utf8)
        #expect(try log.verify().isEmpty)
        again = try registry(log.folder)
        try await again.apply([], noting: [note("act.5")])
        await again.close()
        let findings = try AuditFile.verify(log.path, digest: Digest.sha256, seal: seal)
        #expect(findings.head.count == 5)
        #expect(try AuditAnchor(beside: log.path)?.head == findings.head)
    }

    @Test("cuts what is too long, and is whole all the same")
    func long() async throws {
        let folder = try Folder()
        let made = try registry(folder)
        var much = note("act")
        much.detail = String(repeating: "\u{e4}", count: 5_000)
        try await made.apply([], noting: [much])
        let kept = try await made.audit(AuditQuery()).first
        #expect((kept?.note.detail.utf8.count ?? 0) <= RegistryLimits.noteBytes + 3)
        #expect(kept?.note.detail.hasSuffix("…") == true)
        await made.close()
        let findings = try AuditFile.verify(
            folder.path + "/accounts.db", digest: Digest.sha256, seal: seal)
        #expect(findings.problems.isEmpty)
    }

    @Test("and the records beside it are one process's, for its owner alone, and damage is named")
    func file() async throws {
        let folder = try Folder()
        let made = try registry(folder)
        let key = RegistryKey("tenant", "acme")
        try await made.apply([.create(key, body: [1, 2, 3])], noting: [note("act")])
        let error = #expect(throws: StorageError(.inUse, "")) { try registry(folder) }
        #expect(error?.reason.contains("accounts.file") == true)
        for end in ["", "-wal", "-shm", ".head", ".lock"] {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: folder.path + "/accounts.db" + end)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(end)")
        }
        await made.close()
        let database = try Database(made.path, .write)
        try database.script("UPDATE record SET body = x'010204'")
        let again = try registry(folder)
        let damage = await #expect(throws: StorageError(.damaged, "")) {
            _ = try await again.records(of: ["tenant"])
        }
        #expect(damage?.reason.contains("tenant /acme") == true)
        await again.close()
    }
}
