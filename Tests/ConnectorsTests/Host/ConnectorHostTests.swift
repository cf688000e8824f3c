import Foundation
import Messages
import Storage
import Testing
import Wire

@testable import Connectors

/// The same pieces as in the daemon: real processes, real sockets, real libraries.
@Suite("Connectors in processes of their own", .serialized)
struct ConnectorHostTests {
    private let scratch: Scratch
    private let tenant = TenantID("acme")

    init() throws { scratch = try Scratch() }

    private func host(
        _ configuration: [ConnectorConfiguration], story: Story,
        limits: ConnectorLimits = ConnectorLimits()
    ) throws -> ConnectorHost {
        try ConnectorHost(
            configuration: configuration, executable: Built.testHost, dataDirectory: scratch.path,
            outbox: story.store, limits: limits, logger: .silent
        ) { try await story.tell($0) }
    }

    private func echo(_ settings: [String: String]) throws -> ConnectorConfiguration {
        let library = try Built.library("echo", echoConnector, in: scratch, withMessages: true)
        return ConnectorConfiguration(
            name: "echo", library: library, tenant: tenant, settings: settings)
    }

    @Test("A connector in C delivers, keeps a checkpoint, carries forecasts back and stops")
    func connectorInC() async throws {
        let story = Story()
        let out = "\(scratch.path)/out.txt"
        let connectors = try host([echo(["count": "5", "out": out])], story: story)
        connectors.start()
        try await eventually("five turns are answered") { await story.count == 5 }
        let conversation = ConversationKey(tenant: tenant, conversation: "echo")
        let events = await story.arrivals
        #expect(events.map(\.key.event) == ["e1", "e2", "e3", "e4", "e5"])
        #expect(events.allSatisfy { $0.key.source == "echo" && $0.conversation == conversation })
        #expect(
            events.first?.what
                == .said(Turn(number: 1, speaker: .customer, text: "turn 1")))

