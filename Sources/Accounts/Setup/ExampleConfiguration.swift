internal import Wire

/// The daemon's configuration with every key explained and at its default.
/// `Deploy/salesrld.example.yaml` is this text; a test of the daemon compares the two.
package enum ExampleConfiguration {
    package static func text(port: Int = 7443) -> String {
        ([doors(port: port), rooms, limits].joined(separator: "\n\n") + "\n") + wire.joined()
    }

    private static func doors(port: Int) -> String {
        """
        # Configuration of salesrld: every key, with its default. Leave out what you do not change.
        # Each one is also an environment variable, which wins: listen.port is SALESRLD_LISTEN_PORT,
        # limits.turnBytes is SALESRLD_LIMITS_TURN_BYTES. Paths are relative to this file.
        # `salesrld --check-config --config FILE` explains everything that is wrong, at once.

        listen:
          host: 127.0.0.1       # address to listen on; 0.0.0.0 is every IPv4 address of the machine
          port: \(port)            # 0 takes any free port, which the line "salesrld ready on" names
          threads: 0            # event loops; 0 is one per processor
          lameDuck: 0s          # at shutdown: not ready, but still serving, for balancers

        tls:
          certificate: tls/server.pem   # PEM, the server's own first, then its chain
          key: tls/server.key           # PEM; SIGHUP reads both again without dropping a connection
          clientCertificates: none      # none, optional or required
          clientAuthority: ""           # PEM: who signs clients' certificates

        accounts:
          file: accounts.db             # tenants, roles, hashes of tokens, the audit log: SQLite
          key: accounts.key             # the key of those hashes, for its owner alone: chmod 400

        secrets:
          keyFile: secrets.key          # mode 0400; opens connectors' secrets; of `salesrl init`
          coreFiles: false              # true lets a crash write the daemon's memory to a file
        """
    }

    private static let rooms = """
        store:
          file: conversations.db        # SQLite, fsynced before an answer; empty: memory alone
          keepDays: 0           # after its last entry a conversation is erased; 0 is never

        model:
          file: ""              # a model of `salesrl train`; empty: the one that ships
          voice: members        # members, or student: faster, where the model has one
          encoder: ""           # has model.safetensors, vocab.txt; empty: what `make models` got
          encoderThreads: 0     # threads that embed; 0 is one per processor
          cacheBytes: 67108864  # embeddings of texts seen before
          # For models that were trained on a service's vectors (Docs/EMBEDDINGS.md); else nobody is called.
          embedderAddress: ""   # such as https://NAME.openai.azure.com/openai/deployments/DEPLOYMENT
          embedderKeyFile: ""   # a file that holds the service's key and nothing else
          embedderAuthority: "" # PEM: whom to trust as its authority; empty: the machine's list
          embedderTimeout: 2s   # for one call; a turn waits for guidance.embedBudget at most
          embedderCalls: 8      # calls at once; texts that wait go together

        guidance:
          deadline: 2s          # for one turn, where its caller names no earlier one
          embedBudget: 1s       # then the turn is scored without its text, and says so

        log:
          level: info           # trace, debug, info, notice, warning, error, critical; to stderr
          format: text          # text, or json: one object a line
          slow: 1s              # calls that take longer get a line at level info, as failed ones do

        metrics:
          tenants: 50           # tenants named in /metrics; all others are called "(other)"

        trace:
          file: ""              # spans as lines of OTLP's JSON; empty: none are made
          sample: 1             # share of the traces that begin here, 0 to 1
          bytes: 67108864       # of the file and the one before it together

        # Connectors, each in a process of its own. The one key that is not in the environment.
        connectors: []
        #  - name: folder                      # unique; names its files and its log lines
        #    library: ../lib/libSalesRLFolder.so
        #    tenant: demo
        #    settings: {directory: /var/lib/salesrl/inbox}
        """

    private static let limits = """
        limits:
          turnBytes: 262144               # bytes of one turn's text
          turnsPerConversation: 5000      # turns of one conversation
          callsPerTenant: 1024            # calls under way of one tenant
          conversations: 100000           # without store.file: kept in memory, of all tenants
          conversationsPerTenant: 50000   # the same, of one tenant
          storeBytes: 1073741824          # the same, bytes of turns, forecasts and states
          conversationIdle: 86400s        # the same: silent for longer, it may leave for others
          watchBacklog: 4096              # conversations with news that a watcher has not taken
        """

    /// The limits of the doors, as `Wire` declares them.
    private static let wire: [String] = WireLimits.settings.map { setting in
        let value =
            switch setting.value {
            case .count(let key): "\(WireLimits.standard[keyPath: key])"
            case .duration(let key): text(WireLimits.standard[keyPath: key])
            }
        let line = "  \(setting.name): \(value)"
        let gap = String(repeating: " ", count: max(2, 34 - line.count))
        return line + gap + "# \(setting.meaning)\n"
    }

    /// "30s", or "5ms" below a second.
    private static func text(_ time: Duration) -> String {
        let (seconds, attoseconds) = time.components
        return seconds > 0 ? "\(seconds)s" : "\(attoseconds / 1_000_000_000_000_000)ms"
    }
}
