package import Messages

/// One connector of one tenant.
package struct ConnectorConfiguration: Sendable, Equatable {
    /// Unique within the tenant. It is the source of the connector's events, so it must not change
    /// while they matter. Letters, digits, "-" and "_", at most 64.
    package var name: String
    /// Absolute path of the library.
    package var library: String
    package var tenant: TenantID
    /// The connector's own options; the library validates them when it is opened.
    package var settings: [String: String]

    package init(name: String, library: String, tenant: TenantID, settings: [String: String]) {
        self.name = name
        self.library = library
        self.tenant = tenant
        self.settings = settings
    }
}

extension ConnectorConfiguration {
    /// What can be said without opening the library: that is left to the connector's process.
    package static func check(_ configurations: [ConnectorConfiguration]) throws(PluginError) {
        var seen: [TenantID: Set<String>] = [:]
        for one in configurations {
            guard one.name.isPlainName else {
                throw PluginError(
                    .configuration,
                    "connector \"\(one.name)\": name must be 1 to 64 letters, digits, - or _"
                )
            }
            guard one.library.hasPrefix("/") else {
                throw PluginError(
                    .path, "connector \(one.name): library \(one.library): must be an absolute path"
                )
            }
            guard seen[one.tenant, default: []].insert(one.name).inserted else {
                throw PluginError(
                    .nameClash,
                    "connector \(one.name) (\(one.library)): tenant \(one.tenant) has two"
                        + " connectors of this name; give one another name")
            }
        }
    }
}

extension String {
    /// Fit for a file name and a label: letters, digits, "-" and "_", 1 to 64.
    var isPlainName: Bool {
        (1...64).contains(utf8.count)
            && utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
