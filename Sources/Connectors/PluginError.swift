/// Why a library was refused, or a connector could not run. Equal when the codes are.
package struct PluginError: Error, Sendable, Equatable, CustomStringConvertible {
    /// An open set: a new code is no new case in anybody's switch.
    package struct Code: Sendable, Hashable {
        package let name: String

        /// Absent, not a regular file, or writable by everybody.
        package static let path = Code(name: "path")
        /// The dynamic linker does not take it.
        package static let open = Code(name: "open")
        /// No `salesrl_connector_main`, or it returned nothing.
        package static let symbol = Code(name: "symbol")
        package static let abi = Code(name: "abi")
        package static let size = Code(name: "size")
        /// The descriptor holds something that it must not hold.
        package static let descriptor = Code(name: "descriptor")
        package static let nameClash = Code(name: "nameClash")
        /// A setting that is unknown, missing or of the wrong type.
        package static let option = Code(name: "option")
        /// The daemon's own part of the configuration.
        package static let configuration = Code(name: "configuration")
        /// The connector's process could not be started.
        package static let process = Code(name: "process")
        /// `start` did not return SALESRL_OK.
        package static let start = Code(name: "start")
    }

    package let code: Code
    /// Names the file, says what is wrong and what to do.
    package let reason: String

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    package var description: String { reason }

    package static func == (left: PluginError, right: PluginError) -> Bool {
        left.code == right.code
    }
}
