import Foundation
import Messages
import Testing

@testable import Predictions
@testable import Tensors

@Suite("A model that cannot be used")
struct RefusalTests {
    private func refusal(_ file: ModelFile) -> PredictionError? {
        #expect(throws: PredictionError.self) { try Model(file) }
    }

    @Test(
        "Is refused with the path and the check that failed: absent, truncated, of another version")
    func files() throws {
        let path = NSTemporaryDirectory() + "refused-\(UUID().uuidString).srl"
        let absent = #expect(throws: PredictionError.self) { try Model(contentsOf: path) }
        #expect(absent?.fileCode == "unreadable")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let bytes = try Sample.parts().file().bytes()
        for length in [0, 7, 31, 32, 200, bytes.count / 2, bytes.count - 1] {
            try Data(bytes[..<length]).write(to: URL(filePath: path))
            let error = #expect(throws: PredictionError.self) { try Model(contentsOf: path) }
            #expect(error?.fileCode == "truncated", "cut to \(length)")
            #expect(error?.reason.contains(path) == true)
        }
        var other = bytes
        other[8] = 9
        try Data(other).write(to: URL(filePath: path))
        let version = #expect(throws: PredictionError.self) { try Model(contentsOf: path) }
        #expect(version?.fileCode == "unsupportedVersion")
    }

    @Test("Trained with another embedder is refused, and both are named")
    func embedder() throws {
        let model = try Model(Sample.parts().file())
        let error = #expect(throws: PredictionError.self) {
            try model.check(embedder: "azure/3072", schema: Sample.schema)
        }
        #expect(error?.code == .otherEmbedder)
        #expect(error?.reason.contains("azure/3072") == true)
        #expect(error?.reason.contains("sample/24") == true)
        try model.check(embedder: "sample/24", schema: Sample.schema)
    }

    @Test("Trained on other features is refused, and the difference is named")
    func schema() throws {
        let model = try Model(Sample.parts().file())
        let changed = FeatureSchema(
            Sample.schema.features.dropLast() + [.init(name: "brand.new", phrase: "")])
        let error = #expect(throws: PredictionError.self) {
            try model.check(embedder: "sample/24", schema: changed)
        }
        #expect(error?.code == .otherSchema)
        #expect(error?.reason.contains("brand.new") == true)
        #expect(error?.reason.contains("feature.9") == true)
    }

    @Test("Without a tensor, or with one of another shape, is refused by its name")
    func tensors() throws {
        let whole = Sample.parts().file()
        func without(_ name: String) -> ModelFile {
            var file = whole
            file.tensors[name] = nil
            return file
        }
        for name in ["member.1.gate.weight", "projection", "calibration.slope", "features.mean"] {
            let error = refusal(without(name))
            #expect(error?.fileCode == "missingTensor", "\(name)")
            #expect(error?.reason.contains(name) == true)
        }
        var wide = whole
        wide.add("member.2.hidden.bias", [0, 0], shape: [2])
        #expect(refusal(wide)?.fileCode == "shapeMismatch")
        var kind = whole
        kind.describe("kind", .text("salesrl.forest/1"))
        #expect(refusal(kind)?.code == .unsupportedShape)
        var many = whole
        many.describe("members", .text("17"))
        #expect(refusal(many)?.code == .unsupportedShape)
    }

    @Test("Refuses a state that is cut off, of another version or of another model")
    func states() throws {
        let model = try Model(Sample.parts().file())
        let other = try Model(Sample.parts(members: 2).file())
        var parts = Sample.parts()
        parts.slopes[0] = 0.5
        let sibling = try Model(parts.file())
        let bytes = model.start().encoded()
        var version = bytes
        version[0] = 2
        var poisoned = bytes
        poisoned.replaceSubrange(13..<17, with: [0, 0, 0xc0, 0x7f])
        for (broken, reader) in [
            (Array(bytes.dropLast()), model), (version, model), ([], model), (bytes, other),
            (bytes, sibling), (poisoned, model),
        ] {
            let error = #expect(throws: PredictionError.self) { try reader.resume(broken) }
            #expect(error?.code == .badState)
        }
        #expect(try model.resume(bytes) == model.start())
    }
}
