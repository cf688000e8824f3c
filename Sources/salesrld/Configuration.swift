internal import Connectors
internal import Foundation
internal import Guidance
internal import Logging
internal import Messages
internal import Predictions
internal import Secrets
internal import Storage
internal import Wire

/// Everything that can be set, with its defaults. `Deploy/salesrld.example.yaml` explains each key.
struct Configuration: Sendable {
    var host = "127.0.0.1"
    var port = 7443
    var threads = 0
    var lameDuck = Duration.zero
    var certificate = "tls/server.pem"
    var key = "tls/server.key"
    var clientCertificates = ClientCertificates.none
    var clientAuthority = ""
    var accountsFile = "accounts.db"
    var accountsKey = "accounts.key"
    var secretsKeyFile = KeyFile.name
    /// The kernel may write the process's memory to a file when it crashes.
    var coreFiles = false
    /// The file of the store; empty for one in memory.
    var storeFile = "conversations.db"
    /// Days after its last entry at which a conversation is erased; 0 for never.
    var keepDays = 0
    var modelFile = ""
    /// Who forecasts: all members of the model, or its student.
    var voice = Model.Voice.members
    var encoder = ""
    var encoderThreads = 0
    var cacheBytes = 64 << 20
    var logLevel = Logger.Level.info
    var connectors: [ConnectorConfiguration] = []
    var guidance = GuidanceLimits()
    var store = StoreLimits()
    var callsPerTenant = 1024
    var wire = WireLimits.standard

    /// The folder of the configuration file; relative paths start here.
    var directory = "."

    func resolved(_ path: String) -> String {
        path.hasPrefix("/") ? path : directory + "/" + path
    }

    /// The key file; a credential of systemd by the same name goes before it.
    var secretsPath: String {
        let credential = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"].map {
            "\($0)/\(KeyFile.name)"
        }
        if let credential, FileManager.default.fileExists(atPath: credential) { return credential }
        return resolved(secretsKeyFile)
    }

    /// Reads the file and the environment. Everything that is wrong is told at once.
    static func read(
        _ path: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(Refusal) -> Configuration {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw Refusal(
                .configuration,
                "\(path): the configuration is not there or not readable; `salesrl init` makes one")
        }
        guard let text = String(data: bytes, encoding: .utf8) else {
            throw Refusal(.configuration, "\(path): not UTF-8")
        }
        var reader = ConfigurationReader(file: path, text: text, environment: environment)
        reader.read()
        guard reader.problems.isEmpty else {
            throw Refusal(
                .configuration,
                "the configuration has \(reader.problems.count) mistake"
                    + (reader.problems.count == 1 ? "" : "s") + ":\n"
                    + reader.problems.map { "  \($0)" }.joined(separator: "\n"))
        }
        return reader.configuration
    }
}
