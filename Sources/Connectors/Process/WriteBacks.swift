internal import CConnector
internal import Messages

/// Fetches forecasts and has the connector carry them: batch after batch, one at a time.
struct WriteBacks: Sendable {
    private let link: HostLink
    private let instance: PluginInstance
    private let signs: Signs
    /// Ends when the connector has started: a forecast may be there before that.
    private let gate: AsyncStream<Void>
    private let opener: AsyncStream<Void>.Continuation

    init(_ link: HostLink, _ instance: PluginInstance, signs: Signs) {
        self.link = link
        self.instance = instance
        self.signs = signs
        (gate, opener) = AsyncStream.makeStream()
    }

    /// The connector has started.
    func open() { opener.finish() }

    /// Returns once the daemon has been asked for the first batch; the rest goes on by itself.
    func begin() async {
        let (asked, asking) = AsyncStream.makeStream(of: Void.self)
        Task {
            do throws(Status) {
                while true {
                    let batch = try await link.writeBacks(asked: { asking.finish() })
                    for await _ in gate {}
                    for one in batch { await carry(one) }
                }
            } catch {
                // What was half done comes again to the next process.
                asking.finish()
                link.log(.warning, "the daemon hands out no more forecasts: \(error.message)")
                signs.give(.linkLost)
            }
        }
        for await _ in asked {}
    }

    private func carry(_ bytes: [UInt8]) async {
        var pause = ProcessLimits.writeBackPause
        var failures = 0
        while true {
            let (result, reason) = await instance.writeBack(bytes)
            switch result {
            case okResult: return
            case salesrl_result(SALESRL_REFUSED):
                return link.log(.warning, "a forecast was refused: \(reason)")
            case salesrl_result(SALESRL_TRY_AGAIN): break
            default:
                failures += 1
                if failures >= ProcessLimits.writeBackAttempts {
                    return link.log(
                        .error,
                        "a forecast was dropped: it failed \(failures) times, last with code"
                            + " \(result): \(reason)")
                }
            }
            do {
                try await Task.sleep(for: pause)
            } catch {
                return
            }
            pause = min(pause * 2, ProcessLimits.writeBackPauseMax)
        }
    }
}
