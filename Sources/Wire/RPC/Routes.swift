internal import Messages

/// A method together with the service that it belongs to.
struct Route: Sendable {
    let service: String
    let method: Method
    /// "salesrl.v1.Scoring/Observe", in UTF-8.
    fileprivate let path: [UInt8]
}

/// Finds a method by the bytes of its name as they lie in a frame, without making strings of them.
struct Routes: Sendable {
    /// By the low bits of the path's hash; a handful of routes in each.
    private let buckets: [[Route]]
    private let services: Set<String>

    /// Two methods of one name, or a handler that does not fit its method's kind, are our own
    /// mistakes.
    init(_ services: [Service]) {
        var buckets = [[Route]](repeating: [], count: 256)
        for service in services {
            for method in service.methods {
                precondition(
                    method.isConsistent,
                    "\(service.name)/\(method.name): a streaming handler serves a streaming kind, and only it"
                )
                let path = Array("\(service.name)/\(method.name)".utf8)
                let slot = Self.slot(path.withUnsafeBytes { Self.hash($0) })
                precondition(
                    !buckets[slot].contains { $0.path == path },
                    "\(service.name)/\(method.name) is served twice")
                buckets[slot].append(Route(service: service.name, method: method, path: path))
            }
        }
        self.buckets = buckets
        self.services = Set(services.map(\.name))
    }

    /// `path` is "package.Service/Method", without a slash in front.
    func find(path: UnsafeRawBufferPointer) -> Route? {
        buckets[Self.slot(Self.hash(path))].first { route in
            route.path.count == path.count
                && route.path.withUnsafeBytes { Self.equal($0, path) }
        }
    }

    func find(service: UnsafeRawBufferPointer, method: UnsafeRawBufferPointer) -> Route? {
        var hash = Self.hash(service)
        hash = Self.step(hash, Self.slash)
        hash = Self.hash(method, from: hash)
        return buckets[Self.slot(hash)].first { route in
            guard route.path.count == service.count + 1 + method.count else { return false }
            return route.path.withUnsafeBytes { path in
                path[service.count] == Self.slash
                    && Self.equal(UnsafeRawBufferPointer(rebasing: path[..<service.count]), service)
                    && Self.equal(
                        UnsafeRawBufferPointer(rebasing: path[(service.count + 1)...]), method)
            }
        }
    }

    func has(service: String) -> Bool { services.contains(service) }

    // MARK: FNV-1a, 64 bits

    private static let slash = UInt8(ascii: "/")

    private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    private static func hash(
        _ bytes: UnsafeRawBufferPointer, from start: UInt64 = 0xcbf2_9ce4_8422_2325
    ) -> UInt64 {
        var hash = start
        for byte in bytes { hash = step(hash, byte) }
        return hash
    }

    private static func slot(_ hash: UInt64) -> Int { Int((hash ^ (hash >> 32)) & 255) }

    private static func equal(
        _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
    ) -> Bool {
        left.count == right.count && left.elementsEqual(right)
    }
}

extension Method {
    fileprivate var isConsistent: Bool {
        switch handler {
        case .unary, .immediate: kind == .unary
        case .streaming: kind != .unary
        }
    }
}
