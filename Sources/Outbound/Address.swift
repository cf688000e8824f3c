internal import Foundation

/// An address that may be called: https, or http to this machine; no name and password in it.
package struct Address: Sendable, Equatable {
    package let scheme: String
    /// In small letters; an IPv6 address without its brackets.
    package let host: String
    package let port: Int
    /// As it was given, without what follows "?" or "#", and without a slash at the end.
    package let base: String
    /// Names and values that followed "?".
    package let query: [String: String]

    /// "api.openai.com:443": what a list of allowed hosts holds.
    package var origin: String { "\(host):\(port)" }
    package var isLoopback: Bool { Self.isLoopback(host) }

    /// - Parameter text: such as "https://api.openai.com/v1".
    package init(_ text: String) throws(OutboundError) {
        guard text.utf8.count <= OutboundLimits.addressBytesMax,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            scheme == "https" || scheme == "http", let host = parts.host, !host.isEmpty
        else {
            throw OutboundError(
                .badAddress,
                "\"\(text.prefix(200))\" is no address to call; it must be like "
                    + "https://api.openai.com/v1")
        }
        guard parts.user == nil, parts.password == nil else {
            throw OutboundError(
                .badAddress,
                "the address of \(host) holds a name or password; a key belongs in a file or in "
                    + "the environment")
        }
        self.scheme = scheme
        self.host = host.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        port = parts.port ?? (scheme == "https" ? 443 : 80)
        query = Dictionary(
            (parts.queryItems ?? []).map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 })
        let end = text.firstIndex { $0 == "?" || $0 == "#" } ?? text.endIndex
        var base = String(text[..<end])
        while base.hasSuffix("/") { base.removeLast() }
        self.base = base
    }

    /// The address of a path below this one.
    func with(path: String, query: [(name: String, value: String)] = []) -> String {
        guard !query.isEmpty else { return base + path }
        return base + path + "?"
            + query.map { "\($0.name)=\(Self.escaped($0.value))" }.joined(separator: "&")
    }

    static func escaped(_ text: String) -> String {
        let plain = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }

    private static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
