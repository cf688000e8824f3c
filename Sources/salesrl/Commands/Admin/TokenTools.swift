internal import ArgumentParser
internal import Messages

/// Tokens: what a program shows to be let in.
struct TokenTools: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Issue, list, rotate and revoke tokens.",
        discussion: """
            A token is shown once, when it is issued: the daemon keeps a hash of it alone.

            Examples:
              salesrl token issue --role service --principal crm --label "the CRM" --expires 90d
              salesrl token issue --tenant acme --role admin
              salesrl token list
              salesrl token rotate 4fGh7Jk2Lm9Q --overlap 1h
              salesrl token revoke 4fGh7Jk2Lm9Q
            """,
        subcommands: [Issue.self, List.self, Rotate.self, Revoke.self])

    struct Issue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a token and show it once.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var whose: TenantOption
        @Option(help: "The principal that it is for; a new one when left out.") var principal = ""
        @Option(help: "Of a new principal: viewer, service, connector, manager, admin or auditor.")
        var role = ""
        @Option(help: "What it is for.") var label = ""
        @Option(help: ArgumentHelp("When it expires, \(Span.help). (default: never)"))
        var expires: Span?
        @Flag(help: "Check everything and change nothing.") var dryRun = false

        func validate() throws {
            guard !principal.isEmpty || !role.isEmpty else {
                throw ValidationError(
                    "say --role for a new principal, or --principal for one there is")
            }
        }

        func run() async throws {
            let issued: IssueTokenResponse = try await options.call(
                "IssueToken",
                IssueTokenRequest(
                    tenant: whose.name, principal: principal, role: role, label: label,
                    lifetimeMilliseconds: expires?.milliseconds ?? 0, validateOnly: dryRun),
                asOperator: whose.isOperators, doing: "token issue")
            try options.show(Facts(issued), dryRun: dryRun)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List tokens, those that are over too.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var whose: TenantOption
        @OptionGroup var pages: PageOptions

        func run() async throws {
            let rows = try await pages.all { size, token in
                let answer: ListTokensResponse = try await options.call(
                    "ListTokens",
                    ListTokensRequest(tenant: whose.name, pageSize: size, pageToken: token),
                    asOperator: whose.isOperators, doing: "token list")
                return (answer.tokens, answer.nextPageToken)
            }
            try options.show(rows.map { Facts($0) })
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a token that takes an old one's place.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var whose: TenantOption
        @OptionGroup var change: ChangeOptions
        @Option(help: ArgumentHelp("How long the old one goes on being good, \(Span.help)."))
        var overlap: Span?
        @Argument(help: "The old one's id.") var token: String

        func run() async throws {
            let issued: IssueTokenResponse = try await options.call(
                "RotateToken",
                RotateTokenRequest(
                    tenant: whose.name, token: token,
                    overlapMilliseconds: overlap?.milliseconds ?? 0, etag: change.etag,
                    validateOnly: change.dryRun), asOperator: whose.isOperators,
                doing: "token rotate \(token)")
            try options.show(Facts(issued), dryRun: change.dryRun)
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Refuse a token from the next call on.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var whose: TenantOption
        @OptionGroup var change: ChangeOptions
        @OptionGroup var confirmation: Confirmation
        @Argument(help: "Its id.") var token: String

        func run() async throws {
            if !change.dryRun {
                try confirmation.ask(
                    "This refuses whoever shows token \(token), for good", typing: token)
            }
            let answer: AdminToken = try await options.call(
                "RevokeToken",
                RevokeTokenRequest(
                    tenant: whose.name, token: token, etag: change.etag,
                    validateOnly: change.dryRun), asOperator: whose.isOperators,
                doing: "token revoke \(token)")
            try options.show(Facts(answer), dryRun: change.dryRun)
        }
    }
}

extension Facts {
    init(_ token: AdminToken, secret: String = "") {
        self.init([
            "secret": .text(secret), "token": .text(token.id), "tenant": .text(token.tenant),
            "principal": .text(token.principal), "role": .text(token.role),
            "label": .text(token.label), "created": .time(token.createdMilliseconds),
            "expires": .time(token.expiresMilliseconds),
            "lastUsed": .time(token.lastUsedMilliseconds),
            "revoked": .time(token.revokedMilliseconds), "etag": .text(token.etag),
        ])
    }

    init(_ issued: IssueTokenResponse) {
        self.init(issued.token ?? AdminToken(), secret: issued.secret)
    }
}
