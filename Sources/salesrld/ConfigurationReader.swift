internal import Connectors
internal import Messages
internal import Wire
internal import Yams

/// Reads a configuration, and collects everything that is wrong with it: where, what, and what
/// would do.
struct ConfigurationReader {
    let file: String
    let text: String
    let environment: [String: String]
    private(set) var configuration = Configuration()
    private(set) var problems: [String] = []

    init(file: String, text: String, environment: [String: String]) {
        self.file = file
        self.text = text
        self.environment = environment
        let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
        configuration.directory = folder.isEmpty ? "/" : folder
    }

    mutating func read() {
        do {
            if let root = try Yams.compose(yaml: text), root.scalar?.string.isEmpty != true {
                readSections(root)
            }
        } catch {
            problems.append("\(file): not YAML: \(error)")
        }
        readEnvironment()
        checkTogether()
    }

    // MARK: The file

    private mutating func note(_ node: Node, _ path: String, _ problem: String) {
        let place = node.mark.map { "\(file):\($0.line)" } ?? file
        problems.append("\(place): \(path): \(problem)")
    }

    private mutating func readSections(_ root: Node) {
        guard let sections = root.mapping else {
            note(root, "the file", "must hold sections, such as \"listen:\"")
            return
        }
        let known = Set(Setting.all.map { $0.path.prefix { $0 != "." } })
        for (key, value) in sections {
            let name = key.string ?? ""
            if name == "connectors" {
                readConnectors(value)
            } else if !known.contains(name[...]) {
                let names = known.map(String.init) + ["connectors"]
                note(key, name, "unknown section" + Self.suggestion(name, names))
            } else if let keys = value.mapping {
                for (key, value) in keys { readKey("\(name).\(key.string ?? "")", key, value) }
            } else if value.scalar?.string.isEmpty != true {
                note(value, name, "must hold keys, such as \"\(Self.example(name))\"")
            }
        }
    }

    private mutating func readKey(_ path: String, _ key: Node, _ value: Node) {
        guard let setting = Setting.all.first(where: { $0.path == path }) else {
            let suggestion = Self.suggestion(path, Setting.all.map(\.path))
            return note(key, path, "unknown key" + suggestion)
        }
        guard let text = value.scalar?.string else {
            return note(value, path, "must be \(setting.form), not a list or a section")
        }
        if !setting.set(text, &configuration) {
            note(value, path, "is \"\(text)\"; must be \(setting.form)")
        }
    }

    private static func example(_ section: String) -> String {
        Setting.all.first { $0.path.hasPrefix(section + ".") }?.path
            .split(separator: ".").last.map(String.init) ?? ""
    }

    // MARK: Connectors

    private mutating func readConnectors(_ node: Node) {
        guard let list = node.sequence else {
            return note(node, "connectors", "must be a list of connectors")
        }
        for (index, item) in list.enumerated() { readConnector(item, "connectors[\(index)]") }
        do {
            try ConnectorConfiguration.check(configuration.connectors)
        } catch {
            note(node, "connectors", "\(error)")
        }
    }

    private mutating func readConnector(_ node: Node, _ path: String) {
        guard let keys = node.mapping else {
            return note(node, path, "must hold name, library, tenant and settings")
        }
        var texts: [String: String] = [:]
        var settings: [String: String] = [:]
        for (key, value) in keys {
            let name = key.string ?? ""
            switch name {
            case "name", "library", "tenant":
                guard let text = value.scalar?.string, !text.isEmpty else {
                    note(value, "\(path).\(name)", "must be a text")
                    continue
                }
                texts[name] = text
            case "settings":
                for (key, value) in value.mapping ?? [:] {
                    guard let text = value.scalar?.string, let name = key.string else {
                        note(value, "\(path).settings.\(key.string ?? "")", "must be a text")
                        continue
                    }
                    settings[name] = text
                }
            default:
                let names = ["name", "library", "tenant", "settings"]
                note(key, "\(path).\(name)", "unknown key" + Self.suggestion(name, names))
            }
        }
        guard let name = texts["name"], let library = texts["library"],
            let tenant = texts["tenant"]
        else { return note(node, path, "needs name, library and tenant") }
        configuration.connectors.append(
            ConnectorConfiguration(
                name: name, library: configuration.resolved(library), tenant: TenantID(tenant),
                settings: settings))
    }

    // MARK: The environment

    private mutating func readEnvironment() {
        let settings = Dictionary(uniqueKeysWithValues: Setting.all.map { ($0.variable, $0) })
        for (name, value) in environment.sorted(by: { $0.key < $1.key })
        where name.hasPrefix("SALESRLD_") {
            guard let setting = settings[name] else {
                let suggestion = Self.suggestion(name, Array(settings.keys))
                problems.append("environment: \(name): unknown variable" + suggestion)
                continue
            }
            if !setting.set(value, &configuration) {
                problems.append("environment: \(name): is \"\(value)\"; must be \(setting.form)")
            }
        }
    }

    private mutating func checkTogether() {
        if configuration.clientCertificates != .none, configuration.clientAuthority.isEmpty {
            problems.append(
                "\(file): tls.clientAuthority: is empty, but tls.clientCertificates is "
                    + "\(configuration.clientCertificates.rawValue); name who signs them")
        }
    }

    // MARK: The nearest name

    /// "; did you mean x?", where a known name is near.
    static func suggestion(_ name: String, _ known: [String]) -> String {
        let near = known.map { (name: $0, distance: distance(name.lowercased(), $0.lowercased())) }
            .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
        guard let near, near.distance <= max(2, name.count / 3) else { return "" }
        return "; did you mean \(near.name)?"
    }

    /// Levenshtein's: letters to add, take away or change.
    private static func distance(_ one: String, _ other: String) -> Int {
        let other = Array(other)
        var row = Array(0...other.count)
        for (i, letter) in one.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, another) in other.enumerated() {
                let change = diagonal + (letter == another ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[other.count]
    }
}
