internal import Foundation
internal import Synchronization

/// Calls the services that it was made for, and nobody else.
///
///     let client = try HTTPClient(HTTPClient.Configuration(allowing: [address]))
///     let answer = try await client.send(request, .patient)
///
/// Connections are kept and used again. All transfers run on one thread, which ends with the
/// client.
package final class HTTPClient: Sendable {
    package struct Configuration: Sendable {
        /// The services that may be called.
        package var allowed: [Address]
        /// Until there is a connection, TLS included.
        package var connectTimeout: Duration = .seconds(10)
        /// From the first byte sent to the last received.
        package var timeout: Duration = .seconds(60)
        /// Bytes of an answer's body, unpacked.
        package var responseBytes = 64 << 20
        /// PEM: whom to trust instead of the machine's authorities.
        package var authorityFile: String?
        /// What must never be shown.
        package var secrets: [Secret] = []

        package init(allowing allowed: [Address]) { self.allowed = allowed }
    }

    /// What has happened so far.
    package struct Counts: Sendable, Equatable {
        /// Transfers that were begun.
        package var sent = 0
        /// Those of them that were tries after the first.
        package var retries = 0
        /// Waits that a service asked for.
        package var pauses = 0
    }

    let configuration: Configuration
    let redact: Redaction
    let pace = Pace()
    let budget = RetryBudget()
    let counted = Mutex(Counts())
    private let loop: CurlLoop
    private let origins: Set<String>

    package init(_ configuration: Configuration) throws(OutboundError) {
        self.configuration = configuration
        redact = Redaction(configuration.secrets)
        origins = Set(configuration.allowed.map(\.origin))
        if let file = configuration.authorityFile,
            !FileManager.default.isReadableFile(atPath: file)
        {
            throw OutboundError(.badAddress, "\(file): the authorities' file cannot be read")
        }
        loop = try CurlLoop()
    }

    deinit { loop.close() }

    package var counts: Counts { counted.withLock { $0 } }

    /// One try. An answer of any status is an answer.
    package func send(_ request: ServiceRequest) async throws(OutboundError) -> ServiceAnswer {
        try check(request)
        counted.withLock { $0.sent += 1 }
        let transfer = Transfer(request, configuration)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                transfer.whenDone { continuation.resume(returning: $0) }
                loop.begin(transfer)
            }
        } onCancel: {
            loop.drop(transfer)
        }
        switch result {
        case .success(let response): return response
        case .failure(let error): throw redacted(error)
        }
    }

    func redacted(_ error: OutboundError) -> OutboundError {
        var shown = OutboundError(error.code, redact(error.reason), status: error.status)
        shown.serviceCode = error.serviceCode.map { redact($0) }
        shown.parameter = error.parameter.map { redact($0) }
        return shown
    }

    private func check(_ request: ServiceRequest) throws(OutboundError) {
        let address = try Address(request.address)
        guard origins.contains(address.origin) else {
            throw OutboundError(
                .badAddress,
                "\(address.origin) is not among the services that may be called: "
                    + origins.sorted().joined(separator: ", "))
        }
        guard request.key == nil || address.scheme == "https" || address.isLoopback else {
            throw OutboundError(
                .badAddress,
                "\(address.origin) is called without TLS, and a key would travel in the clear; "
                    + "use https, or no key")
        }
        for (name, value) in request.headers {
            guard !name.isEmpty, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x3A }),
                value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
            else { throw OutboundError(.invalid, "a header of the request holds a line end") }
        }
    }
}
