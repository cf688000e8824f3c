/// Which door is opened for which ALPN name. What is not in this table is not offered.
struct Doors: Sendable {
    struct Entry: Sendable {
        /// As it is offered in the handshake.
        let alpn: String
        let configure: DoorConfigurator
    }

    /// In the order of the server's preference.
    let entries: [Entry]
    /// For clients that offer no ALPN at all.
    let silent: DoorConfigurator

    /// The three doors of the port. Pages come before gRPC: browsers, curl and scrapers offer both
    /// of those names and want pages, while gRPC clients offer h2 alone.
    static func all(pages: HTTPRoutes) -> Doors {
        Doors(
            entries: [
                Entry(alpn: "ttrpc", configure: NativeDoor.configure),
                Entry(alpn: "http/1.1", configure: HTTPDoor.configure(pages)),
                Entry(alpn: "h2", configure: GRPC.open),
            ],
            silent: NativeDoor.configure)
    }

    var names: [String] { entries.map(\.alpn) }

    /// Nil for a name that was never offered.
    func configurator(for alpn: String?) -> DoorConfigurator? {
        guard let alpn else { return silent }
        return entries.first { $0.alpn == alpn }?.configure
    }
}
