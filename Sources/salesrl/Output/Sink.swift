internal import Foundation

/// Where lines of output go. A file appears under its name only when it is whole. What is no
/// regular file, such as a device or a pipe, is written to and stays what it is.
final class Sink {
    private let path: String
    /// Nil for standard output.
    private let file: FileHandle?
    private let isReplaced: Bool
    private var partial: String { path + ".partial" }

    init(path: String) throws {
        self.path = path
        guard path != "-" else {
            file = nil
            isReplaced = false
            return
        }
        var status = stat()
        isReplaced = stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
        guard isReplaced else {
            file = FileHandle(forWritingAtPath: path)
            guard file != nil else {
                throw Failure(
                    .cannotWrite, "cannot write \(path): \(String(cString: strerror(errno)))")
            }
            return
        }
        let created = FileManager.default.createFile(atPath: path + ".partial", contents: nil)
        file = created ? FileHandle(forWritingAtPath: path + ".partial") : nil
        guard file != nil else {
            throw Failure(.cannotWrite, "cannot write \(path): \(String(cString: strerror(errno)))")
        }
    }

    func write(_ lines: [String]) throws {
        let text = lines.joined(separator: "\n") + "\n"
        guard let file else { return Console.write(text, to: STDOUT_FILENO) }
        do {
            try file.write(contentsOf: Data(text.utf8))
        } catch {
            throw Failure(.cannotWrite, "cannot write \(path): \(error.localizedDescription)")
        }
    }

    func close() throws {
        guard let file else { return }
        try file.close()
        guard isReplaced else { return }
        guard rename(partial, path) == 0 else {
            throw Failure(
                .cannotWrite, "cannot rename \(partial): \(String(cString: strerror(errno)))")
        }
    }
}
