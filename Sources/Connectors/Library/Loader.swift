internal import CConnector
internal import Foundation

/// Opens libraries, and refuses what is not a connector: first things first, one message each, and
/// every message names the file.
///
/// A library that was opened stays: Swift's runtime keeps pointers into it, so there is no dlclose.
package struct Loader {
    /// By name, the library that has it.
    private var paths: [String: String] = [:]

    package init() {}

    package mutating func load(_ path: String) throws(PluginError) -> Plugin {
        try Self.checkPath(path)
        guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE) else {
            let why = dlerror().map { String(cString: $0) } ?? "no reason given"
            throw PluginError(.open, "\(path): cannot be opened as a library: \(why)")
        }
        guard let symbol = dlsym(handle, SALESRL_CONNECTOR_SYMBOL) else {
            throw PluginError(
                .symbol,
                "\(path): does not export \(SALESRL_CONNECTOR_SYMBOL), so it is not a connector")
        }
        let entry = unsafeBitCast(symbol, to: salesrl_connector_entry.self)
        guard let table = entry() else {
            throw PluginError(
                .symbol, "\(path): \(SALESRL_CONNECTOR_SYMBOL) returned no descriptor")
        }
        let plugin = try Plugin(path: path, reading: UnsafeRawPointer(table))
        if let other = paths[plugin.name], other != path {
            throw PluginError(
                .nameClash,
                "\(path): is named \"\(plugin.name)\", and so is \(other); only one can be used")
        }
        paths[plugin.name] = path
        return plugin
    }

    private static func checkPath(_ path: String) throws(PluginError) {
        guard path.hasPrefix("/") else {
            throw PluginError(.path, "\(path): the path of a connector must be absolute")
        }
        var file = stat()
        guard stat(path, &file) == 0 else {
            throw PluginError(.path, "\(path): \(String(cString: strerror(errno)))")
        }
        guard file.st_mode & S_IFMT == S_IFREG else {
            throw PluginError(.path, "\(path): is not a regular file")
        }
        guard file.st_mode & S_IWOTH == 0 else {
            throw PluginError(
                .path, "\(path): everybody may write to it; take that away with: chmod o-w \(path)")
        }
        let folder = URL(filePath: path).deletingLastPathComponent().path
        var directory = stat()
        guard stat(folder, &directory) == 0,
            directory.st_mode & S_IWOTH == 0 || directory.st_mode & S_ISVTX != 0
        else {
            throw PluginError(
                .path,
                "\(path): everybody may write to its folder; mend that with: chmod o-w \(folder)"
            )
        }
    }
}
