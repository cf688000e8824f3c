/// Brings conversations from another system, and carries forecasts back to it.
///
/// A whole connector:
/// ```swift
/// import ConnectorKit
///
/// final class Hello: Connector {
///     static let descriptor = ConnectorDescriptor(
///         name: "hello", version: "1.0.0", description: "Says hello once.")
///
///     init(settings: Settings) {}
///
///     func run(host: Host) async throws {
///         let turn = Turn(number: 1, speaker: .representative, text: "Hello!")
///         let event = ConversationEvent(id: "hello/1", conversation: "hello", what: .said(turn))
///         let receipt = try await host.deliver(event)
///         host.log(.info, "probability \(receipt.forecast.probability)")
///     }
/// }
///
/// @c(salesrl_connector_main)
/// public func connectorMain() -> UnsafeRawPointer { exportConnector(Hello.self) }
/// ```
/// Build it as a dynamic library. One library holds one connector; the daemon starts one process of
/// it for each tenant that uses it.
public protocol Connector: Sendable {
    static var descriptor: ConnectorDescriptor { get }

    /// Takes the settings, which hold every required option and the defaults. An error says which
    /// setting is wrong and why; the connector is then not started.
    init(settings: Settings) throws

    /// Works until there is nothing more to do or the task is cancelled. An error ends this run:
    /// the daemon logs it and starts the connector anew, after a pause that grows.
    func run(host: Host) async throws

    /// Carries a forecast to the other system. Called while ``run(host:)`` runs, one at a time,
    /// where the descriptor says so. A ``ConnectorError`` with the code `tryAgain` brings it again,
    /// later and later; one with `refused` drops it; any other error brings it again a few times.
    func writeBack(_ writeBack: WriteBack) async throws
}

extension Connector {
    public func writeBack(_ writeBack: WriteBack) async throws {}
}

/// What a library's `salesrl_connector_main` returns: the connector as the daemon's C table.
public func exportConnector(_ connector: any Connector.Type) -> UnsafeRawPointer {
    Entry.table(of: connector)
}
