import Accounts
import Connectors
import Foundation
import Guidance
import Messages
import Storage
import Testing
import Wire

@testable import salesrld

@Suite("The configuration of the daemon")
struct ConfigurationTests {
    private func read(_ text: String, _ environment: [String: String] = [:]) -> ConfigurationReader
    {
        var reader = ConfigurationReader(
            file: "/etc/salesrl/salesrld.yaml", text: text, environment: environment)
        reader.read()
        return reader
    }

    @Test("the example is what `salesrl init` writes, names every key, and changes nothing")
    func example() throws {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let deployed = try String(
            contentsOf: root.appendingPathComponent("Deploy/salesrld.example.yaml"),
            encoding: .utf8)
        #expect(deployed == ExampleConfiguration.text())
        let reader = read(ExampleConfiguration.text())
        #expect(reader.problems == [])
        #expect(reader.configuration.wire == Configuration().wire)
        #expect(reader.configuration.guidance == Configuration().guidance)
        #expect(reader.configuration.store == Configuration().store)
        for setting in Setting.all {
            let key = setting.path.split(separator: ".").last.map(String.init) ?? ""
            #expect(deployed.contains("  \(key): "), "\(setting.path) is not explained")
        }
    }

    @Test("every key is an environment variable, and the variable wins")
    func environment() {
        let reader = read(
            "listen: {port: 1000}\n",
            ["SALESRLD_LISTEN_PORT": "2000", "SALESRLD_LIMITS_TURN_BYTES": "99"])
        #expect(reader.problems == [])
        #expect(reader.configuration.port == 2000)
        #expect(reader.configuration.guidance.turnBytes == 99)
        #expect(Set(Setting.all.map(\.variable)).count == Setting.all.count)
    }

    @Test("an empty file is the defaults")
    func empty() {
        #expect(read("").problems == [])
        #expect(read("# nothing\n").problems == [])
    }

    @Test(
        "a mistake is told with its line, and what would do",
        arguments: [
            ("listen: 5\n", "salesrld.yaml:1: listen: must hold keys"),
            ("listen:\n  port: 70000\n", "salesrld.yaml:2: listen.port: is \"70000\"; must be"),
            ("listen:\n  port: [1]\n", "must be a whole number"),
            ("tls:\n  clientCertificates: some\n", "none, optional or required"),
            ("tls: {clientCertificates: required}\n", "tls.clientAuthority: is empty"),
            ("limits:\n  turnByte: 5\n", "did you mean limits.turnBytes?"),
            ("guidance:\n  deadline: soon\n", "a time such as 500ms"),
            ("connectors: 5\n", "must be a list"),
            ("connectors:\n  - name: a\n", "connectors[0]: needs name, library and tenant"),
            ("- a\n", "must hold sections"), ("a: [\n", "not YAML"),
        ])
    func mistakes(text: String, expected: String) {
        let problems = read(text).problems
        #expect(problems.count == 1, "\(problems)")
        #expect(problems.first?.contains(expected) == true, "\(problems)")
    }

    @Test("connectors are read with absolute paths and their settings")
    func connectors() {
        let reader = read(
            """
            connectors:
              - name: folder
                library: lib/folder.so
                tenant: demo
                settings: {directory: /in, every: 5}
            """)
        #expect(reader.problems == [])
        let one = reader.configuration.connectors.first
        #expect(one?.library == "/etc/salesrl/lib/folder.so")
        #expect(one?.settings == ["directory": "/in", "every": "5"])
    }

    @Test("the command line is understood, or says what is not")
    func orders() throws {
        #expect(try Order(["--version"], environment: [:]) == .version)
        #expect(try Order(["--config", "a"], environment: [:]) == .serve("a"))
        #expect(
            try Order(["--check-config", "--data-directory", "d"], environment: [:])
                == .check("d/salesrld.yaml"))
        #expect(try Order([], environment: ["SALESRL_DATA": "d"]) == .serve("d/salesrld.yaml"))
        for wrong in [[], ["--config"], ["--what"]] {
            #expect(throws: Refusal(.usage, "")) { try Order(wrong, environment: [:]) }
        }
    }

    @Test("the figures of calls are bounded, whatever is called")
    func figures() {
        let figures = CallFigures()
        for index in 0..<2_000 {
            figures.count("salesrl.v1.Scoring/Method\(index)", .native, .ok, nil)
        }
        // Beyond the bound, one for each door.
        #expect(figures.handleCount == CallFigures.handlesMax + 1)
    }
}
