internal import ArgumentParser
internal import Messages

/// Connectors of a tenant, while the daemon runs.
struct ConnectorTools: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connector",
        abstract: "Show connectors, set them, take them in and out of service.",
        discussion: """
            Which connectors there are, and from which library, is the configuration file's. What is set here \
            comes over the file's settings, is kept, and begins to hold at once: the connector's process is \
            started again. Whether it likes its settings is told by `show`, under lastError.

            Examples:
              salesrl connector list
              salesrl connector set folder --setting directory=/srv/calls
              salesrl connector set folder --unset directory
              salesrl connector disable folder
            """,
        subcommands: [List.self, Show.self, Set.self, Enable.self, Disable.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List connectors and how they are.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var whose: TenantOption
        @OptionGroup var pages: PageOptions

        func run() async throws {
            let rows = try await pages.all { size, token in
                let answer: ListConnectorsResponse = try await options.call(
                    "ListConnectors",
                    ListConnectorsRequest(tenant: whose.name, pageSize: size, pageToken: token),
                    asOperator: whose.isOperators, doing: "connector list")
                return (answer.connectors, answer.nextPageToken)
            }
            try options.show(rows.map { Facts($0) })
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one connector.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var whose: TenantOption
        @Argument(help: "Its name.") var name: String

        func run() async throws {
            let answer: AdminConnector = try await options.call(
                "GetConnector", GetConnectorRequest(tenant: whose.name, name: name),
                asOperator: whose.isOperators, doing: "connector show \(name)")
            try options.show(Facts(answer))
        }
    }

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Set or unset settings.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var whose: TenantOption
        @OptionGroup var change: ChangeOptions
        @Option(help: ArgumentHelp("May be given more than once.", valueName: "name=value"))
        var setting: [String] = []
        @Option(help: ArgumentHelp("Back to the configuration file's.", valueName: "name"))
        var unset: [String] = []
        @Argument(help: "The connector's name.") var name: String

        private var settings: [Setting] {
            get throws {
                try setting.map { text in
                    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
                        throw ValidationError(
                            "--setting \(text): must be name=value. A secret is no setting: "
                                + "salesrl secret set")
                    }
                    return Setting(
                        name: String(text[..<equals]),
                        value: String(text[text.index(after: equals)...]))
                }
            }
        }

        func validate() throws {
            guard !setting.isEmpty || !unset.isEmpty else {
                throw ValidationError("say what to set: --setting name=value, or --unset name")
            }
            _ = try settings
        }

        func run() async throws {
            let answer: AdminConnector = try await options.call(
                "ConfigureConnector",
                ConfigureConnectorRequest(
                    tenant: whose.name, name: name, settings: try settings, removed: unset,
                    etag: change.etag, validateOnly: change.dryRun),
                asOperator: whose.isOperators, doing: "connector set \(name)")
            try options.show(Facts(answer), dryRun: change.dryRun)
        }
    }

    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a connector into service.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var whose: TenantOption
        @OptionGroup var change: ChangeOptions
        @Argument(help: "Its name.") var name: String

        func run() async throws {
            let answer: AdminConnector = try await options.call(
                "EnableConnector",
                EnableConnectorRequest(
                    tenant: whose.name, name: name, etag: change.etag,
                    validateOnly: change.dryRun), asOperator: whose.isOperators,
                doing: "connector enable \(name)")
            try options.show(Facts(answer), dryRun: change.dryRun)
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop a connector, and keep it stopped.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var whose: TenantOption
        @OptionGroup var change: ChangeOptions
        @Argument(help: "Its name.") var name: String

        func run() async throws {
            let answer: AdminConnector = try await options.call(
                "DisableConnector",
                DisableConnectorRequest(
                    tenant: whose.name, name: name, etag: change.etag,
                    validateOnly: change.dryRun), asOperator: whose.isOperators,
                doing: "connector disable \(name)")
            try options.show(Facts(answer), dryRun: change.dryRun)
        }
    }
}

extension Facts {
    init(_ connector: AdminConnector) {
        let settings = Dictionary(
            connector.settings.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        self.init([
            "connector": .text(connector.name), "tenant": .text(connector.tenant),
            "enabled": .flag(connector.enabled), "state": .text(connector.state),
            "restarts": .number(connector.restarts), "delivered": .number(connector.delivered),
            "refused": .number(connector.refused), "writtenBack": .number(connector.writtenBack),
            "waiting": .number(connector.writeBacksWaiting), "settings": .texts(settings),
            "library": .text(connector.library), "updated": .time(connector.updatedMilliseconds),
            "etag": .text(connector.etag), "lastError": .text(connector.lastError),
        ])
    }
}
