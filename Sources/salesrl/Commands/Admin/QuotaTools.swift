internal import ArgumentParser
internal import Messages

/// What a tenant may take.
struct QuotaTools: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quota", abstract: "Show and set what a tenant may take.",
        discussion: """
            What is not set is the daemon's default. Setting takes an operator.

            Examples:
              salesrl quota show acme
              salesrl quota set acme --events-per-second 200 --stored-bytes 5000000000
              salesrl quota set acme --concurrent-calls 0      back to the default
            """,
        subcommands: [Show.self, Set.self])

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show a tenant's quota.")

        @OptionGroup var options: AdminOptions
        @Argument(help: "The tenant; your own when left out.") var tenant: String?

        func run() async throws {
            let quota: AdminQuota = try await options.call(
                "GetQuota", GetQuotaRequest(tenant: tenant ?? ""), asOperator: tenant != nil,
                doing: "quota show")
            try options.show(Facts(quota))
        }
    }

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set what is given; leave the rest. 0 is the daemon's default.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var change: ChangeOptions
        @Option(help: "Turns and closings a second.") var eventsPerSecond: Double?
        @Option(help: "Calls under way.") var concurrentCalls: Int64?
        @Option(help: "Bytes of conversations that are kept.") var storedBytes: Int64?
        @Option(help: "Texts that are embedded a second.") var embeddingsPerSecond: Double?
        @Argument(help: "The tenant.") var tenant: String

        private var mask: [String] {
            [
                ("events_per_second", eventsPerSecond != nil),
                ("concurrent_calls", concurrentCalls != nil),
                ("stored_bytes", storedBytes != nil),
                ("embeddings_per_second", embeddingsPerSecond != nil),
            ].filter(\.1).map(\.0)
        }

        func validate() throws {
            guard !mask.isEmpty else {
                throw ValidationError(
                    "say what to set: --events-per-second, --concurrent-calls, --stored-bytes or "
                        + "--embeddings-per-second")
            }
        }

        func run() async throws {
            let quota = AdminQuota(
                eventsPerSecond: eventsPerSecond ?? 0, concurrentCalls: concurrentCalls ?? 0,
                storedBytes: storedBytes ?? 0, embeddingsPerSecond: embeddingsPerSecond ?? 0)
            let answer: AdminQuota = try await options.call(
                "UpdateQuota",
                UpdateQuotaRequest(
                    tenant: tenant, quota: quota, updateMask: mask, etag: change.etag,
                    validateOnly: change.dryRun), asOperator: true, doing: "quota set \(tenant)")
            try options.show(Facts(answer), dryRun: change.dryRun)
        }
    }
}

extension Facts {
    init(_ quota: AdminQuota) {
        func real(_ value: Double) -> Value { value == 0 ? .text("default") : .real(value) }
        func number(_ value: Int64) -> Value { value == 0 ? .text("default") : .number(value) }
        self.init([
            "tenant": .text(quota.tenant), "eventsPerSecond": real(quota.eventsPerSecond),
            "concurrentCalls": number(quota.concurrentCalls),
            "storedBytes": number(quota.storedBytes),
            "embeddingsPerSecond": real(quota.embeddingsPerSecond), "etag": .text(quota.etag),
        ])
    }
}
