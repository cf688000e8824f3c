package import Logging
package import Messages
package import Storage
package import Wire

/// All connectors of the daemon, each in a process of its own.
/// ```
/// let connectors = try ConnectorHost(
///     configuration: [...], dataDirectory: "/var/lib/salesrl", outbox: store, logger: logger
/// ) { event in try await story.tell(event) }
/// connectors.start()
/// ```
package final class ConnectorHost: Sendable {
    /// What becomes of an event: committed, with this forecast.
    package struct Answer: Sendable, Equatable {
        package var forecast: Forecast
        /// The event had been answered before; the forecast is the first answer.
        package var isReplay: Bool

        package init(forecast: Forecast, isReplay: Bool = false) {
            self.forecast = forecast
            self.isReplay = isReplay
        }
    }

    /// Answers an event of a connector. Its key has the tenant, the connector's name as source, and
    /// the connector's own event id. Throws a ``Messages/Status``: what is wrong with the event for
    /// good (invalidArgument, alreadyExists, failedPrecondition, outOfRange, notFound,
    /// permissionDenied, unimplemented) is refused, anything else is tried again.
    package typealias Deliver = @Sendable (Event) async throws -> Answer

    /// A secret of a connector by its name; nil where none was set. Throws a ``Messages/Status``.
    package typealias Secret =
        @Sendable (
            _ tenant: TenantID, _ connector: String, _ name: String
        ) async throws -> HiddenBytes?

    private let supervisors: [Supervisor]

    /// - Parameters:
    ///   - executable: started as `executable connector <name> <library>`; it has to call
    ///     ``ConnectorProcess/run(_:)`` with the name and the library.
    ///   - dataDirectory: holds `checkpoints/`: see ``Files``.
    ///   - outbox: where forecasts wait that connectors carry back; those of `deliver`'s answers.
    ///   - secret: answers a connector that asks for one.
    package init(
        configuration: [ConnectorConfiguration], executable: String = "/proc/self/exe",
        dataDirectory: String, outbox: any Outbox, limits: ConnectorLimits = ConnectorLimits(),
        logger: Logger, secret: @escaping Secret = { _, _, _ in nil },
        deliver: @escaping Deliver
    ) throws(PluginError) {
        try ConnectorConfiguration.check(configuration)
        let files = Files(dataDirectory: dataDirectory, limits: limits)
        supervisors = configuration.map { one in
            var logger = logger
            logger[metadataKey: "connector"] = "\(one.name)"
            logger[metadataKey: "tenant"] = "\(one.tenant)"
            let service = LinkService(
                one, outbox: outbox, files: files, limits: limits, secret: secret,
                deliver: deliver, logger: logger)
            return Supervisor(service, executable: executable, limits: limits, logger: logger)
        }
        let queues = Dictionary(
            uniqueKeysWithValues: supervisors.map {
                ($0.service.consumer, $0.service.writeBacks)
            })
        outbox.hear { queues[$0]?.stir() }
    }

    /// Starts every connector's process, and keeps them alive from here on.
    package func start() {
        for supervisor in supervisors { supervisor.start() }
    }

    /// What a connector runs with; nil where there is none of this name.
    package func configuration(_ tenant: TenantID, _ name: String) -> ConnectorConfiguration? {
        supervisor(tenant, name)?.service.configuration
    }

    /// Gives a connector other settings, or takes it in or out of service, and returns when its
    /// process has gone; the next one is started with what was given. Before ``start()`` it is only
    /// noted. Whether the connector likes its settings is for its process to say, in its status.
    package func apply(
        _ tenant: TenantID, _ name: String, settings: [String: String], isEnabled: Bool
    ) async {
        guard let supervisor = supervisor(tenant, name) else { return }
        supervisor.service.change(settings: settings)
        await supervisor.restart(isEnabled: isEnabled)
    }

    private func supervisor(_ tenant: TenantID, _ name: String) -> Supervisor? {
        supervisors.first { $0.service.consumer == Consumer(tenant: tenant, name: name) }
    }

    /// Stops every process, with grace first and SIGKILL then. Returns when all are gone.
    package func stop() async {
        await withTaskGroup { group in
            for supervisor in supervisors {
                group.addTask { await supervisor.stop() }
            }
        }
    }

    /// In the order of the configuration.
    package func status() -> [ConnectorStatus] { supervisors.map(\.status) }
}
