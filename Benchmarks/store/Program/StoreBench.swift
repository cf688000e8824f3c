// What the durable store costs alone, without doors and forecasts: `store-bench FOLDER SECONDS`.
// 64 writers, each with conversations of eight turns, recall and commit one turn after the other.
// Prints turns a second, CPU time of the process a turn, and the disk's own fsync, as JSON.
internal import Foundation
internal import Messages
internal import Storage
internal import Synchronization

@main
enum StoreBench {
    static let writers = 64
    static let turns = 8

    nonisolated static func main() async throws {
        guard CommandLine.arguments.count == 3, let seconds = Double(CommandLine.arguments[2])
        else {
            print("usage: store-bench FOLDER SECONDS")
            exit(64)
        }
        let folder = CommandLine.arguments[1]
        let store = try SQLiteStore(path: folder + "/store.db")
        let end = ContinuousClock.now + .seconds(seconds)
        let began = ContinuousClock.now
        let before = clock()
        let kept = try await withThrowingTaskGroup(of: Int.self) { group in
            for writer in 0..<writers {
                group.addTask { try await write(as: writer, to: store, until: end) }
            }
            var kept = 0
            for try await one in group { kept += one }
            return kept
        }
        let taken = (ContinuousClock.now - began) / .seconds(1)
        let processor = Double(clock() - before) / Double(CLOCKS_PER_SEC)
        await store.close()
        let figures: [String: Double] = [
            "turnsPerSecond": Double(kept) / taken,
            "processorMicroseconds": processor / Double(kept) * 1e6,
            "fsyncMilliseconds": try fsyncTime(folder) * 1e3,
        ]
        let text = try JSONSerialization.data(withJSONObject: figures, options: .sortedKeys)
        print(String(decoding: text, as: UTF8.self))
    }

    /// - Returns: turns kept.
    static func write(
        as writer: Int, to store: SQLiteStore, until end: ContinuousClock.Instant
    ) async throws -> Int {
        let tenant = TenantID("bench")
        let state = [UInt8](repeating: 7, count: 1_354)
        var kept = 0
        while ContinuousClock.now < end {
            let conversation = ConversationKey(
                tenant: tenant, conversation: "\(writer)-\(kept / turns)")
            for turn in 1...turns {
                let event = Event(
                    key: EventKey(tenant: tenant, source: "bench", event: "\(writer)-\(kept)"),
                    conversation: conversation,
                    what: .said(
                        Turn(
                            number: turn, speaker: .customer,
                            text: "Honestly, your price is too high for what we need this year.")))
                let found = try await store.recall(conversation, event: event.key)
                let forecast = Forecast(
                    turn: turn, probability: 0.4, value: 0.4, confidence: Confidence(level: 0.5),
                    modelID: "bench")
                _ = try await store.commit(
                    Entry(event: event, sequence: found.turns + 1, forecast: forecast, state: state)
                )
                kept += 1
            }
        }
        return kept
    }

    /// The median of 100: 8 KiB written and brought to the disk, as the log of the store is.
    static func fsyncTime(_ folder: String) throws -> Double {
        let file = open(folder + "/fsync", O_CREAT | O_WRONLY, 0o600)
        guard file >= 0 else { throw POSIXError(.EIO) }
        defer { close(file) }
        let page = [UInt8](repeating: 1, count: 8_192)
        let times = (0..<100).map { _ in
            let began = ContinuousClock.now
            _ = Foundation.write(file, page, page.count)
            fdatasync(file)
            return (ContinuousClock.now - began) / .seconds(1)
        }
        return times.sorted()[50]
    }
}
