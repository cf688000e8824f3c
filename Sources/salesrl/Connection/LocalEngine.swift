internal import ArgumentParser
internal import Embeddings
internal import Foundation
internal import Messages
internal import Predictions
internal import Training

/// Options of the commands that forecast in this process: which model, whose vectors, how many
/// threads.
struct LocalEngine: ParsableArguments {
    @Option(help: ArgumentHelp("A model file, for forecasts in this process.", valueName: "file"))
    var model: String?

    @OptionGroup var vectors: VectorOptions

    @Option(help: "Threads to compute on.")
    var threads: Int = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        guard TrainingLimits.threads.contains(threads) else {
            throw ValidationError("--threads is \(threads); it must be between 1 and 256")
        }
    }

    func scorer(model path: String, voice: Model.Voice) throws -> Scorer {
        do {
            let model = try Model(contentsOf: path, voice: voice)
            return try Scorer(model: model, embedder: try vectors.embedder().remembering())
        } catch let error as PredictionError {
            throw Failure(.configuration, error.reason)
        }
    }
}

/// Whose vectors a text gets: the local encoder's, or those in a file.
struct VectorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Directory with the encoder's weights. [env: SALESRL_MODELS]", valueName: "path"))
    var models: String = Environment["SALESRL_MODELS"] ?? "Models"

    @Option(
        help: ArgumentHelp(
            "Vectors of another encoder, made beforehand (Docs/TRAINING.md), instead of the local one.",
            valueName: "file"))
    var embeddings: String?

    func embedder() throws -> TrainingEmbedder {
        if let embeddings {
            do throws(TrainingError) {
                return try PrecomputedVectors(contentsOf: embeddings).embedder
            } catch {
                throw Failure(error)
            }
        }
        do {
            let encoder = try MiniLM(directory: models + "/cache/all-MiniLM-L6-v2")
            return TrainingEmbedder(id: encoder.id, dimensions: encoder.dimensions) {
                encoder.embedNow($0).values
            }
        } catch {
            throw Failure(.configuration, error.reason)
        }
    }
}
