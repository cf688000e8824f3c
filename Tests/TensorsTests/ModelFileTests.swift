import Foundation
import Testing

@testable import Tensors

@Suite("A model file")
struct ModelFileTests {
    private static func sample() -> ModelFile {
        var file = ModelFile()
        file.describe("embedder", .text("minilm-l6-v2/384"))
        file.describe("features", .list(["turn.count", "objection.price"]))
        file.add("weights", [1, -2, 3.5, 0, .pi, -0.0], shape: [2, 3])
        file.add(
            "weights.i8", QuantizedMatrix(rounding: [1, -2, 3.5, 0, 0.5, -1], rows: 2, columns: 3))
        file.add("empty", [], shape: [0])
        return file
    }

    @Test("Gives back every tensor and every word, bit for bit")
    func roundTrip() throws {
        let file = Self.sample()
        let again = try ModelFile(bytes: try file.bytes())
        #expect(again.tensors == file.tensors)
        #expect(again.metadata == file.metadata)
        #expect(try again.floats("weights", shape: [2, 3])[4] == .pi)
        #expect(try again.text("embedder") == "minilm-l6-v2/384")
        #expect(try again.list("features") == ["turn.count", "objection.price"])
        #expect(again.fingerprint == file.fingerprint)
    }

    @Test("Has the same bytes for the same content, in whatever order it was added")
    func sameBytes() throws {
        var one = ModelFile(metadata: ["a": .text("1"), "b": .text("2")])
        one.add("x", [1], shape: [1])
        one.add("y", [2], shape: [1])
        var other = ModelFile(metadata: ["b": .text("2"), "a": .text("1")])
        other.add("y", [2], shape: [1])
        other.add("x", [1], shape: [1])
        #expect(try one.bytes() == other.bytes())
    }

    @Test("Puts every tensor on a multiple of 64 bytes")
    func alignment() throws {
        let bytes = try Self.sample().bytes()
        #expect(bytes.count % 64 == 0)
        let value = withUnsafeBytes(of: Float.pi.bitPattern.littleEndian) { Array($0) }
        let at = try #require(
            bytes.indices.dropLast(3).first { Array(bytes[$0..<$0 + 4]) == value })
        #expect((at - 16) % 64 == 0)
    }

    @Test("Cut off anywhere is refused as truncated")
    func truncated() throws {
        let bytes = try Self.sample().bytes()
        for length in 0..<bytes.count {
            let error = #expect(throws: ModelFileError.self) {
                try ModelFile(bytes: Array(bytes[..<length]))
            }
            #expect(error?.code == .truncated, "cut to \(length)")
        }
    }

    @Test("With any one byte changed is refused")
    func changed() throws {
        let bytes = try Self.sample().bytes()
        for index in bytes.indices {
            var copy = bytes
            copy[index] ^= 0x41
            let error = #expect(throws: ModelFileError.self) { try ModelFile(bytes: copy) }
            let expected: Set<ModelFileError.Code> =
                switch index {
                case 0..<8: [.wrongMagic]
                case 8..<12: [.unsupportedVersion]
                case 12..<16: [.malformedHeader, .checksumMismatch]
                case 16..<24: [.truncated]
                default: [.checksumMismatch]
                }
            #expect(error.map { expected.contains($0.code) } == true, "byte \(index)")
        }
    }

    @Test("Of another version is refused by that name, not as damaged")
    func otherVersion() throws {
        var bytes = try Self.sample().bytes()
        bytes[8] = 2
        let error = #expect(throws: ModelFileError.self) { try ModelFile(bytes: bytes) }
        #expect(error?.code == .unsupportedVersion)
        #expect(error?.reason.contains("version 2") == true)
    }

    @Test("Whose header points outside the file is refused though its checksum fits")
    func outside() throws {
        let text = String(decoding: try Self.sample().bytes(), as: UTF8.self)
        #expect(text.contains("\"offset\":"))
        for (from, to) in [
            ("\"shape\":[2,3]", "\"shape\":[9,9]"), ("\"shape\":[2,3]", "\"shape\":[2,-3"),
            ("\"dtype\":\"f32\"", "\"dtype\":\"f64\""), ("\"offset\":", "\"offzet\":"),
            ("\"shape\":[0]", "\"shape\":[-"), ("\"scales\":", "\"skales\":"),
        ] {
            let damaged = Self.replacing(from, with: to, in: try Self.sample().bytes())
            let error = #expect(throws: ModelFileError.self) { try ModelFile(bytes: damaged) }
            #expect(error?.code == .malformedHeader, "\(to): \(String(describing: error))")
        }
    }

    @Test("Says which tensor is missing and which shape was expected")
    func asking() throws {
        let file = Self.sample()
        let missing = #expect(throws: ModelFileError.self) { try file.floats("bias", shape: [3]) }
        #expect(missing?.code == .missingTensor)
        #expect(missing?.reason.contains("\"bias\"") == true)
        let shape = #expect(throws: ModelFileError.self) {
            try file.floats("weights", shape: [3, 2])
        }
        #expect(shape?.code == .shapeMismatch)
        #expect(shape?.reason.contains("[2, 3]") == true)
        let kind = #expect(throws: ModelFileError.self) {
            try file.floats("weights.i8", shape: [2, 3])
        }
        #expect(kind?.code == .shapeMismatch)
        let word = #expect(throws: ModelFileError.self) { try file.text("seed") }
        #expect(word?.code == .missingMetadata)
    }

    @Test("Names its path when there is none, and is whole on disk when written")
    func onDisk() throws {
        let path = NSTemporaryDirectory() + "model-file-\(UUID().uuidString).srl"
        let none = #expect(throws: ModelFileError.self) { try ModelFile(contentsOf: path) }
        #expect(none?.code == .unreadable)
        #expect(none?.reason.contains(path) == true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Self.sample().write(to: path)
        #expect(try ModelFile(contentsOf: path).tensors == Self.sample().tensors)
    }

    @Test("Rounds a row to 8 bits by at most half a step of its scale")
    func rounding() {
        let values: [Float] = (0..<60).map { Float(($0 * 37) % 23 - 11) * 0.173 }
        let matrix = QuantizedMatrix(rounding: values, rows: 4, columns: 15)
        for row in 0..<4 {
            for column in 0..<15 {
                let index = row * 15 + column
                let back = Float(matrix.values[index]) * matrix.scales[row]
                #expect(abs(back - values[index]) <= matrix.scales[row] * 0.5001)
            }
        }
        let zeros = QuantizedMatrix(rounding: [0, 0], rows: 1, columns: 2)
        #expect(zeros.values == [0, 0] && zeros.scales == [0])
    }

    /// Replaces the first occurrence in the header by a text of the same length or one padded to
    /// it, and mends the checksum.
    private static func replacing(_ from: String, with to: String, in bytes: [UInt8]) -> [UInt8] {
        var result = bytes
        let pattern = Array(from.utf8)
        let new = Array(to.utf8) + [UInt8](repeating: 0x20, count: from.utf8.count - to.utf8.count)
        let at = bytes.indices.first {
            $0 + pattern.count <= bytes.count && Array(bytes[$0..<$0 + pattern.count]) == pattern
        }
        if let at { result.replaceSubrange(at..<at + pattern.count, with: new) }
        let sum = ModelFile.checksum(result)
        for index in 0..<8 { result[24 + index] = UInt8(truncatingIfNeeded: sum >> (8 * index)) }
        return result
    }
}
