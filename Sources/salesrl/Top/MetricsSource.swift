internal import Messages
internal import Telemetry
internal import Wire

/// Reads the daemon's page of metrics, again and again on one connection.
struct MetricsSource: Sendable {
    private let client: PageClient
    private let headers: Metadata
    private let timeout: Duration

    static func connect(_ options: ConnectionOptions) async throws(Failure) -> MetricsSource {
        let to: Destination
        do {
            to = try Destination(options)
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(.configuration, "\(error)")
        }
        do throws(WireError) {
            let client = try await PageClient.connect(
                host: to.host, port: to.port,
                tls: ClientTLS(authorityFile: to.ca, serverName: to.host),
                timeout: .seconds(options.timeout))
            return MetricsSource(
                client: client,
                headers: Metadata([(key: "authorization", value: "Bearer \(to.token)")]),
                timeout: .seconds(options.timeout))
        } catch {
            throw Failure(
                .unreachable,
                "cannot connect to \(to.host):\(to.port): \(error); is salesrld running?")
        }
    }

    func read() async throws(Failure) -> Reading {
        let answer: HTTPAnswer
        do throws(WireError) {
            answer = try await client.get("/metrics", headers: headers, timeout: timeout)
        } catch {
            throw Failure(.unreachable, "\(error)")
        }
        let text = String(decoding: answer.body, as: UTF8.self)
        guard answer.status == 200 else {
            let code: Failure.Code = [401, 403].contains(answer.status) ? .refused : .failed
            throw Failure(code, "the daemon shows no metrics: \(text.prefix { $0 != "\n" })")
        }
        return Reading(page: MetricsPage(text), at: .now)
    }

    func close() async { await client.close() }
}

/// One page, and when it was there.
struct Reading: Sendable {
    let page: MetricsPage
    let at: ContinuousClock.Instant
}
