internal import ArgumentParser
internal import Messages

/// Tenants: the customers of a daemon.
struct TenantTools: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenant", abstract: "Make, show, change and remove tenants.",
        discussion: """
            A tenant is a customer of the daemon, whose conversations nobody else sees. Making and removing \
            them takes an operator.

            Examples:
              salesrl tenant create acme --display "Acme Corp." --retention 365d
              salesrl tenant list
              salesrl tenant update acme --display "Acme Inc." --etag 1
              salesrl tenant delete acme --grace 7d
              salesrl tenant undelete acme
            """,
        subcommands: [
            Create.self, List.self, Show.self, Update.self, Delete.self, Undelete.self,
        ])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a tenant.")

        @OptionGroup var options: AdminOptions
        @Option(help: "Its name for people.") var display = ""
        @Option(
            help: ArgumentHelp("How long conversations are kept, \(Span.help). (default: for ever)")
        )
        var retention: Span?
        @Flag(help: "Check everything and change nothing.") var dryRun = false
        @Argument(help: "Its name: letters, digits, \".\", \"_\" and \"-\". Never changes.")
        var tenant: String

        func run() async throws {
            let made: AdminTenant = try await options.call(
                "CreateTenant",
                CreateTenantRequest(
                    tenant: tenant, displayName: display,
                    retentionMilliseconds: retention?.milliseconds ?? 0, validateOnly: dryRun),
                asOperator: true, doing: "tenant create \(tenant)")
            try options.show(Facts(made), dryRun: dryRun)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List tenants.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var pages: PageOptions
        @Flag(help: "Deleted ones too.") var deleted = false

        func run() async throws {
            let rows = try await pages.all { size, token in
                let answer: ListTenantsResponse = try await options.call(
                    "ListTenants",
                    ListTenantsRequest(pageSize: size, pageToken: token, showDeleted: deleted),
                    asOperator: true, doing: "tenant list")
                return (answer.tenants, answer.nextPageToken)
            }
            try options.show(rows.map { Facts($0) })
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one tenant.")

        @OptionGroup var options: AdminOptions
        @Argument(help: "Its name; your own when left out.") var tenant: String?

        func run() async throws {
            let answer: AdminTenant = try await options.call(
                "GetTenant", GetTenantRequest(tenant: tenant ?? ""), asOperator: tenant != nil,
                doing: "tenant show")
            try options.show(Facts(answer))
        }
    }

    struct Update: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change what is given; leave the rest.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var change: ChangeOptions
        @Option(help: "Its name for people.") var display: String?
        @Option(
            help: ArgumentHelp("How long conversations are kept, \(Span.help); 0 is for ever."))
        var retention: Span?
        @Argument(help: "Its name.") var tenant: String

        func validate() throws {
            guard display != nil || retention != nil else {
                throw ValidationError("say what to change: --display or --retention")
            }
        }

        func run() async throws {
            let mask =
                (display == nil ? [] : ["display_name"])
                + (retention == nil ? [] : ["retention_ms"])
            let answer: AdminTenant = try await options.call(
                "UpdateTenant",
                UpdateTenantRequest(
                    tenant: tenant, displayName: display ?? "",
                    retentionMilliseconds: retention?.milliseconds ?? 0, updateMask: mask,
                    etag: change.etag, validateOnly: change.dryRun), asOperator: true,
                doing: "tenant update \(tenant)")
            try options.show(Facts(answer), dryRun: change.dryRun)
        }
    }

    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Refuse a tenant's calls from now on; it can be undeleted for a while.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var change: ChangeOptions
        @OptionGroup var confirmation: Confirmation
        @Option(help: ArgumentHelp("Until it goes for good, \(Span.help). (default: 30d)"))
        var grace: Span?
        @Argument(help: "Its name.") var tenant: String

        func validate() throws {
            guard grace?.milliseconds != 0 else {
                throw ValidationError("--grace is 0; give a second at least, such as --grace 1s")
            }
        }

        func run() async throws {
            if !change.dryRun {
                try confirmation.ask(
                    "This refuses every call of tenant \(tenant) at once, and removes its accounts "
                        + "when the grace is over", typing: tenant)
            }
            let answer: AdminTenant = try await options.call(
                "DeleteTenant",
                DeleteTenantRequest(
                    tenant: tenant, etag: change.etag, graceMilliseconds: grace?.milliseconds ?? 0,
                    validateOnly: change.dryRun), asOperator: true,
                doing: "tenant delete \(tenant)")
            try options.show(Facts(answer), dryRun: change.dryRun)
        }
    }

    struct Undelete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a deletion back, with every token as it was.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var change: ChangeOptions
        @Argument(help: "Its name.") var tenant: String

        func run() async throws {
            let answer: AdminTenant = try await options.call(
                "UndeleteTenant",
                UndeleteTenantRequest(
                    tenant: tenant, etag: change.etag, validateOnly: change.dryRun),
                asOperator: true, doing: "tenant undelete \(tenant)")
            try options.show(Facts(answer), dryRun: change.dryRun)
        }
    }
}

extension Facts {
    init(_ tenant: AdminTenant) {
        let days = Double(tenant.retentionMilliseconds) / 86_400_000
        self.init([
            "tenant": .text(tenant.id), "display": .text(tenant.displayName),
            "created": .time(tenant.createdMilliseconds),
            "updated": .time(tenant.updatedMilliseconds),
            "retentionDays": days == 0 ? .text("") : .real(days),
            "deleted": .time(tenant.deletedMilliseconds),
            "purged": .time(tenant.purgeAtMilliseconds), "etag": .text(tenant.etag),
        ])
    }
}
