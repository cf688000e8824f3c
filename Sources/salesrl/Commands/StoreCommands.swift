internal import ArgumentParser
internal import Foundation
internal import Messages
internal import Storage

/// Which store the commands of this file work on.
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The daemon's store.file. (default: conversations.db in $SALESRL_DATA, or in .salesrl)",
            valueName: "file"))
    var store: String?

    @Flag(help: "JSON instead of sentences.")
    var json = false

    var path: String {
        let directory = ProcessInfo.processInfo.environment["SALESRL_DATA"] ?? ".salesrl"
        return store ?? directory + "/conversations.db"
    }

    /// Prints an object for programs, or a sentence for people.
    func say(_ sentence: String, _ object: [String: JSONValue]) throws {
        guard json else { return Console.print(sentence) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        Console.print(String(decoding: try encoder.encode(object), as: UTF8.self))
    }

    /// Runs what works on the store, and gives its refusals the exit code that they deserve.
    func attempt<Value>(_ body: () throws(StorageError) -> Value) throws(Failure) -> Value {
        do {
            return try body()
        } catch {
            let code: Failure.Code =
                switch error.code {
                case .damaged: .badData
                case .inUse: .tryAgain
                case .full: .cannotWrite
                default: .noInput
                }
            throw Failure(code, error.reason)
        }
    }
}

/// What the objects of this file are made of.
enum JSONValue: Encodable {
    case text(String)
    case number(Int)
    case list([String])

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .list(let list): try container.encode(list)
        }
    }
}

/// Checks every byte that a store keeps.
struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check every row of a store, while a daemon uses it or not.",
        discussion: """
            Reads checksums, sequences, what waits, the records of erasures and the structure of the file. Exit code 65 \
            where anything is wrong.

            Examples:
              salesrl verify
              salesrl verify --store /var/lib/salesrl/conversations.db --json
            """)

    @OptionGroup var options: StoreOptions

    func run() throws {
        let findings = try options.attempt { () throws(StorageError) in
            try Upkeep.verify(options.path)
        }
        for problem in findings.problems where !options.json { Console.print(problem) }
        try options.say(
            "\(options.path): \(findings.conversations) conversations, \(findings.entries) entries, "
                + "\(findings.erasures) erasures, \(findings.problems.count) problems",
            [
                "conversations": .number(findings.conversations),
                "entries": .number(findings.entries), "erasures": .number(findings.erasures),
                "problems": .list(findings.problems),
            ])
        guard findings.problems.isEmpty else {
            throw Failure(.badData, "\(options.path) is not what was written; restore a backup")
        }
    }
}

/// Copies a store as it is at one moment.
struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy a store into a new file, while a daemon goes on writing.",
        discussion: """
            Example:
              salesrl backup --output /backup/salesrl-2026-11-24.db
            """)

    @OptionGroup var options: StoreOptions

    @Option(help: ArgumentHelp("The copy; it must not exist.", valueName: "file"))
    var output: String

    func run() throws {
        try options.attempt { () throws(StorageError) in
            try Upkeep.backUp(options.path, to: output)
        }
        try options.say("\(options.path) was copied to \(output)", ["backup": .text(output)])
    }
}

/// Puts a backup in a store's place.
struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put a backup in the place of a store that no daemon uses.",
        discussion: """
            The backup is verified first. What was there is kept beside it under another name.

            Example:
              salesrl restore --input /backup/salesrl-2026-11-24.db
            """)

    @OptionGroup var options: StoreOptions

    @Option(help: ArgumentHelp("The backup.", valueName: "file"))
    var input: String

    func run() throws {
        let kept = try options.attempt { () throws(StorageError) in
            try Upkeep.restore(input, to: options.path)
        }
        try options.say(
            "\(options.path) is \(input) now"
                + (kept.map { "; what was there is \($0)" } ?? ""),
            ["store": .text(options.path), "before": .text(kept ?? "")])
    }
}

/// Writes conversations in the form that other commands read.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write every conversation of a store as JSON lines.",
        discussion: """
            One conversation a line, {"id", "tenant", "closed", "turns": [{"speaker", "text", "probability"}]}, \
            in the form that `salesrl score` reads.

            Example:
              salesrl export --output conversations.jsonl
            """)

    @OptionGroup var options: StoreOptions

    @Option(help: ArgumentHelp("JSONL; - is standard output.", valueName: "file"))
    var output: String = "-"

    private struct Line: Encodable {
        struct Said: Encodable {
            let speaker, text: String
            let probability: Float
        }
        let id, tenant: String
        let closed: Bool
        let turns: [Said]
    }

    func run() throws {
        let sink = try Sink(path: output)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var unwritten: (any Error)?
        try options.attempt { () throws(StorageError) in
            try Upkeep.export(options.path) { key, record in
                let said = zip(record.turns, record.forecasts).map {
                    Line.Said(
                        speaker: $0.speaker == .customer ? "customer" : "rep", text: $0.text,
                        probability: $1.probability)
                }
                let line = Line(
                    id: key.conversation, tenant: key.tenant.name,
                    closed: record.status == .closed, turns: said)
                do {
                    try sink.write([String(decoding: try encoder.encode(line), as: UTF8.self)])
                } catch {
                    unwritten = unwritten ?? error
                }
            }
        }
        if let unwritten { throw unwritten }
        try sink.close()
    }
}
