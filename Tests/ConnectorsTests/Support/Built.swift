import Foundation
import TestSupport

/// What the build has put beside the tests, and C libraries that a test compiles for itself.
enum Built {
    private static let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().path

    private static let root = Repository.root

    static let testHost = "\(folder)/ConnectorTestHost"
    static let folderPlugin = "\(folder)/libSalesRLFolder.so"

    struct DoesNotCompile: Error, CustomStringConvertible {
        var description: String
    }

    /// A dynamic library made of `source` by the C compiler, against the connector header alone, or
    /// with the generated messages as a C author would have them.
    static func library(
        _ name: String, _ source: String, in scratch: Scratch, withMessages: Bool = false
    ) throws -> String {
        let file = try scratch.write("\(name).c", source)
        let library = "\(scratch.path)/\(name).so"
        var arguments = [
            "clang", "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-g",
            "-I\(root)/Sources/C/CConnector/include", file, "-o", library,
        ]
        if withMessages {
            let messages = "\(root)/Sources/C/CMessages"
            arguments += ["-I\(messages)", "-lpthread"]
            arguments += ["connector", "conversation", "forecast"].map {
                "\(messages)/salesrl/v1/\($0).pb-c.c"
            }
            arguments += ["-lprotobuf-c"]
        }
        let errors = Pipe()
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/env")
        compiler.arguments = arguments
        compiler.standardError = errors
        try compiler.run()
        let said = errors.fileHandleForReading.readDataToEndOfFile()
        compiler.waitUntilExit()
        guard compiler.terminationStatus == 0 else {
            throw DoesNotCompile(description: String(decoding: said, as: UTF8.self))
        }
        return library
    }
}
