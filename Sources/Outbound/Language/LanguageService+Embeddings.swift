internal import Foundation

/// Vectors of some texts.
package struct EmbeddingReply: Sendable, Equatable {
    /// One a text, in order.
    package var vectors: [[Float]]
    /// Read by the model; 0 where the service does not count.
    package var tokens: Int
}

extension LanguageService {
    private struct Body: Encodable {
        let model: String
        let input: [String]
        let dimensions: Int?
        /// Floats in four bytes each, a third of what digits take.
        let encodingFormat = "base64"

        enum CodingKeys: CodingKey { case model, input, dimensions, encodingFormat }
    }

    private struct Answer: Decodable {
        struct Item: Decodable {
            let index: Int
            let embedding: Vector
        }
        struct Usage: Decodable { let totalTokens: Int? }
        let data: [Item]
        let usage: Usage?
    }

    /// Base64 of little-endian floats, or an array of numbers from servers that know no base64.
    private struct Vector: Decodable {
        let values: [Float]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            guard let text = try? container.decode(String.self) else {
                values = try container.decode([Float].self)
                return
            }
            guard let data = Data(base64Encoded: text), data.count % 4 == 0 else {
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "not base64 of floats")
            }
            values = data.withUnsafeBytes { raw in
                (0..<raw.count / 4).map {
                    let bits = raw.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)
                    return Float(bitPattern: UInt32(littleEndian: bits))
                }
            }
        }
    }

    /// One call: at most ``OutboundLimits/textsPerCall`` texts, none of them empty.
    ///
    /// - Parameters:
    ///   - dimensions: what every vector must have.
    ///   - asks: whether the call asks for so many; not every model takes the question.
    package func embed(
        _ texts: [String], model: String, dimensions: Int, asks: Bool
    ) async throws(OutboundError) -> EmbeddingReply {
        let body = Body(model: model, input: texts, dimensions: asks ? dimensions : nil)
        let response = try await call(.embeddings, model: model, body: body)
        guard let answer = try? Self.decoder.decode(Answer.self, from: Data(response.body)) else {
            throw malformed(response, "not with embeddings")
        }
        var vectors = [[Float]](repeating: [], count: texts.count)
        for item in answer.data {
            guard vectors.indices.contains(item.index), vectors[item.index].isEmpty else {
                throw malformed(response, "with an embedding of no text that was asked for")
            }
            let values = item.embedding.values
            guard values.count == dimensions else {
                throw malformed(
                    response,
                    "with \(values.count) dimensions where \(model) should have \(dimensions)")
            }
            guard values.allSatisfy(\.isFinite) else {
                throw malformed(response, "with a number that is not finite")
            }
            vectors[item.index] = values
        }
        guard !vectors.contains(where: \.isEmpty) else {
            throw malformed(response, "with \(answer.data.count) of \(texts.count) embeddings")
        }
        return EmbeddingReply(vectors: vectors, tokens: answer.usage?.totalTokens ?? 0)
    }
}
