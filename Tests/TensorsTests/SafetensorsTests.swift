internal import Foundation
internal import Tensors
internal import Testing

@Suite("Reading safetensors")
struct SafetensorsTests {
    private static func file(_ header: String, data: [UInt8], length: UInt64? = nil) throws
        -> String
    {
        let path = NSTemporaryDirectory() + "\(UUID().uuidString).safetensors"
        var bytes = withUnsafeBytes(of: (length ?? UInt64(header.utf8.count)).littleEndian) {
            Array($0)
        }
        bytes += Array(header.utf8) + data
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    private static func code(_ body: () throws -> Void) -> SafetensorsError.Code? {
        do { try body() } catch { return (error as? SafetensorsError)?.code }
        return nil
    }

    private static let data: [UInt8] = [1, 2, 3].flatMap { (value: Float) in
        withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
    }

    @Test("A tensor comes out as it was put in, metadata or not")
    func reads() throws {
        let path = try Self.file(
            #"{"__metadata__":{"format":"pt"},"#
                + #""a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}"#,
            data: Self.data)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try Safetensors(contentsOf: path)
        #expect(try file.floats("a", shape: [3]) == [1, 2, 3])
        #expect(Self.code { _ = try file.floats("b", shape: [3]) } == .missingTensor)
        #expect(Self.code { _ = try file.floats("a", shape: [1, 3]) } == .wrongShape)
    }

    @Test("The error of a wrong shape names the tensor and both shapes")
    func names() throws {
        let path = try Self.file(
            #"{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}"#, data: Self.data)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try Safetensors(contentsOf: path)
        let error = #expect(throws: SafetensorsError.self) {
            _ = try file.floats("w", shape: [2, 2])
        }
        for part in ["\"w\"", "[3]", "[2, 2]", path] {
            #expect(error?.reason.contains(part) == true)
        }
    }

    @Test("Places outside the file, headers that lie and files that are not there are refused")
    func refuses() throws {
        #expect(Self.code { _ = try Safetensors(contentsOf: "/nowhere") } == .unreadable)
        let places = [
            "[0,16]", "[-4,8]", "[8,4]", "[4,16]", "[9223372036854775800,9223372036854775807]",
        ]
        for place in places {
            let path = try Self.file(
                #"{"a":{"dtype":"F32","shape":[3],"data_offsets":\#(place)}}"#, data: Self.data)
            defer { try? FileManager.default.removeItem(atPath: path) }
            let file = try Safetensors(contentsOf: path)
            #expect(Self.code { _ = try file.floats("a", shape: [3]) } == .malformed, "\(place)")
        }
        for length in [UInt64(500), .max, 1 << 40] {
            let path = try Self.file("{}", data: [], length: length)
            defer { try? FileManager.default.removeItem(atPath: path) }
            #expect(Self.code { _ = try Safetensors(contentsOf: path) } == .malformed, "\(length)")
        }
    }
}
