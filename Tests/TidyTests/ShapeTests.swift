import Foundation
import Testing

@Suite("The shape of the files")
struct ShapeTests {
    private let code = [".swift", ".c", ".h"]
    private let folders = ["Sources", "Plugins", "Tests", "Benchmarks"]

    @Test("No file is longer than 400 lines, no comment than 100 columns, no line than 140")
    func filesAreShort() throws {
        for file in try Repository.here.files(in: folders, suffixes: code) {
            #expect(file.lines.count <= 401, "\(file.path) has \(file.lines.count) lines")
            for (index, line) in file.lines.enumerated() where line.count > 100 {
                // The formatter breaks code; a sentence in a string it leaves whole.
                let isComment = line.drop { $0 == " " }.hasPrefix("//")
                guard isComment || line.count > 140 else { continue }
                Issue.record("\(file.path):\(index + 1) has \(line.count) columns")
            }
        }
    }

    @Test("No function is longer than 70 lines")
    func functionsAreShort() throws {
        for file in try Repository.here.files(in: ["Sources", "Plugins"], suffixes: [".swift"]) {
            var start: (line: Int, indent: Int)?
            for (index, line) in file.lines.enumerated() {
                let indent = line.prefix { $0 == " " }.count
                let words = line.split(separator: " ")
                if let open = start, indent == open.indent, line.dropFirst(indent).hasPrefix("}") {
                    let length = index - open.line + 1
                    #expect(length <= 72, "\(file.path):\(open.line + 1) is \(length) lines long")
                    start = nil
                }
                let declares = words.prefix(6).contains { $0 == "func" || $0.hasPrefix("init(") }
                if start == nil, declares, !line.hasSuffix("}"), !words.isEmpty,
                    !line.contains("//")
                {
                    start = (index, indent)
                }
            }
        }
    }

    @Test("Nothing unfinished and nothing that may trap on outside data is left in the sources")
    func nothingUnfinished() throws {
        let banned = [
            "TO" + "DO", "FIX" + "ME", "XX" + "X", "try" + "!", "as" + "! ", "fatal" + "Error(",
        ]
        for file in try Repository.here.files(in: ["Sources", "Plugins"], suffixes: code) {
            for (index, line) in file.lines.enumerated() {
                for word in banned where line.contains(word) {
                    Issue.record("\(file.path):\(index + 1) holds \(word)")
                }
            }
        }
    }

    @Test("The README is one page")
    func readmeIsOnePage() throws {
        let lines = try Repository.here.text("README.md").split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 121)
    }

    @Test("Every path that the README and the docs name exists")
    func pathsExist() throws {
        let documents = try Repository.here.files(in: ["Docs"], suffixes: [".md"])
        let readme = Repository.File(
            path: "README.md", text: try Repository.here.text("README.md"))
        let roots = ["Sources/", "Plugins/", "Protos/", "Tests/", "Docs/", "Deploy/", "Models/"]
        for file in documents + [readme] {
            let quoted = file.text.split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }
            for (_, span) in quoted {
                let path = String(span)
                guard roots.contains(where: path.hasPrefix), !path.contains(where: "*<> …".contains)
                else { continue }
                let exists = FileManager.default.fileExists(
                    atPath: Repository.here.root.appending(path: path).path)
                #expect(exists || path.hasPrefix("Models/cache"), "\(file.path) names \(path)")
            }
        }
    }

    @Test("Nothing that was built is committed")
    func nothingBuiltIsCommitted() throws {
        let ignored = try Repository.here.text(".gitignore")
        for line in [".build*", "Package.resolved", "Models/cache/"] {
            #expect(ignored.contains(line), ".gitignore does not hold \(line)")
        }
    }
}
