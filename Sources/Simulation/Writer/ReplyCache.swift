internal import Foundation
internal import Messages
internal import Outbound

/// Replies by the hash of what was asked: a run that is begun again pays for nothing twice.
///
///     DIRECTORY/3f/3f9c...e1.json     {"finish", "text", "tokens"}, by the SHA-256 of the request
///
/// A file appears under its name only when it is whole. One that cannot be read counts as none.
package final class ReplyCache: Sendable {
    private struct Entry: Codable {
        let text: String
        let finish: String
        let tokens: Int
    }

    private let directory: String
    /// Files are read and written here, never on the cooperative pool.
    private let files = DispatchQueue(label: "replies", attributes: .concurrent)

    package init(directory: String) throws {
        self.directory = directory
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true)
    }

    /// The SHA-256 of everything that a reply depends on: model, messages and settings. Where the
    /// service stands is not part of it.
    static func key(_ request: ChatRequest) -> String {
        var digest = SHA256()
        func add(_ text: String) {
            // The length first, so that no two requests read alike.
            let bytes = Array("\(text.utf8.count):".utf8) + Array(text.utf8)
            bytes.withUnsafeBytes { digest.add($0) }
        }
        add("salesrl-writer 1")
        add(request.model)
        for message in request.messages {
            add(message.role.rawValue)
            add(message.content)
        }
        add("\(request.temperature ?? -1) \(request.tokensMax ?? -1) \(request.seed ?? -1)")
        return digest.finished()
    }

    private func path(_ key: String) -> String { "\(directory)/\(key.prefix(2))/\(key).json" }

    func find(_ key: String) async -> ChatReply? {
        let path = path(key)
        return await withCheckedContinuation { continuation in
            files.async {
                let entry = FileManager.default.contents(atPath: path)
                    .flatMap { try? JSONDecoder().decode(Entry.self, from: $0) }
                continuation.resume(
                    returning: entry.map {
                        ChatReply(text: $0.text, finish: Self.finish($0.finish), tokens: $0.tokens)
                    })
            }
        }
    }

    func keep(_ reply: ChatReply, for key: String) async throws {
        let path = path(key)
        let entry = Entry(
            text: reply.text, finish: Self.word(reply.finish), tokens: reply.tokens)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let data = try encoder.encode(entry)
        try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<Void, any Error>) in
            files.async {
                let result = Result {
                    let url = URL(filePath: path)
                    try FileManager.default.createDirectory(
                        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                    try data.write(to: url, options: .atomic)
                }
                continuation.resume(with: result)
            }
        }
    }

    private static func word(_ finish: ChatReply.Finish) -> String {
        switch finish {
        case .stop: "stop"
        case .length: "length"
        case .filtered: "content_filter"
        case .other(let word): word
        }
    }

    private static func finish(_ word: String) -> ChatReply.Finish {
        switch word {
        case "stop": .stop
        case "length": .length
        case "content_filter": .filtered
        default: .other(word)
        }
    }
}
