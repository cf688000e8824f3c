internal import Foundation

/// How many times a second the disk of a folder brings 8 KiB to where they stay: what a commit of
/// the store waits for, measured in the same minute.
struct DiskTime {
    private static let count = 200
    private let folder: String
    private let before: Double

    init(_ folder: String) throws {
        self.folder = folder
        before = try Self.measure(folder)
    }

    /// Syncs a second, measured once more: the mean of before and now.
    func again() throws -> Double { (before + (try Self.measure(folder))) / 2 }

    private static func measure(_ folder: String) throws -> Double {
        let path = "\(folder)/.salesrl-bench-\(getpid())"
        let file = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw Failure(.cannotWrite, "\(path): \(String(cString: strerror(errno)))")
        }
        defer {
            close(file)
            unlink(path)
        }
        let page = [UInt8](repeating: 1, count: 8_192)
        let began = ContinuousClock.now
        for _ in 0..<count {
            guard write(file, page, page.count) == page.count, fdatasync(file) == 0 else {
                throw Failure(.cannotWrite, "\(path): \(String(cString: strerror(errno)))")
            }
        }
        return Double(count) / ((ContinuousClock.now - began) / .seconds(1))
    }
}
