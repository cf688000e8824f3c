// Scores the transcripts that are dropped into a directory.
//
//   Folder.swift       the connector: looks, takes what is ready, has it answered
//   FolderWatch.swift  says when to look: inotify, and a clock where that is not enough
//   Sightings.swift    whether a file has been written to its end
//   Shelf.swift        the directory: what is there and was answered, answers and errors
//   Transcript.swift   a conversation of a file, and ids that come back the same after a crash
//   JSONLines.swift, PlainText.swift  the two formats
//   Delivery.swift     a file's conversations, turn by turn, to the daemon
//   AnswerLine.swift   a line of an answer
//
// A file is answered when its answer bears its modification time, so nothing else needs to be
// remembered. It deliberately does not: read sub-directories, or learn outcomes from transcripts.
internal import ConnectorKit

final class Folder: Connector {
    static let descriptor = ConnectorDescriptor(
        name: "folder", version: "0.1.0",
        description: "Scores the transcripts that are dropped into a directory.",
        options: [
            ConnectorOption(
                "directory", .path, isRequired: true,
                help: "Where transcripts (*.jsonl, *.txt) are dropped and answers appear."),
            ConnectorOption(
                "poll_ms", .integer, default: "1000",
                help: "Milliseconds after which a file that stays as it is counts as complete."),
            ConnectorOption(
                "after", .text, default: "keep",
                help: "keep leaves answered transcripts; move puts them into done/ or failed/."),
            ConnectorOption(
                "side_by_side", .integer, default: "4",
                help: "Conversations of a file that are scored at a time, 1 to 64."),
        ])

    private let shelf: Shelf
    private let poll: Duration
    private let sideBySide: Int

    init(settings: Settings) throws {
        let poll = settings.integer("poll_ms") ?? 1000
        guard (10...3_600_000).contains(poll) else {
            throw ConnectorError(.invalid, "setting poll_ms is \(poll); must be 10 to 3600000")
        }
        let sideBySide = settings.integer("side_by_side") ?? 4
        guard (1...64).contains(sideBySide) else {
            throw ConnectorError(.invalid, "setting side_by_side is \(sideBySide); must be 1 to 64")
        }
        let after = settings["after"] ?? "keep"
        guard ["keep", "move"].contains(after) else {
            throw ConnectorError(.invalid, "setting after is \"\(after)\"; must be keep or move")
        }
        shelf = Shelf(directory: settings["directory"] ?? "", movesAnswered: after == "move")
        self.poll = .milliseconds(poll)
        self.sideBySide = sideBySide
    }

    func run(host: Host) async throws {
        let shelf = shelf
        try await Disk.run { try shelf.check() }
        let watch = FolderWatch(directory: shelf.directory, poll: poll)
        if !watch.hasNotices { host.log(.warning, "no inotify here; looking every \(poll)") }
        host.log(.info, "watching \(shelf.directory)")
        var sightings = Sightings(settle: poll)
        for await _ in watch.looks {
            let closed = watch.takeClosed()
            let drops = try await Disk.run { try shelf.unanswered() }
            for drop in sightings.ready(drops, closed: closed, now: .now) {
                let outcome = try await Delivery(host, drop, sideBySide: sideBySide).run(shelf)
                sightings.answered(drop)
                if let outcome { host.log(.info, "\(drop.name): \(outcome)") }
            }
        }
    }
}

@c(salesrl_connector_main)
public func connectorMain() -> UnsafeRawPointer { exportConnector(Folder.self) }
