internal import Predictions

extension EvaluationRun {
    /// Forecasts of each industry by the recipe trained on all the others, judged at the last turn;
    /// the first row is of all together. Empty where the data names fewer than two industries, or
    /// none for some conversation.
    func leftOut(
        _ examples: Examples, _ judged: Judged
    ) throws(TrainingError) -> [EvaluationReport.Group] {
        let named = try Extras.read(configuration.data).compactMap(\.industry)
        let industries = Set(named).sorted()
        guard named.count == examples.all.count, industries.count > 1 else { return [] }
        let fold = named.map { industries.firstIndex(of: $0) ?? 0 }
        var configuration = configuration
        configuration.folds = industries.count
        let held = try heldOut(examples, configuration, split: 0, fold: fold)
        let last = held.probabilities.map { $0.dropLast().last ?? 0.5 }
        func group(_ name: String, _ some: [Int]) -> EvaluationReport.Group? {
            let outcomes = some.map { judged.outcomes[$0] }
            guard outcomes.contains(true), outcomes.contains(false) else { return nil }
            return .init(
                name: name,
                metrics: Metrics(outcomes: outcomes, forecasts: some.map { last[$0] }))
        }
        let all = Array(fold.indices)
        return
            ([group("all", all)]
            + industries.enumerated().map { place, name in
                group(name, all.filter { fold[$0] == place })
            }).compactMap { $0 }
    }
}
