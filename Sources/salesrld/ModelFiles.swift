internal import Foundation

/// Where the model and the encoder's weights are, when the configuration does not say.
struct ModelFiles {
    let model: String
    private let folders: [String]
    /// The encoder's folder as the configuration says it; empty: where it is found.
    private let named: String

    static let modelName = "salesrl-base.srl"
    static let encoderName = "cache/all-MiniLM-L6-v2"

    init(_ configuration: Configuration, environment: [String: String]) throws(Refusal) {
        folders = Self.folders(environment)
        named = configuration.encoder.isEmpty ? "" : configuration.resolved(configuration.encoder)
        if configuration.modelFile.isEmpty {
            guard let found = Self.first(Self.modelName, in: folders) else {
                throw Refusal(
                    .configuration,
                    "model.file: no \(Self.modelName) in "
                        + "\(folders.joined(separator: ", ")); name a model with model.file, or its "
                        + "folder with SALESRL_MODELS")
            }
            model = found
        } else {
            model = configuration.resolved(configuration.modelFile)
        }
    }

    /// The folder of the encoder's weights. A model of another embedder needs none.
    func encoder() throws(Refusal) -> String {
        guard named.isEmpty else { return named }
        guard let found = Self.first(Self.encoderName + "/model.safetensors", in: folders) else {
            throw Refusal(
                .configuration,
                "model.encoder: the encoder's weights are in none of "
                    + "\(folders.map { $0 + "/" + Self.encoderName }.joined(separator: ", ")); "
                    + "`make models` fetches them, or name their folder with model.encoder")
        }
        return String(found.dropLast("/model.safetensors".count))
    }

    /// SALESRL_MODELS; else every `Models` on the way up from the program.
    private static func folders(_ environment: [String: String]) -> [String] {
        if let named = environment["SALESRL_MODELS"], !named.isEmpty { return [named] }
        var folders: [String] = []
        var folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        while folder.pathComponents.count > 1 {
            folder.deleteLastPathComponent()
            let models = folder.appendingPathComponent("Models").path
            if FileManager.default.fileExists(atPath: models) { folders.append(models) }
        }
        return folders.isEmpty ? ["Models"] : folders
    }

    private static func first(_ name: String, in folders: [String]) -> String? {
        folders.map { $0 + "/" + name }.first { FileManager.default.fileExists(atPath: $0) }
    }
}
