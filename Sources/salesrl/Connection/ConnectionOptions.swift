internal import Accounts
internal import ArgumentParser
internal import Foundation
internal import Wire

/// Where the daemon is and who is asking. What is not said is read from the data directory.
struct ConnectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The directory that `salesrl init` made. [env: SALESRL_DATA]", valueName: "path"))
    var dataDirectory: String = Environment["SALESRL_DATA"] ?? ".salesrl"

    @Option(help: ArgumentHelp("The daemon. [env: SALESRL_ADDRESS]", valueName: "host:port"))
    var address: String?

    @Option(help: ArgumentHelp("PEM file of the authority to trust. [env: SALESRL_CA]"))
    var ca: String?

    @Option(
        help: ArgumentHelp(
            "Token that names tenant and role. Better in the environment than in a shell's history. "
                + "[env: SALESRL_TOKEN]"))
    var token: String?

    @Option(help: "Which door to go through: native or grpc.")
    var door: DoorChoice = .native

    @Option(help: ArgumentHelp("Seconds that one call may take.", valueName: "seconds"))
    var timeout: Double = 30

    func validate() throws {
        guard timeout > 0, timeout <= 3600 else {
            throw ValidationError("--timeout is \(timeout); it must be above 0 and at most 3600")
        }
    }
}

/// The RPC doors that a person may choose.
enum DoorChoice: String, ExpressibleByArgument, CaseIterable {
    case native, grpc
}

/// Environment variables; empty ones count as unset.
enum Environment {
    static subscript(name: String) -> String? {
        guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else {
            return nil
        }
        return value
    }
}

/// What `salesrl init` leaves for clients: `client.json` in the data directory.
struct ClientFile: Decodable {
    let address: String
    /// Relative to the data directory.
    let ca: String
    let token: String
    /// Above tenants; for `salesrl tenant` and its like.
    let operatorToken: String?

    static let name = DataDirectory.clientName

    static func read(in directory: String) throws -> ClientFile? {
        let path = directory + "/" + name
        guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
        do {
            return try JSONDecoder().decode(ClientFile.self, from: bytes)
        } catch {
            throw Failure(.configuration, "\(path) is not what `salesrl init` writes: \(error)")
        }
    }
}

/// Everything that is needed to connect, settled.
struct Destination {
    let host: String
    let port: Int
    let ca: String
    let token: String

    /// - Parameter asOperator: where no token is given, the operator's goes before the other.
    init(_ options: ConnectionOptions, asOperator: Bool = false) throws {
        let file = try ClientFile.read(in: options.dataDirectory)
        let hint =
            "run `salesrl init`, or name the directory with --data-directory (now \(options.dataDirectory))"
        guard let address = options.address ?? Environment["SALESRL_ADDRESS"] ?? file?.address
        else { throw Failure(.configuration, "no --address and no \(ClientFile.name): \(hint)") }
        guard let colon = address.lastIndex(of: ":"),
            let port = Int(address[address.index(after: colon)...]), (1...65535).contains(port)
        else { throw Failure(.configuration, "--address \(address) is not host:port") }
        host = address[..<colon].trimmingCharacters(in: ["[", "]"])
        self.port = port
        guard
            let ca = options.ca ?? Environment["SALESRL_CA"]
                ?? file.map({ options.dataDirectory + "/" + $0.ca })
        else { throw Failure(.configuration, "no --ca and no \(ClientFile.name): \(hint)") }
        self.ca = ca
        let own = asOperator ? file?.operatorToken ?? file?.token : file?.token
        guard let token = options.token ?? Environment["SALESRL_TOKEN"] ?? own else {
            throw Failure(.configuration, "no --token and no \(ClientFile.name): \(hint)")
        }
        self.token = token
    }
}
