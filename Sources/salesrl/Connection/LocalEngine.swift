internal import ArgumentParser
internal import Foundation
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

    func scorer(
        model path: String, voice: Model.Voice, embedder: TrainingEmbedder
    ) throws -> Scorer {
        do throws(PredictionError) {
            let model = try Model(contentsOf: path, voice: voice)
            return try Scorer(model: model, embedder: embedder.remembering())
        } catch {
            throw Failure(.configuration, error.reason)
        }
    }
}
