internal import ArgumentParser
internal import Messages

/// Who may come in, and as what.
struct RoleTools: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role", abstract: "Principals, their roles, and their client certificates.",
        discussion: """
            A principal is somebody who may call: a person or a program, by a token or a client's certificate. \
            Roles: viewer looks; service sends turns and scores; connector sends turns; manager looks and \
            scores; admin does everything in the tenant; auditor reads everything and changes nothing.

            Examples:
              salesrl role list
              salesrl role assign ann admin
              salesrl role remove ann
              salesrl role bind subject:CN=billing,O=Acme --role service
              salesrl role certificates
            """,
        subcommands: [
            List.self, Assign.self, Remove.self, Certificates.self, Bind.self, Unbind.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List principals.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var whose: TenantOption
        @OptionGroup var pages: PageOptions

        func run() async throws {
            let rows = try await pages.all { size, token in
                let answer: ListPrincipalsResponse = try await options.call(
                    "ListPrincipals",
                    ListPrincipalsRequest(tenant: whose.name, pageSize: size, pageToken: token),
                    asOperator: whose.isOperators, doing: "role list")
                return (answer.principals, answer.nextPageToken)
            }
            try options.show(rows.map { Facts($0) })
        }
    }

    struct Assign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a principal a role; makes the principal where it is new.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var whose: TenantOption
        @OptionGroup var change: ChangeOptions
        @Option(help: "Of a new principal: what it is.") var label = ""
        @Argument(help: "The principal.") var principal: String
        @Argument(help: "viewer, service, connector, manager, admin or auditor.") var role: String

        func run() async throws {
            let answer: AdminPrincipal = try await options.call(
                "AssignRole",
                AssignRoleRequest(
                    tenant: whose.name, principal: principal, role: role, label: label,
                    etag: change.etag, validateOnly: change.dryRun),
                asOperator: whose.isOperators, doing: "role assign \(principal)")
            try options.show(Facts(answer), dryRun: change.dryRun)
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove a principal with its tokens and certificates.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var whose: TenantOption
        @OptionGroup var change: ChangeOptions
        @OptionGroup var confirmation: Confirmation
        @Argument(help: "The principal.") var principal: String

        func run() async throws {
            if !change.dryRun {
                try confirmation.ask(
                    "This removes principal \(principal) with its tokens and certificates, for good",
                    typing: principal)
            }
            let answer: AdminPrincipal = try await options.call(
                "RemovePrincipal",
                RemovePrincipalRequest(
                    tenant: whose.name, principal: principal, etag: change.etag,
                    validateOnly: change.dryRun), asOperator: whose.isOperators,
                doing: "role remove \(principal)")
            try options.show(Facts(answer), dryRun: change.dryRun)
        }
    }

    struct Certificates: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List client certificates that stand for principals.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var whose: TenantOption
        @OptionGroup var pages: PageOptions

        func run() async throws {
            let rows = try await pages.all { size, token in
                let answer: ListCertificatesResponse = try await options.call(
                    "ListCertificates",
                    ListCertificatesRequest(tenant: whose.name, pageSize: size, pageToken: token),
                    asOperator: whose.isOperators, doing: "role certificates")
                return (answer.certificates, answer.nextPageToken)
            }
            try options.show(rows.map { Facts($0) })
        }
    }

    struct Bind: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a client's certificate stand for a principal.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var whose: TenantOption
        @Option(help: "The principal; a new one when left out.") var principal = ""
        @Option(help: "Of a new principal.") var role = ""
        @Option(help: "What it is.") var label = ""
        @Flag(help: "Check everything and change nothing.") var dryRun = false
        @Argument(help: "A SHA-256 fingerprint, or subject: and the subject.")
        var certificate: String

        func run() async throws {
            let answer: AdminCertificate = try await options.call(
                "BindCertificate",
                BindCertificateRequest(
                    tenant: whose.name, certificate: certificate, principal: principal, role: role,
                    label: label, validateOnly: dryRun), asOperator: whose.isOperators,
                doing: "role bind")
            try options.show(Facts(answer), dryRun: dryRun)
        }
    }

    struct Unbind: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a certificate stand for nobody.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var whose: TenantOption
        @OptionGroup var change: ChangeOptions
        @OptionGroup var confirmation: Confirmation
        @Argument(help: "As `salesrl role certificates` lists it.") var certificate: String

        func run() async throws {
            if !change.dryRun {
                try confirmation.ask(
                    "This refuses whoever shows \(certificate)", typing: certificate)
            }
            let answer: AdminCertificate = try await options.call(
                "UnbindCertificate",
                UnbindCertificateRequest(
                    tenant: whose.name, certificate: certificate, etag: change.etag,
                    validateOnly: change.dryRun), asOperator: whose.isOperators,
                doing: "role unbind")
            try options.show(Facts(answer), dryRun: change.dryRun)
        }
    }
}

extension Facts {
    init(_ principal: AdminPrincipal) {
        self.init([
            "principal": .text(principal.id), "tenant": .text(principal.tenant),
            "role": .text(principal.role), "label": .text(principal.label),
            "created": .time(principal.createdMilliseconds), "etag": .text(principal.etag),
        ])
    }

    init(_ certificate: AdminCertificate) {
        self.init([
            "certificate": .text(certificate.name), "tenant": .text(certificate.tenant),
            "principal": .text(certificate.principal), "role": .text(certificate.role),
            "label": .text(certificate.label), "created": .time(certificate.createdMilliseconds),
            "etag": .text(certificate.etag),
        ])
    }
}
