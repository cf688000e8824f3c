internal import Messages
internal import Predictions
internal import Tensors

/// A run on real and simulated conversations: a reader of each kind, each trained as if it were
/// alone, and a gate between them, in one file.
///
/// Real conversations are few and simulated ones many; pooled, either drowns the other. Apart, each
/// reader keeps its own scales, sizes and calibration, and the forecast of a real conversation is
/// as good as that of a model of real conversations alone.
struct TwoReaderRun {
    let kinds: DataKinds
    let configuration: TrainingConfiguration
    let embedder: TrainingEmbedder
    let stop: TrainingStop
    let progress: @Sendable (TrainingProgress) -> Void

    func run() throws(TrainingError) -> TrainingReport {
        let real = try reader(kinds.real, kinds.realWeights, isSimulated: false)
        let simulated = try reader(kinds.simulated, kinds.simulatedWeights, isSimulated: true)
        let training = GateTraining(real: real, simulated: simulated)
        let gate = training.gate(without: nil)
        progress(TrainingProgress(stage: .writing, done: 0, total: 1))
        var first = real.parts
        // Eight bits are for the whole file or not at all.
        if simulated.parts.notes["precision"] != Model.Precision.int8.rawValue {
            first.notes["precision"] = Model.Precision.float.rawValue
        }
        var file = first.file()
        SecondReader.add(simulated.parts.file(), gate, to: &file)
        var report = real.report
        let files = ModelAndCard(configuration)
        let model = try files.writeModel(file, &report)
        report.readers = [real.report, simulated.report]
        report.parameters += simulated.report.parameters + gate.weights.count + 1
        let judged = try judged(training, gate)
        report.gate = GateReport(kinds: judged.map(\.kind))
        report.rows = judged[0].kind.together
        let outcomes = judged[0].labels
        report.lastAUC = [Evaluation.auc(judged[0].series, outcomes) { $0.dropLast().last }]
        report.endAUC = [Evaluation.auc(judged[0].series, outcomes) { $0.last }]
        report.movement = StreamMovement(judged[0].series)
        report.judged = try large(configuration).judged(model)
        report.moves = real.report.moves ?? simulated.report.moves
        report.actAccuracy = simulated.report.actAccuracy
        try files.writeCard(
            TwoReaderCard(
                report: report, real: real, simulated: simulated, kinds: kinds,
                configuration: configuration
            ).text)
        progress(TrainingProgress(stage: .writing, done: 1, total: 1))
        return report
    }

    private func reader(
        _ data: [String], _ weights: [Float], isSimulated: Bool
    ) throws(TrainingError) -> Trained {
        var own = configuration
        own.data = data
        own.large.weights = weights
        if isSimulated { return try large(own).trained() }
        // Wordings to calibrate on are simulated ones.
        own.large.calibration = []
        let run = TrainingRun(configuration: own, embedder: embedder, stop: stop)
        return try run.isLarge() ? large(own).trained() : run.trained(progress: progress)
    }

    private func large(_ configuration: TrainingConfiguration) -> LargeRun {
        LargeRun(
            configuration: configuration, embedder: embedder, stop: stop, progress: progress)
    }

    private typealias JudgedKind = (kind: GateReport.Kind, labels: [Float], series: [[Double]])

    /// Both kinds, by gates and readers of their kind that had not seen them.
    private func judged(
        _ training: GateTraining, _ gate: Gate
    ) throws(TrainingError) -> [JudgedKind] {
        let folds = Set(training.real.held.map { training.real.fold[$0] }).sorted()
        let gates = Dictionary(
            uniqueKeysWithValues: zip(
                folds,
                Crew.map(folds.count, threads: configuration.threads) {
                    training.gate(without: folds[$0])
                }))
        return [
            try judged("real", training.real, by: training.simulated) { gates[$0] ?? gate },
            try judged("simulated", training.simulated, by: training.real) { _ in gate },
        ]
    }

    private func judged(
        _ name: String, _ own: Trained, by other: Trained, _ gate: @Sendable (Int) -> Gate
    ) throws(TrainingError) -> JudgedKind {
        let model: Model
        do {
            model = try Model(other.parts.file(), precision: .float)
        } catch {
            throw TrainingError(.badSetting, "the model cannot be run: \(error.reason)")
        }
        let isSimulated = name == "simulated"
        let held = own.held
        let found = Crew.map(held.count, threads: configuration.threads) { place in
            let example = own.examples.all[held[place]]
            let shares = gate(own.fold[held[place]]).shares(example, own.examples)
            return (
                other: model.series(example, own.examples),
                shares: isSimulated ? shares : shares.map { 1 - $0 }
            )
        }
        let labels = held.map { own.examples.all[$0].label }
        let right = held.map { own.series[$0] }
        let (kind, series) = GateReport.Kind.judged(
            name, labels, right: right, other: found.map(\.other), shares: found.map(\.shares))
        return (kind, labels, series)
    }
}