        let files = Files(dataDirectory: scratch.path, limits: ConnectorLimits())
        try await eventually("the checkpoint says five") {
            try await files.checkpoint(tenant, "echo") == [5]
        }
        try await story.say(
            ConversationKey(tenant: tenant, conversation: "of somebody else"), forecast(turn: 9))
        try await story.say(conversation, forecast(turn: 7))
        try await eventually("all was carried back and confirmed") {
            connectors.status()[0].writeBacksWaiting == 0
        }
        // A slow one may miss what something newer has taken the place of; never the last.
        let carried = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n")
        #expect(carried.last == "echo 7")
        #expect(carried == carried.sorted() && Set(carried).count == carried.count)
        #expect(connectors.status()[0].writtenBack == carried.count)
        #expect(connectors.status()[0].state == .running)
        await connectors.stop()
        let status = connectors.status()[0]
        #expect(status.state == .stopped && status.pid == nil && status.restarts == 0)
        #expect(status.delivered == 5)
    }

    @Test("After a crash the process is back, goes on where its checkpoint says, and loses nothing")
    func crash() async throws {
        let story = Story()
        let configuration = try echo(["count": "200", "out": "\(scratch.path)/out.txt"])
        let connectors = try host([configuration], story: story)
        connectors.start()
        try await eventually("some turns are answered") { await story.count >= 20 }
        let pid = try #require(connectors.status()[0].pid)
        kill(pid, SIGSEGV)
        try await eventually("all turns are answered") { await story.count == 200 }
        let status = connectors.status()[0]
        #expect(status.restarts == 1)
        #expect(status.pid != pid)
        #expect(status.lastError?.contains("signal 11") == true, "\(status)")
        // The one that was under way may have come twice; what was confirmed before did not.
        #expect(await story.arrivals.count <= 201)
        await connectors.stop()
    }

    @Test("A forecast that a process crashed over is carried by the next one")
    func crashOverForecast() async throws {
        let story = Story()
        let out = "\(scratch.path)/out.txt"
        let configuration = try echo(["count": "1", "out": out, "crashes": "true"])
        let connectors = try host([configuration], story: story)
        connectors.start()
        try await eventually("a turn is answered") { await story.count == 1 }
        let conversation = ConversationKey(tenant: tenant, conversation: "echo")
        try await story.say(conversation, forecast(turn: 7))
        try await eventually("it was carried and confirmed") {
            connectors.status()[0].writtenBack > 0 && connectors.status()[0].writeBacksWaiting == 0
        }
        #expect(connectors.status()[0].restarts >= 1, "\(connectors.status())")
        #expect(try String(contentsOfFile: out, encoding: .utf8).hasSuffix("echo 7\n"))
        await connectors.stop()
    }

    @Test("What was forecast before the daemon ended is carried back after it")
    func survivesTheDaemon() async throws {
        let path = "\(scratch.path)/store.db"
        let out = "\(scratch.path)/out.txt"
        let configuration = try echo(["count": "1", "out": out])
        var limits = ConnectorLimits()
        limits.stopGrace = .milliseconds(100)
        let first = Story(store: try SQLiteStore(path: path))
        let before = try host([configuration], story: first, limits: limits)
        before.start()
        try await eventually("the first forecast was carried") {
            before.status()[0].writtenBack == 1
        }
        // It stands still, so that nothing is carried any more.
        let pid = try #require(before.status()[0].pid)
        kill(pid, SIGSTOP)
        try await eventually("all its threads stand still") {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task").allSatisfy {
                try String(contentsOfFile: "/proc/\(pid)/task/\($0)/stat", encoding: .utf8)
                    .contains(") T ")
            }
        }
        try await first.say(
            ConversationKey(tenant: tenant, conversation: "echo"), forecast(turn: 2))
        #expect(before.status()[0].writeBacksWaiting == 1)
        await before.stop()
        await first.store.close()

        let second = Story(store: try SQLiteStore(path: path))
        let after = try host([configuration], story: second)
        #expect(after.status()[0].writeBacksWaiting == 1)
        after.start()
        try await eventually("it was carried and confirmed") {
            after.status()[0].writeBacksWaiting == 0
        }
        #expect(try String(contentsOfFile: out, encoding: .utf8) == "echo 1\necho 2\n")
        await after.stop()
        await second.store.close()
    }

    @Test("When the daemon's end of the link closes, the process ends by itself")
    func orphan() async throws {
        let library = try deafLibrary()
        let (child, descriptor) = try Child.start(
            Built.testHost, ["connector", "deaf", library])
        let limits = ConnectorLimits()
        let service = LinkService(
            ConnectorConfiguration(name: "deaf", library: library, tenant: tenant, settings: [:]),
            outbox: MemoryStore(),
            files: Files(dataDirectory: scratch.path, limits: limits), limits: limits,
            deliver: { _ in throw CancellationError() }, logger: .silent)
        let (started, isStarted) = AsyncStream.makeStream(of: Void.self)
        let link = try await NativeSocket.serve(
            descriptor: descriptor, services: [service.service { isStarted.finish() }],
            limits: Link.limits, logger: .silent)
        for await _ in started {}
        await link.drain()
        #expect(await child.ended() == .code(69))
    }

    @Test("A library that is refused is said to be, with its file, and tried again")
    func refusal() async throws {
        let story = Story()
        let absent = ConnectorConfiguration(
            name: "absent", library: "\(scratch.path)/absent.so", tenant: tenant, settings: [:])
        let wrong = try echo(["count": "many"])
        let connectors = try host([absent, wrong], story: story)
        connectors.start()
        try await eventually("both were tried twice") {
            connectors.status().allSatisfy { $0.restarts >= 1 }
        }
        let errors = connectors.status().map { $0.lastError ?? "" }
        #expect(errors[0].contains("absent.so: No such file"), "\(errors)")
        #expect(errors[1].contains("\"count\" of echo is \"many\""), "\(errors)")
        await connectors.stop()
        #expect(connectors.status().allSatisfy { $0.state == .stopped && $0.pid == nil })
    }

    /// Starts, and never does anything again.
    private func deafLibrary() throws -> String {
        let source = """
            #include <stddef.h>
            #include "salesrl_connector.h"
            static salesrl_result start(const salesrl_host *h, const salesrl_start *s, void **i) {
                (void)h; (void)s; (void)i; return SALESRL_OK;
            }
            static void stop(void *i) { (void)i; }
            static const salesrl_connector deaf = {
                .abi = SALESRL_CONNECTOR_ABI, .size = sizeof deaf, .name = "deaf",
                .version = "1", .description = "d", .start = start, .stop = stop,
            };
            const salesrl_connector *salesrl_connector_main(void) { return &deaf; }
            """
        return try Built.library("deaf", source, in: scratch)
    }

    @Test("A process that ignores being asked to stop is ended, and no zombie stays")
    func deaf() async throws {
        let library = try deafLibrary()
        var limits = ConnectorLimits()
        limits.stopGrace = .milliseconds(100)
        let connectors = try host(
            [
                ConnectorConfiguration(
                    name: "deaf", library: library, tenant: tenant, settings: [:])
            ], story: Story(), limits: limits)
        connectors.start()
        try await eventually("it runs") { connectors.status()[0].state == .running }
        let pid = try #require(connectors.status()[0].pid)
        await connectors.stop()
        #expect(kill(pid, 0) == -1 && errno == ESRCH)
    }

    @Test("Two connectors of one tenant cannot have one name, and paths are absolute")
    func configuration() throws {
        let one = ConnectorConfiguration(
            name: "one", library: "/a.so", tenant: tenant, settings: [:])
        var other = one
        other.tenant = TenantID("other")
        #expect(throws: Never.self) { try ConnectorConfiguration.check([one, other]) }
        #expect(throws: PluginError(.nameClash, "")) {
            try ConnectorConfiguration.check([one, one])
        }
        other.library = "a.so"
        #expect(throws: PluginError(.path, "")) { try ConnectorConfiguration.check([other]) }
        other.name = "a b"
        #expect(throws: PluginError(.configuration, "")) {
            try ConnectorConfiguration.check([other])
        }
    }

    private func forecast(turn: Int) -> Forecast {
        Forecast(
            turn: turn, probability: 0.5, value: 0, confidence: Confidence(level: 0),
            modelID: "m")
    }
}
