// What tests of several rooms need: where the repository is, and where shared data is.
internal import Foundation

package enum Repository {
    /// The folder that holds Package.swift. Tests may run from a copy of the manifest that links to
    /// the sources, so the link is followed.
    package static let root: String = {
        var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        repeat {
            folder.deleteLastPathComponent()
            let manifest = folder.appendingPathComponent("Package.swift").path
            if FileManager.default.fileExists(atPath: manifest) { return folder.path }
        } while folder.pathComponents.count > 1
        return FileManager.default.currentDirectoryPath
    }()

    /// Data that is not part of the repository: SALESRL_SHARED, or `shared` beside the repository.
    /// Nil where there is none; tests that need it say so and pass.
    package static let shared: String? = {
        let named = ProcessInfo.processInfo.environment["SALESRL_SHARED"]
        let beside = URL(fileURLWithPath: root).deletingLastPathComponent()
            .appendingPathComponent("shared").path
        return [named, beside].compactMap(\.self).first {
            FileManager.default.fileExists(atPath: $0)
        }
    }()
}
