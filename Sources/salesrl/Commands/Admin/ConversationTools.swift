internal import ArgumentParser
internal import Messages

/// Conversations that a running daemon keeps.
struct ConversationTools: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conversation", abstract: "Erase conversations from a running daemon.",
        discussion: """
            Where no daemon runs, `salesrl erase` does the same to the store's file.

            Example:
              salesrl conversation erase call-17 call-18 --dry-run
            """,
        subcommands: [Erase.self])

    struct Erase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove conversations with all that was made of them, for good.")

        @OptionGroup var options: AdminOptions
        @OptionGroup var whose: TenantOption
        @OptionGroup var confirmation: Confirmation
        @Flag(help: "Say how many are there, and erase nothing.") var dryRun = false
        @Argument(help: "Their ids, at most 100.") var conversations: [String]

        func run() async throws {
            if !dryRun {
                try confirmation.ask(
                    "This erases \(conversations.count) conversations, for good", typing: "erase")
            }
            let answer: EraseConversationsResponse = try await options.call(
                "EraseConversations",
                EraseConversationsRequest(
                    tenant: whose.name, conversations: conversations, validateOnly: dryRun),
                asOperator: whose.isOperators, doing: "conversation erase")
            if dryRun {
                return try options.show(Facts(["found": .number(answer.found)]), dryRun: true)
            }
            try options.show(
                answer.erasures.map { erasure in
                    Facts([
                        "number": .number(erasure.number),
                        "erased": .time(erasure.erasedMilliseconds),
                        "entries": .number(erasure.entries),
                        "content": .text(erasure.contentHash), "chain": .text(erasure.chainHash),
                    ])
                })
        }
    }
}
