internal import ConnectorKit
internal import Foundation

/// What tells one state of a file from another.
struct Stamp: Sendable, Hashable {
    var seconds: Int
    var nanoseconds: Int
    var size: Int
    var inode: UInt
}

/// A transcript in the directory.
struct Drop: Sendable, Hashable {
    enum Format: Sendable { case jsonLines, plainText }

    let name: String
    let format: Format
    let stamp: Stamp
    /// Where it is answered: "call.forecast.jsonl" for "call.txt".
    let answer: String
    let error: String
}

/// The directory. All of this waits for the disk: see ``Disk``.
struct Shelf: Sendable {
    /// More than this is no transcript.
    static let bytesMax = 64 << 20

    let directory: String
    let movesAnswered: Bool

    func check() throws(ConnectorError) {
        var about = stat()
        guard stat(directory, &about) == 0 else {
            throw ConnectorError(
                .invalid, "setting directory: \(directory): \(String(cString: strerror(errno)))")
        }
        guard about.st_mode & S_IFMT == S_IFDIR else {
            throw ConnectorError(.invalid, "setting directory: \(directory): is not a directory")
        }
        guard access(directory, R_OK | W_OK | X_OK) == 0 else {
            throw ConnectorError(
                .invalid, "setting directory: \(directory): must be readable and writable")
        }
    }

    /// Transcripts whose answer, or error, is missing or belongs to another state of them; by name.
    func unanswered() throws(ConnectorError) -> [Drop] {
        try transcripts().filter { drop in
            ![drop.answer, drop.error].contains { name in
                guard let stamp = stamp(of: name) else { return false }
                return stamp.seconds == drop.stamp.seconds
                    && stamp.nanoseconds == drop.stamp.nanoseconds
            }
        }
    }

    private func transcripts() throws(ConnectorError) -> [Drop] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
        } catch {
            throw ConnectorError(.failed, "\(directory): cannot be read: \(error)")
        }
        let all = Set(names)
        return names.compactMap { name in
            guard !name.hasPrefix("."), !name.hasSuffix(".forecast.jsonl"),
                !name.hasSuffix(".error.txt")
            else { return nil }
            let format: Drop.Format
            switch true {
            case name.hasSuffix(".jsonl"): format = .jsonLines
            case name.hasSuffix(".txt"): format = .plainText
            default: return nil
            }
            guard let stamp = stamp(of: name) else { return nil }
            let bare = format == .jsonLines ? name.dropLast(6) : name.dropLast(4)
            // call.txt beside call.jsonl answers under its whole name.
            let stem = format == .plainText && all.contains("\(bare).jsonl") ? name : String(bare)
            return Drop(
                name: name, format: format, stamp: stamp, answer: "\(stem).forecast.jsonl",
                error: "\(stem).error.txt")
        }
    }

    /// Nil for what is absent or not a regular file.
    private func stamp(of name: String) -> Stamp? {
        var about = stat()
        guard lstat(path(name), &about) == 0, about.st_mode & S_IFMT == S_IFREG else { return nil }
        return Stamp(
            seconds: about.st_mtim.tv_sec, nanoseconds: about.st_mtim.tv_nsec,
            size: Int(about.st_size), inode: UInt(about.st_ino))
    }

    private func path(_ name: String) -> String { "\(directory)/\(name)" }

    func read(_ drop: Drop) throws(ConnectorError) -> [UInt8] {
        guard drop.stamp.size <= Self.bytesMax else {
            throw ConnectorError(
                .refused, "the file has \(drop.stamp.size) bytes; at most \(Self.bytesMax)")
        }
        do {
            return try Array(Data(contentsOf: URL(filePath: path(drop.name))))
        } catch {
            guard access(path(drop.name), F_OK) == 0 else {
                throw ConnectorError(.notFound, "the file is gone")
            }
            throw ConnectorError(.refused, "the file cannot be read: \(error)")
        }
    }

    /// Puts answer and error beside a transcript, each as a whole or not at all, and takes away
    /// what an earlier state of the transcript left there.
    func put(_ answer: [UInt8]?, error: [UInt8]?, for drop: Drop) throws(ConnectorError) {
        // The one that is not written goes first: a crash between leaves the transcript unanswered.
        if answer == nil { unlink(path(drop.answer)) }
        if error == nil { unlink(path(drop.error)) }
        if let answer { try write(answer, drop.answer, drop.stamp) }
        if let error { try write(error, drop.error, drop.stamp) }
        if movesAnswered { try move(drop, to: error == nil ? "done" : "failed") }
    }

    private func write(_ bytes: [UInt8], _ name: String, _ stamp: Stamp) throws(ConnectorError) {
        let beside = path(".\(name).new")
        let file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
        guard file >= 0 else { throw failure(name) }
        var times = [timespec](
            repeating: timespec(tv_sec: stamp.seconds, tv_nsec: stamp.nanoseconds), count: 2)
        let isWritten = bytes.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                let start = bytes.baseAddress?.advanced(by: done)
                let count = Foundation.write(file, start, bytes.count - done)
                guard count > 0 else { return false }
                done += count
            }
            return futimens(file, &times) == 0 && fsync(file) == 0
        }
        let why = isWritten ? nil : failure(name)
        close(file)
        if let why { throw why }
        guard rename(beside, path(name)) == 0 else { throw failure(name) }
    }

    private func move(_ drop: Drop, to folder: String) throws(ConnectorError) {
        mkdir(path(folder), 0o750)
        for number in 1...10_000 {
            let name = number == 1 ? drop.name : "\(number)-\(drop.name)"
            let target = path("\(folder)/\(name)")
            var about = stat()
            if lstat(target, &about) == 0 { continue }
            guard rename(path(drop.name), target) == 0 else { throw failure(drop.name) }
            return
        }
        throw ConnectorError(.failed, "\(path(folder)): holds too many files named \(drop.name)")
    }

    private func failure(_ name: String) -> ConnectorError {
        ConnectorError(.failed, "\(path(name)): \(String(cString: strerror(errno)))")
    }
}
