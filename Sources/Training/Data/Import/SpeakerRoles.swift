internal import Conversations
internal import Messages

/// Which side each name of a file's speakers is on.
///
/// A name that is a role is believed ("agent", "Customer"). Of other names, one that talks in more
/// conversations is the representative: representatives return, customers seldom do. Where that
/// says nothing, the first to speak is the representative.
struct SpeakerRoles {
    /// Conversations in which a name talks.
    private var conversations: [String: Int] = [:]
    private let stated: [String: Speaker]

    /// - Parameters:
    ///   - representatives, customers: names whose side the user stated.
    init(representatives: [String], customers: [String]) {
        var stated: [String: Speaker] = [:]
        for name in representatives { stated[Self.key(name)] = .representative }
        for name in customers { stated[Self.key(name)] = .customer }
        self.stated = stated
    }

    mutating func count(_ names: [String]) {
        for name in Set(names.map(Self.key)) { conversations[name, default: 0] += 1 }
    }

    /// The side of each name that talks in one conversation.
    /// - Parameter names: by turn.
    func sides(of names: [String]) -> Result<[Speaker], Refusal> {
        var order: [String] = []
        for name in names.map(Self.key) where !order.contains(name) { order.append(name) }
        var sides: [String: Speaker] = [:]
        for name in order {
            sides[name] = stated[name] ?? Transcript.speaker(named: name)
        }
        let strangers = order.filter { sides[$0] == nil }
        let known = Set(sides.values)
        switch (strangers.count, known.count) {
        case (0, _): break
        case (1, 1):
            sides[strangers[0]] = known.contains(.customer) ? .representative : .customer
        case (2, 0):
            let (first, second) = (strangers[0], strangers[1])
            let returns =
                conversations[second, default: 0] > conversations[first, default: 0]
            sides[first] = returns ? .customer : .representative
            sides[second] = returns ? .representative : .customer
        default:
            return .failure(Refusal(names: strangers))
        }
        return .success(names.compactMap { sides[Self.key($0)] })
    }

    /// Names whose side cannot be told.
    struct Refusal: Error {
        let names: [String]
        var reason: String {
            let some = names.prefix(4).map { "\"\($0)\"" }.joined(separator: ", ")
            return "the side of \(some) cannot be told; name them with --representative or "
                + "--customer"
        }
    }

    private static func key(_ name: String) -> String {
        name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
