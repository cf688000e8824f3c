internal import Foundation
internal import Synchronization

/// A folder in which a run keeps what it has done, so that the same command goes on from there.
///
///     run.txt      what the run is of: data, settings, embedder. Another run's folder is refused.
///     vectors      embeddings, see `EmbeddingScratch`
///     NAME.part    one piece of work: u64 FNV-1a of what follows, then the piece
///
/// A piece is written whole or not at all. One that is damaged counts as not done. A run that was
/// taken up again gives the same model, byte for byte, as one that nobody stopped.
final class Checkpoint: Sendable {
    private let folder: String
    private let stop: TrainingStop
    private let failed = Mutex<TrainingError?>(nil)

    /// - Parameter run: lines that say what the run is of.
    init(_ folder: String, run lines: [String], stop: TrainingStop) throws(TrainingError) {
        self.folder = folder
        self.stop = stop
        let wanted = (["salesrl checkpoint 1"] + lines).joined(separator: "\n") + "\n"
        let path = folder + "/run.txt"
        if let found = try? String(contentsOfFile: path, encoding: .utf8) {
            let known = Set(found.split(separator: "\n"))
            guard found == wanted else {
                let other = wanted.split(separator: "\n").first { !known.contains($0) } ?? ""
                throw TrainingError(
                    .badSetting,
                    "\(path): the checkpoint is of another run (this one's \(other)); remove the "
                        + "folder or name another")
            }
            return
        }
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            try Data(wanted.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw TrainingError(
                .unwritable, "\(path): cannot be written: \(error.localizedDescription)")
        }
    }

    var vectors: String { folder + "/vectors" }

    /// What went wrong while a piece was kept; the run was asked to stop because of it.
    var failure: TrainingError? { failed.withLock { $0 } }

    fileprivate func read(_ name: String) -> [UInt8]? {
        guard let data = try? Data(contentsOf: URL(filePath: path(name))), data.count >= 8
        else { return nil }
        let bytes = [UInt8](data)
        var reader = ByteReader(Array(bytes.prefix(8)))
        let rest = Array(bytes.dropFirst(8))
        return reader.word() == Self.checksum(rest) ? rest : nil
    }

    fileprivate func write(_ name: String, _ bytes: [UInt8]) {
        var writer = ByteWriter()
        writer.add(Self.checksum(bytes))
        do {
            try Data(writer.bytes + bytes).write(
                to: URL(filePath: path(name)), options: .atomic)
        } catch {
            failed.withLock {
                $0 =
                    $0
                    ?? TrainingError(
                        .unwritable,
                        "\(path(name)): cannot be written: \(error.localizedDescription)")
            }
            stop.ask()
        }
    }

    private func path(_ name: String) -> String { "\(folder)/\(name).part" }

    private static func checksum(_ bytes: [UInt8]) -> UInt64 {
        bytes.withUnsafeBufferPointer {
            $0.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        }
    }
}

/// The place of one piece in a checkpoint, or nowhere.
struct CheckpointSlot: Sendable {
    private let checkpoint: Checkpoint?
    private let name: String

    /// - Parameter name: of a file, the same in every run: "member-0-3-1".
    init(_ checkpoint: Checkpoint?, _ name: String) {
        self.checkpoint = checkpoint
        self.name = name
    }

    static let none = CheckpointSlot(nil, "")

    /// What an earlier run left here.
    var found: [UInt8]? { checkpoint?.read(name) }

    func keep(_ bytes: @autoclosure () -> [UInt8]) {
        checkpoint?.write(name, bytes())
    }
}
