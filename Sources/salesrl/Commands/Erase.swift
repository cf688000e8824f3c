internal import ArgumentParser
internal import Foundation
internal import Messages
internal import Storage

/// Removes conversations for good, with a record of each.
struct Erase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Erase conversations from a store that no daemon uses.",
        discussion: """
            Text, forecasts and state are overwritten in the file and its log. What stays is a salted hash of each \
            event's key, so that it is not taken again, and a numbered record: how many entries, a hash of what they \
            were, when. `salesrl verify` checks the records, and that nothing they name is there.

            Backups are other files: the ones beside the store are named, and yours to remove.

            Examples:
              salesrl erase --tenant demo --conversation call-17 --dry-run
              salesrl erase --tenant demo --input her-calls.txt --yes
            """)

    @OptionGroup var options: StoreOptions

    @Option(help: ArgumentHelp("Whose conversations.", valueName: "tenant"))
    var tenant: String

    @Option(help: ArgumentHelp("A conversation's id; may be said again.", valueName: "id"))
    var conversation: [String] = []

    @Option(help: ArgumentHelp("One id a line; - is standard input.", valueName: "file"))
    var input: String?

    @Flag(help: "Say what would be erased, and erase nothing.")
    var dryRun = false

    @Flag(help: "Do not ask.")
    var yes = false

    func validate() throws {
        if conversation.isEmpty, input == nil {
            throw ValidationError("name conversations with --conversation or --input")
        }
        if input == "-", !yes, !dryRun {
            throw ValidationError("with --input - nobody can be asked; say --yes or --dry-run")
        }
    }

    func run() async throws {
        let keys = try self.keys()
        guard FileManager.default.fileExists(atPath: options.path) else {
            throw Failure(.noInput, "\(options.path): no such file; name the store of the daemon")
        }
        let store = try options.attempt { () throws(StorageError) in
            try SQLiteStore(path: options.path)
        }
        do {
            try await erase(keys, from: store)
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }

    private func keys() throws -> [ConversationKey] {
        let listed = try input.map { path in
            try Inputs.lines(of: path).map {
                String($0.text).trimmingCharacters(in: .whitespaces)
            }
        }
        var seen: Set<String> = []
        return (conversation + (listed ?? [])).filter { seen.insert($0).inserted }.map {
            ConversationKey(tenant: TenantID(tenant), conversation: $0)
        }
    }

    private func erase(_ keys: [ConversationKey], from store: SQLiteStore) async throws {
        var found: [ConversationKey] = []
        for key in keys where try await store.conversation(key) != nil { found.append(key) }
        let missing = keys.count - found.count
        if dryRun || found.isEmpty {
            return try options.say(
                "\(found.count) conversations would be erased, \(missing) are not there",
                ["erased": .number(0), "found": .number(found.count), "missing": .number(missing)])
        }
        try confirm(found.count)
        let erased: [Erasure]
        do {
            erased = try await store.erase(found, because: .asked)
        } catch {
            throw Failure(error.code == .inUse ? .tryAgain : .badData, error.reason)
        }
        for one in erased where !options.json {
            Console.print(
                "erasure \(one.number): \(one.entries) entries, \(AuditAnchor.hexadecimal(one.chain))"
            )
        }
        let copies = siblings()
        try options.say(
            "\(erased.count) conversations erased, \(missing) are not there"
                + (copies.isEmpty
                    ? "" : "; copies of before may hold them: " + copies.joined(separator: ", ")),
            [
                "copies": .list(copies), "erased": .number(erased.count),
                "missing": .number(missing),
                "records": .list(
                    erased.map { "\($0.number) \(AuditAnchor.hexadecimal($0.chain))" }),
            ])
    }

    private func confirm(_ count: Int) throws {
        guard !yes else { return }
        Console.error("Erase \(count) conversations of tenant \(tenant) for good? Type yes:")
        guard readLine() == "yes" else {
            throw Failure(.refused, "nothing was erased")
        }
    }

    /// Copies that migrations and restores left beside the store.
    private func siblings() -> [String] {
        let file = URL(filePath: options.path)
        let folder = file.deletingLastPathComponent()
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        let marks = [".v", ".before-"].map { file.lastPathComponent + $0 }
        return (names ?? []).filter { name in marks.contains { name.hasPrefix($0) } }.sorted()
    }
}
