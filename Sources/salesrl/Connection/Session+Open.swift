internal import Wire

extension Session {
    /// Connects through the chosen door.
    static func open(
        _ options: ConnectionOptions, asOperator: Bool = false
    ) async throws -> Session {
        let to = try Destination(options, asOperator: asOperator)
        let tls = ClientTLS(authorityFile: to.ca, serverName: to.host)
        let call = CallOptions(
            metadata: Metadata([(key: "authorization", value: "Bearer \(to.token)")]),
            timeout: .seconds(options.timeout))
        do throws(WireError) {
            switch options.door {
            case .native:
                let client = try await NativeClient.connect(host: to.host, port: to.port, tls: tls)
                return Session(client: client, options: call)
            case .grpc:
                let client = try await GRPCClient.connect(host: to.host, port: to.port, tls: tls)
                return Session(client: client, options: call)
            }
        } catch {
            throw Failure(
                .unreachable,
                "cannot connect to \(to.host):\(to.port): \(error); is salesrld running?")
        }
    }
}
