internal import Dispatch
internal import Foundation
internal import Messages

/// Checkpoints, as files below the connectors' data directory. Reads and writes happen on a thread
/// of their own, one at a time.
///
///     checkpoints/<tenant>/<connector>.checkpoint  replaced as a whole, mode 0600
struct Files: Sendable {
    private let dataDirectory: String
    private let limits: ConnectorLimits
    private let queue = DispatchQueue(label: "salesrl.connectors.files")

    init(dataDirectory: String, limits: ConnectorLimits) {
        self.dataDirectory = dataDirectory
        self.limits = limits
    }

    /// Empty where none was kept.
    func checkpoint(_ tenant: TenantID, _ connector: String) async throws(Status) -> [UInt8] {
        let path = checkpointPath(tenant, connector)
        return try await away { () throws(Status) in
            try Self.read(path, bytesMax: limits.checkpointBytes) ?? []
        }
    }

    /// On disk once this returns.
    func keep(
        _ checkpoint: [UInt8], _ tenant: TenantID, _ connector: String
    ) async throws(Status) {
        guard checkpoint.count <= limits.checkpointBytes else {
            throw .fieldViolation(
                field: "checkpoint",
                description: "has \(checkpoint.count) bytes; at most \(limits.checkpointBytes)")
        }
        let path = checkpointPath(tenant, connector)
        try await away { () throws(Status) in try Self.replace(path, with: checkpoint) }
    }

    private func checkpointPath(_ tenant: TenantID, _ connector: String) -> String {
        "\(dataDirectory)/checkpoints/\(Self.folder(tenant))/\(connector).checkpoint"
    }

    /// A tenant's name as the name of a folder: what is not a plain character becomes %XX.
    static func folder(_ tenant: TenantID) -> String {
        tenant.name.utf8.map { byte in
            let character = String(UnicodeScalar(byte))
            if byte < 128, character.isPlainName { return character }
            return byte < 16 ? "%0\(String(byte, radix: 16))" : "%\(String(byte, radix: 16))"
        }.joined()
    }

    private func away<Answer: Sendable>(
        _ work: @escaping @Sendable () throws(Status) -> Answer
    ) async throws(Status) -> Answer {
        let result: Result<Answer, Status> = await withCheckedContinuation { continuation in
            queue.async {
                do throws(Status) {
                    continuation.resume(returning: .success(try work()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }

    private static func read(_ path: String, bytesMax: Int) throws(Status) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if file < 0, errno == ENOENT || errno == ENOTDIR { return nil }
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        var about = stat()
        guard fstat(file, &about) == 0 else { throw failure(path) }
        guard about.st_size <= bytesMax else {
            throw Status(
                .failedPrecondition, "\(path): has \(about.st_size) bytes; at most \(bytesMax)")
        }
        var bytes = [UInt8](repeating: 0, count: Int(about.st_size))
        let count = bytes.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
        guard count >= 0 else { throw failure(path) }
        return Array(bytes.prefix(count))
    }

    /// Writes beside, syncs, renames, and syncs the folder: the old bytes or the new, never a
    /// mixture.
    private static func replace(_ path: String, with bytes: [UInt8]) throws(Status) {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw Status(.internal, "\(folder): cannot be created: \(error)")
        }
        let beside = path + ".new"
        let file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure(beside) }
        let isWritten = bytes.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                let count = write(file, bytes.baseAddress?.advanced(by: done), bytes.count - done)
                guard count > 0 else { return false }
                done += count
            }
            return fsync(file) == 0
        }
        let why = isWritten ? nil : failure(beside)
        close(file)
        if let why { throw why }
        guard rename(beside, path) == 0 else { throw failure(path) }
        let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw failure(folder) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw failure(folder) }
    }

    private static func failure(_ path: String) -> Status {
        Status(.internal, "\(path): \(String(cString: strerror(errno)))")
    }
}
