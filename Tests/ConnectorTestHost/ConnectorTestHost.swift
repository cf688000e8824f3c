// Runs a connector as `salesrld connector NAME LIBRARY` does, for tests that have no daemon.
internal import Connectors

@main
enum ConnectorTestHost {
    static func main() async {
        await ConnectorProcess.run(Array(CommandLine.arguments.dropFirst(2)))
    }
}
