internal import Foundation

/// Reading what the user named: a file, or standard input as "-".
enum Inputs {
    static func text(of path: String) throws -> String {
        let bytes: Data
        if path == "-" {
            bytes = FileHandle.standardInput.readDataToEndOfFile()
        } else {
            guard FileManager.default.fileExists(atPath: path) else {
                throw Failure(.noInput, "no such file: \(path)")
            }
            guard let read = FileManager.default.contents(atPath: path) else {
                throw Failure(.noInput, "cannot read \(path)")
            }
            bytes = read
        }
        guard let text = String(data: bytes, encoding: .utf8) else {
            throw Failure(.badData, "\(path) is not UTF-8 text")
        }
        return text
    }

    /// Lines that are not blank, with their numbers from 1.
    static func lines(of path: String) throws -> [(number: Int, text: Substring)] {
        try text(of: path).split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated().map { (number: $0.offset + 1, text: $0.element) }
            .filter { !$0.text.allSatisfy(\.isWhitespace) }
    }
}
