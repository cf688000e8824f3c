internal import ArgumentParser
internal import Messages

/// Shows who answers on the other side.
struct Info: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the daemon's version, model and limits, and who you are to it.",
        discussion: """
            Examples:
              salesrl info
              salesrl info --door grpc --json
            """)

    @OptionGroup var connection: ConnectionOptions

    @Flag(help: "One JSON object instead of a list.")
    var json = false

    func run() async throws {
        let session = try await Session.open(connection)
        let answer: DaemonInfo
        do {
            answer = try await session.info()
        } catch {
            throw Failure(error, doing: "info")
        }
        await session.close()
        if json { return Console.print(try answer.jsonLine()) }
        let rows = [
            ("version", answer.version), ("model", answer.model), ("embedder", answer.embedder),
            ("kernels", answer.kernels), ("tenant", answer.tenant), ("role", answer.role),
        ]
        for (name, value) in rows { Console.print(padded(name, to: 34) + value) }
        for limit in answer.limits {
            let unit = limit.unit == "1" ? "" : " " + limit.unit
            Console.print(padded(limit.name, to: 34) + "\(limit.value)" + unit)
        }
    }
}
