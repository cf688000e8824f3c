import Foundation

/// The repository as files on disk, found from this file's own place in it.
struct Repository {
    let root: URL

    static let here = Repository(
        root: URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent())

    struct File {
        /// Path below the root: "Sources/Wire/Wire.swift".
        let path: String
        let text: String
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    }

    /// Text files below `folders` whose names end in one of `suffixes`, generated code left out.
    func files(in folders: [String], suffixes: [String]) throws -> [File] {
        var found: [File] = []
        for folder in folders {
            let base = root.appending(path: folder)
            guard
                let walk = FileManager.default.enumerator(
                    at: base, includingPropertiesForKeys: [.isRegularFileKey])
            else { continue }
            for case let url as URL in walk {
                let path = String(url.path.dropFirst(root.path.count + 1))
                guard suffixes.contains(where: path.hasSuffix),
                    !path.hasPrefix("Sources/C/CMessages/"), !path.contains("/.build"),
                    !path.contains(".pb-c.")
                else { continue }
                found.append(File(path: path, text: try String(contentsOf: url, encoding: .utf8)))
            }
        }
        return found.sorted { $0.path < $1.path }
    }

    func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}
