internal import CConnector

/// An option that a connector declares.
package struct PluginOption: Sendable, Equatable {
    package enum Kind: Int32, Sendable {
        case text = 1
        case integer, boolean, path
    }

    package let name: String
    package let kind: Kind
    package let isRequired: Bool
    package let defaultValue: String?
    package let help: String

    /// The options of a descriptor, in its order.
    static func read(
        _ table: salesrl_connector, path: String
    ) throws(PluginError) -> [PluginOption] {
        guard table.option_count <= countMax, table.option_count == 0 || table.options != nil else {
            throw PluginError(
                .descriptor,
                "\(path): it declares \(table.option_count) options; at most \(countMax)"
            )
        }
        var options: [PluginOption] = []
        for index in 0..<table.option_count {
            let option = table.options[index]
            guard let name = option.name.map({ String(cString: $0) }), name.isPlainName else {
                throw PluginError(
                    .descriptor,
                    "\(path): option \(index + 1): its name must be 1 to 64 letters, digits, \"-\""
                        + " or \"_\"")
            }
            guard let kind = Kind(rawValue: option.type) else {
                throw PluginError(
                    .descriptor, "\(path): option \(name): type \(option.type) is not known")
            }
            options.append(
                PluginOption(
                    name: name, kind: kind, isRequired: option.required != 0,
                    defaultValue: option.default_value.map { String(cString: $0) },
                    help: option.help.map { String(cString: $0) } ?? ""))
        }
        return options
    }

    private static let countMax = 256

    /// What is wrong with `value`, as the end of a sentence; nil where nothing is.
    fileprivate func complaint(about value: String) -> String? {
        switch kind {
        case .text: value.contains("\0") ? "must not hold a NUL" : nil
        case .integer: Int64(value) == nil ? "must be an integer" : nil
        case .boolean: ["true", "false"].contains(value) ? nil : "must be true or false"
        case .path: value.hasPrefix("/") ? nil : "must be an absolute path"
        }
    }
}

extension Plugin {
    /// The settings that the connector is started with: checked against its options, and with their
    /// defaults.
    package func validated(
        _ settings: [String: String]
    ) throws(PluginError) -> [String: String] {
        var values: [String: String] = [:]
        let known = Set(options.map(\.name))
        if let unknown = settings.keys.sorted().first(where: { !known.contains($0) }) {
            let list = options.isEmpty ? "none" : options.map(\.name).joined(separator: ", ")
            throw PluginError(
                .option, "\(path): \(name) has no setting \"\(unknown)\"; it knows: \(list)")
        }
        for option in options {
            guard let value = settings[option.name] ?? option.defaultValue else {
                guard option.isRequired else { continue }
                throw PluginError(
                    .option,
                    "\(path): \(name) needs the setting \"\(option.name)\": \(option.help)")
            }
            if let complaint = option.complaint(about: value) {
                throw PluginError(
                    .option,
                    "\(path): setting \"\(option.name)\" of \(name) is \"\(value)\"; it"
                        + " \(complaint)"
                )
            }
            values[option.name] = value
        }
        return values
    }
}
