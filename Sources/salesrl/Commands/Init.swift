internal import Accounts
internal import ArgumentParser
internal import Foundation

/// Makes a data directory in which a daemon can run at once.
struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a data directory: certificates, accounts, configuration.",
        discussion: """
            Makes a development certificate authority, a server certificate for localhost, one tenant with \
            a token for each role, an operator's token, and a configuration in which every key is \
            explained. Nothing that exists is overwritten.

            Examples:
              salesrl init
              salesrl init --directory /var/lib/salesrl --tenant acme --port 7443
            """)

    @Option(help: ArgumentHelp("Where. [env: SALESRL_DATA]", valueName: "path"))
    var directory: String = Environment["SALESRL_DATA"] ?? ".salesrl"

    @Option(help: "Name of the first tenant.")
    var tenant: String = "demo"

    @Option(help: "Port for the daemon.")
    var port: Int = 7443

    @Flag(help: "One JSON object instead of words.")
    var json = false

    func validate() throws {
        guard (1...65535).contains(port) else {
            throw ValidationError("--port is \(port); it must be between 1 and 65535")
        }
    }

    private struct Made: Encodable {
        let directory: String
        let tenant: String
        let tokens: [String: String]
    }

    func run() async throws {
        let made: DataDirectory
        do {
            made = try await DataDirectory.create(at: directory, tenant: tenant, port: port)
        } catch {
            throw Failure(
                error.code == .invalidField ? .configuration : .cannotWrite, error.description)
        }
        let tokens = Dictionary(
            uniqueKeysWithValues: made.tokens.map { ($0.key.rawValue, $0.value) })
        if json {
            return Console.print(
                try Made(directory: directory, tenant: tenant, tokens: tokens).jsonLine())
        }
        Console.print("\(directory): certificates, tokens and configuration are ready.")
        Console.print("Tokens of tenant \(tenant), and the operator's, shown this once:")
        for (role, token) in tokens.sorted(by: { $0.key < $1.key }) {
            Console.print("  " + padded(role, to: 11) + token)
        }
        Console.print("Start: salesrld --config \(directory)/\(DataDirectory.configurationName)")
    }
}
