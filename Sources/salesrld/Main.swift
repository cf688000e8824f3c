internal import Connectors
internal import Foundation
internal import Messages
internal import Telemetry
internal import Wire

/// The daemon's command line.
@main
enum Main {
    static let help = """
        salesrld: forecasts for sales conversations, over TLS.

        usage:
          salesrld --config FILE           serve with this configuration
          salesrld --data-directory DIR    serve with DIR/salesrld.yaml, which `salesrl init` makes
          salesrld --check-config …        say everything that is wrong with the configuration, and stop
          salesrld --version
          salesrld --help

        Every key of the configuration is also an environment variable: listen.port is
        SALESRLD_LISTEN_PORT. Without --config and --data-directory, SALESRL_DATA names the directory.

        Says "salesrld ready on HOST:PORT" on standard output once it serves; logs go to standard error.

        Takes the socket that systemd opened for it (LISTEN_FDS) in place of listen.host and listen.port,
        and says to NOTIFY_SOCKET when it serves, reloads and stops.

        signals:
          TERM, INT    drain: health turns NOT_SERVING, calls under way end, then exit; a second one exits at once
          HUP          read certificates again

        exit codes:
          0    stopped by a signal, or the configuration is good
          64   the command line is not understood
          69   the port is taken, the address cannot be listened on, or another process has the files
          70   a defect; the log says more
          78   configuration, certificates, accounts, model or weights are not good

        """

    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "connector" {
            await ConnectorProcess.run(Array(arguments.dropFirst()))
        }
        do {
            switch try Order(arguments, environment: ProcessInfo.processInfo.environment) {
            case .help: print(help, terminator: "")
            case .version: print("salesrld \(Product.version)")
            case .check(let path): try check(path)
            case .serve(let path): try await serve(path)
            }
        } catch let refusal as Refusal {
            FileHandle.standardError.write(Data("salesrld: \(refusal.reason)\n".utf8))
            exit(refusal.exit.rawValue)
        } catch {
            FileHandle.standardError.write(Data("salesrld: \(error)\n".utf8))
            exit(Refusal.Exit.defect.rawValue)
        }
    }

    private static func check(_ path: String) throws {
        let configuration = try Configuration.read(path)
        try House.check(configuration)
        print("\(path): good")
    }

    private static func serve(_ path: String) async throws {
        let configuration = try Configuration.read(path)
        let signals = Signals()
        let log = LogSink(configuration.logFormat)
        log.bootstrap(configuration.logLevel)
        // What was said before a refusal is read before it.
        defer { log.flush() }
        if !configuration.coreFiles { HiddenBytes.keepProcessOutOfCoreFiles() }
        let manager = try ServiceManager()
        let house = try await House(configuration, log: log, listener: manager.listener)
        let port = try await house.open()
        let address = "\(configuration.host):\(port)"
        print("salesrld ready on \(address)")
        fflush(nil)
        manager.ready(address)
        for await signal in signals.arriving {
            if signal == SIGHUP {
                manager.reloading()
                house.reload()
                manager.ready(address)
            } else {
                break
            }
        }
        // Whoever asks twice does not want to wait.
        let impatient = Task {
            for await signal in signals.arriving where signal != SIGHUP {
                log.flush()
                exit(0)
            }
        }
        manager.stopping()
        await house.close()
        impatient.cancel()
    }
}

/// What the command line asks for.
enum Order: Equatable {
    case help, version
    case check(String)
    case serve(String)

    init(_ arguments: [String], environment: [String: String]) throws(Refusal) {
        var path: String?
        var isCheck = false
        var rest = arguments[...]
        func value(of option: String) throws(Refusal) -> String {
            guard let value = rest.popFirst(), !value.isEmpty else {
                throw Refusal(.usage, "\(option) needs a value; see --help")
            }
            return value
        }
        while let argument = rest.popFirst() {
            switch argument {
            case "--help", "-h":
                self = .help
                return
            case "--version":
                self = .version
                return
            case "--check-config": isCheck = true
            case "--config": path = try value(of: argument)
            case "--data-directory": path = try value(of: argument) + "/salesrld.yaml"
            default: throw Refusal(.usage, "\(argument) is not understood; see --help")
            }
        }
        let fallback = environment["SALESRL_DATA"].map { $0 + "/salesrld.yaml" }
        guard let path = path ?? fallback else {
            throw Refusal(
                .usage,
                "say --config FILE or --data-directory DIR; `salesrl init` makes a directory")
        }
        self = isCheck ? .check(path) : .serve(path)
    }
}

/// Why the daemon does not start, and what its exit code says about that.
struct Refusal: Error, Equatable {
    enum Exit: Int32 {
        case usage = 64
        case unavailable = 69
        case defect = 70
        case configuration = 78
    }
    let exit: Exit
    /// What is wrong, where, and what to do.
    let reason: String

    init(_ exit: Exit, _ reason: String) {
        self.exit = exit
        self.reason = reason
    }

    static func == (left: Refusal, right: Refusal) -> Bool { left.exit == right.exit }
}
