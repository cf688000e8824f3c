internal import ArgumentParser
internal import Foundation
internal import Messages
internal import Wire

/// What every command of administration takes.
struct AdminOptions: ParsableArguments {
    @OptionGroup var connection: ConnectionOptions

    @Flag(help: "JSON objects, one a line, instead of a table.")
    var json = false

    /// Calls one method of `salesrl.v1.Admin`.
    /// - Parameter asOperator: the operator's token of client.json is taken, where none is given.
    func call<Answer: IncomingMessage>(
        _ method: String, _ request: some MessageDraft, asOperator: Bool, doing what: String
    ) async throws -> Answer {
        let session = try await Session.open(connection, asOperator: asOperator)
        do throws(Status) {
            let payload = try await session.client.unary(
                "salesrl.v1.Admin", method, Payload(request), options: session.options)
            let answer = try payload.read(Answer.self)
            await session.close()
            return answer
        } catch {
            await session.close()
            throw Failure(error, doing: what)
        }
    }

    /// Prints one thing.
    func show(_ facts: Facts, dryRun: Bool = false) throws {
        if json { return Console.print(try facts.jsonLine()) }
        for line in facts.lines { Console.print(line) }
        if dryRun { Console.error("a dry run: nothing was changed") }
    }

    /// Prints many.
    func show(_ rows: [Facts]) throws {
        let lines = json ? try rows.map { try $0.jsonLine() } : Facts.table(rows)
        for line in lines { Console.print(line) }
    }
}

/// Whose things are meant.
struct TenantOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Whose; your own when left out. Naming one takes the operator's token of client.json.",
            valueName: "tenant"))
    var tenant: String?

    var name: String { tenant ?? "" }
    var isOperators: Bool { tenant != nil }
}

/// How a change is meant.
struct ChangeOptions: ParsableArguments {
    @Flag(help: "Check everything and change nothing.")
    var dryRun = false

    @Option(
        help: ArgumentHelp(
            "Refuse where it was changed since: the etag that `show` or `list` told."))
    var etag: String = ""
}

/// Which part of a list.
struct PageOptions: ParsableArguments {
    @Option(help: ArgumentHelp("One page of this many, 1 to 500. (default: all there is)"))
    var pageSize: Int?

    @Option(help: ArgumentHelp("Where the page begins: what the page before ended with."))
    var pageToken: String = ""

    func validate() throws {
        guard let pageSize else { return }
        guard (1...500).contains(pageSize) else {
            throw ValidationError("--page-size is \(pageSize); it must be between 1 and 500")
        }
    }

    /// Asks for pages until there are no more, or for the one that was wished.
    func all<Row>(
        _ page: (_ size: Int, _ token: String) async throws -> (rows: [Row], next: String)
    ) async throws -> [Row] {
        guard pageSize == nil, pageToken.isEmpty else {
            let (rows, next) = try await page(pageSize ?? 0, pageToken)
            if !next.isEmpty { Console.error("more: --page-token \(next)") }
            return rows
        }
        var rows: [Row] = []
        var token = ""
        repeat {
            let (more, next) = try await page(500, token)
            rows += more
            token = next
        } while !token.isEmpty
        return rows
    }
}

/// A length of time on the command line.
struct Span: ExpressibleByArgument {
    let milliseconds: Int64

    /// "90s", "15m", "12h", "30d"; "0" is none.
    init?(argument: String) {
        if argument == "0" {
            milliseconds = 0
            return
        }
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let unit = argument.last.flatMap({ units[$0] }),
            let number = Double(argument.dropLast()), number > 0, number * unit <= 4e9
        else { return nil }
        milliseconds = Int64((number * unit * 1000).rounded())
    }

    static let help = "such as 90s, 15m, 12h or 30d"
}
