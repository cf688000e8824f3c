internal import Accounts
internal import ArgumentParser
internal import Foundation
internal import Messages
internal import Secrets

/// Secrets of connectors: they go in, and come out to their connector alone.
struct SecretTools: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "secret",
        abstract: "Set, list and delete connectors' secrets; rotate their keys.",
        discussion: """
            A secret is read from standard input or a file, never from the command line. The daemon keeps it \
            sealed, and gives it to the connector that it belongs to.

            Examples:
              salesrl secret set slack token < token.txt
              salesrl secret list
              salesrl secret delete slack token
              salesrl secret rotate                  a new data key for your tenant
              salesrl secret new-key                 a new key-encryption key, in the key file; then
              salesrl secret rotate --all            every tenant's data key under it; then
              salesrl secret drop-keys               the old ones out of the file
            """,
        subcommands: [
            Set.self, List.self, Delete.self, Rotate.self, NewKey.self, DropKeys.self,
        ])

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Set or replace a secret.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var whose: TenantOption
        @OptionGroup var change: ChangeOptions
        @Option(help: ArgumentHelp("Where it is; - is standard input.", valueName: "file"))
        var file = "-"
        @Flag(help: "Every byte of it; else the end of its last line is left out.")
        var exact = false
        @Argument(help: "The connector's name.") var connector: String
        @Argument(help: "The secret's name, as the connector asks for it.") var field: String

        func run() async throws {
            let value = try read()
            let answer: AdminSecret = try await options.call(
                "SetSecret",
                SetSecretRequest.Draft(
                    tenant: whose.name, connector: connector, field: field, value: value,
                    etag: change.etag, validateOnly: change.dryRun),
                asOperator: whose.isOperators, doing: "secret set \(connector) \(field)")
            try options.show(Facts(answer), dryRun: change.dryRun)
        }

        private func read() throws -> [UInt8] {
            if file == "-", isatty(STDIN_FILENO) == 1 {
                // Read from the terminal without its being shown.
                guard let typed = getpass("secret: ") else {
                    throw Failure(.noInput, "nothing was typed")
                }
                return Array(String(cString: typed).utf8)
            }
            let bytes: Data?
            if file == "-" {
                bytes = try FileHandle.standardInput.readToEnd() ?? Data()
            } else {
                bytes = FileManager.default.contents(atPath: file)
            }
            guard var value = bytes.map(Array.init) else {
                throw Failure(.noInput, "cannot read \(file)")
            }
            if !exact, value.last == 0x0a { value.removeLast() }
            if !exact, value.last == 0x0d { value.removeLast() }
            return value
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List which secrets are set; never what they are.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var whose: TenantOption
        @Argument(help: "Of one connector; of all when left out.") var connector = ""

        func run() async throws {
            let answer: ListSecretsResponse = try await options.call(
                "ListSecrets", ListSecretsRequest(tenant: whose.name, connector: connector),
                asOperator: whose.isOperators, doing: "secret list")
            try options.show(answer.secrets.map { Facts($0) })
        }
    }

    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Forget a secret.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var whose: TenantOption
        @OptionGroup var change: ChangeOptions
        @OptionGroup var confirmation: Confirmation
        @Argument(help: "The connector's name.") var connector: String
        @Argument(help: "The secret's name.") var field: String

        func run() async throws {
            if !change.dryRun {
                try confirmation.ask(
                    "This forgets the secret \(field) of connector \(connector), for good",
                    typing: field)
            }
            let answer: AdminSecret = try await options.call(
                "DeleteSecret",
                DeleteSecretRequest(
                    tenant: whose.name, connector: connector, field: field, etag: change.etag,
                    validateOnly: change.dryRun), asOperator: whose.isOperators,
                doing: "secret delete \(connector) \(field)")
            try options.show(Facts(answer), dryRun: change.dryRun)
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Seal a tenant's secrets under a new data key, or wrap all data keys anew.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var whose: TenantOption
        @Flag(help: "Wrap every tenant's data key under the first key of the key file.")
        var all = false
        @Flag(help: "Check everything and change nothing.") var dryRun = false

        func validate() throws {
            guard !all || whose.tenant == nil else {
                throw ValidationError("--all is for every tenant; leave --tenant out")
            }
        }

        func run() async throws {
            let answer: RotateKeysResponse = try await options.call(
                "RotateKeys", RotateKeysRequest(tenant: whose.name, validateOnly: dryRun),
                asOperator: all || whose.isOperators, doing: "secret rotate")
            try options.show(
                Facts([
                    (all ? "rewrapped" : "resealed"): .number(answer.changed),
                    "key": .text(answer.keyID),
                ]), dryRun: dryRun)
        }
    }

    struct NewKey: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "new-key",
            abstract: "Put a new key in front of the key file's, or make the file.")

        @OptionGroup var keys: KeyFileOption

        func run() throws {
            try keys.attempt { () throws(SecretError) in
                guard FileManager.default.fileExists(atPath: keys.path) else {
                    try KeyFile.create(at: keys.path)
                    return Console.print("\(keys.path): made")
                }
                let id = try KeyFile.addKey(to: keys.path)
                Console.print(
                    "\(keys.path): key \(id) is the first; now: salesrl secret rotate --all")
            }
        }
    }

    struct DropKeys: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "drop-keys", abstract: "Leave the key file's first key alone.")

        @OptionGroup var keys: KeyFileOption
        @OptionGroup var confirmation: Confirmation

        func run() throws {
            try confirmation.ask(
                "What is still under an old key of \(keys.path) cannot be opened afterwards; "
                    + "`salesrl secret rotate --all` comes before this", typing: "drop")
            try keys.attempt { () throws(SecretError) in
                let count = try KeyFile.dropOldKeys(of: keys.path)
                Console.print("\(keys.path): \(count) old keys are gone")
            }
        }
    }
}

/// The key file, on the machine of the daemon.
struct KeyFileOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The daemon's secrets.keyFile. (default: secrets.key in $SALESRL_DATA, or in .salesrl)",
            valueName: "file"))
    var keyFile: String?

    var path: String { keyFile ?? (Environment["SALESRL_DATA"] ?? ".salesrl") + "/secrets.key" }

    func attempt(_ body: () throws(SecretError) -> Void) throws(Failure) {
        do {
            try body()
        } catch {
            throw Failure(error.code == .permissions ? .refused : .configuration, error.reason)
        }
    }
}

extension Facts {
    init(_ secret: AdminSecret) {
        self.init([
            "connector": .text(secret.connector), "secret": .text(secret.field),
            "tenant": .text(secret.tenant), "updated": .time(secret.updatedMilliseconds),
            "key": .text(secret.keyID), "etag": .text(secret.etag),
        ])
    }
}
