/// Which door is opened for which ALPN name. What is not in this table is not offered.
struct Doors: Sendable {
    struct Entry: Sendable {
        /// As it is offered in the handshake.
        let alpn: String
        let door: Door
        let configure: DoorConfigurator
    }

    /// In the order of the server's preference.
    let entries: [Entry]
    /// For clients that offer no ALPN at all.
    let silent: Entry

    /// The three doors of the port. Pages come before gRPC: browsers, curl and scrapers offer both
    /// of those names and want pages, while gRPC clients offer h2 alone.
    static func all(pages: HTTPRoutes) -> Doors {
        let native = Entry(alpn: "ttrpc", door: .native, configure: NativeDoor.configure)
        return Doors(
            entries: [
                native,
                Entry(alpn: "http/1.1", door: .http, configure: HTTPDoor.configure(pages)),
                Entry(alpn: "h2", door: .grpc, configure: GRPC.open),
            ],
            silent: native)
    }

    var names: [String] { entries.map(\.alpn) }

    /// Nil for a name that was never offered.
    func entry(for alpn: String?) -> Entry? {
        guard let alpn else { return silent }
        return entries.first { $0.alpn == alpn }
    }
}
