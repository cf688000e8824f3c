internal import CConnector
internal import Dispatch
internal import Foundation
internal import Messages
internal import Wire

/// The process of one connector: opens its library, bridges the C table to the link on descriptor
/// 3, and ends when the connector, the daemon or SIGTERM says so.
package enum ConnectorProcess {
    /// What comes after "connector" on the command line: the connector's name and its library's
    /// path.
    package static func run(_ arguments: [String]) async -> Never {
        guard arguments.count == 2 else {
            complain(
                "usage: connector NAME LIBRARY, with a socket as descriptor 3; the daemon runs this"
            )
            _exit(EX_USAGE)
        }
        let signs = Signs()
        ProcessSetup.limitResources()
        ProcessSetup.watchForEnd(signs)
        do throws(WireError) {
            let client = try await NativeClient(adopting: Link.descriptor, limits: Link.limits)
            let link = HostLink(client)
            let code = await run(path: arguments[1], link: link, signs: signs)
            await link.flush()
            // Without exit handlers: a library's might wait for threads that are still at work.
            _exit(code)
        } catch {
            complain("connector \(arguments[0]): \(error)")
            _exit(EX_UNAVAILABLE)
        }
    }

    /// To standard error: there is no link to complain over.
    private static func complain(_ text: String) {
        FileHandle.standardError.write(Data("\(text)\n".utf8))
    }

    private static func run(path: String, link: HostLink, signs: Signs) async -> Int32 {
        do {
            var loader = Loader()
            let plugin = try loader.load(path)
            let start = try await link.start(plugin)
            let settings = try plugin.validated(start.settings)
            let bridge = HostBridge(link, signs: signs)
            let instance = PluginInstance(plugin)
            // Asking comes before the start, so that the daemon knows that forecasts are wanted.
            let writeBacks = WriteBacks(link, instance, signs: signs)
            if plugin.takesWriteBacks { await writeBacks.begin() }
            try await instance.start(bridge.table, settings, start.checkpoint)
            writeBacks.open()
            return await untilTheEnd(instance, link, signs)
        } catch let error as PluginError {
            link.log(.error, error.reason)
            return EX_CONFIG
        } catch {
            link.log(.error, "\(path): the daemon did not let it start: \(error)")
            return EX_UNAVAILABLE
        }
    }

    /// Waits for a sign. After the first one that asks for an end, waits for the connector's own.
    private static func untilTheEnd(
        _ instance: PluginInstance, _ link: HostLink, _ signs: Signs
    ) async -> Int32 {
        for await sign in signs.stream {
            switch sign {
            case .finished(okResult, _): return EX_OK
            case .finished(let result, let reason):
                link.log(.error, reason.isEmpty ? "it ended with code \(result)" : reason)
                return EX_SOFTWARE
            case .terminate: instance.stop()
            case .linkLost:
                instance.stop()
                DispatchQueue.global().asyncAfter(
                    deadline: .now() + .milliseconds(ProcessLimits.orphanGraceMilliseconds)
                ) { _exit(EX_UNAVAILABLE) }
            }
        }
        return EX_SOFTWARE
    }
}

/// What a connector's process waits for.
final class Signs: Sendable {
    enum Sign: Sendable {
        /// The connector called `finished`.
        case finished(salesrl_result, String)
        /// SIGTERM.
        case terminate
        /// The daemon has closed its end, or is gone.
        case linkLost
    }

    let stream: AsyncStream<Sign>
    private let continuation: AsyncStream<Sign>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func give(_ sign: Sign) { continuation.yield(sign) }
}

let okResult = salesrl_result(SALESRL_OK)
