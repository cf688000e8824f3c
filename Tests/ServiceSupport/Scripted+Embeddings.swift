internal import Foundation

extension Scripted {
    private struct Request: Decodable { let input: [String] }

    /// What an embedding service answers: for each text a vector of length 1 that depends on the
    /// text alone, packed in base64.
    package static func embeddings(for asked: Asked, dimensions: Int) -> Scripted {
        guard let request = try? JSONDecoder().decode(Request.self, from: Data(asked.body)) else {
            return Scripted(400, #"{"error":{"message":"no input","code":"invalid_request"}}"#)
        }
        let items = request.input.enumerated().map { index, text -> String in
            let packed = vector(of: text, dimensions: dimensions).withUnsafeBytes {
                Data($0).base64EncodedString()
            }
            return #"{"object":"embedding","index":\#(index),"embedding":"\#(packed)"}"#
        }
        let tokens = request.input.reduce(0) { $0 + 1 + $1.utf8.count / 4 }
        return Scripted(
            200,
            #"{"object":"list","data":[\#(items.joined(separator: ","))],"model":"scripted","#
                + #""usage":{"prompt_tokens":\#(tokens),"total_tokens":\#(tokens)}}"#)
    }

    package static func vector(of text: String, dimensions: Int) -> [Float] {
        var state = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        let values = (0..<dimensions).map { _ -> Float in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(Int32(truncatingIfNeeded: state >> 32)) / Float(Int32.max)
        }
        let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return values.map { $0 / length }
    }
}
