internal import Foundation

/// Which files of a run hold simulated conversations, and which real ones: those whose first
/// conversation carries the exact forecast of each turn were simulated.
struct DataKinds: Sendable {
    let real, simulated: [String]
    /// What a conversation of each file counts; empty where nothing was said.
    let realWeights, simulatedWeights: [Float]

    var areTwo: Bool { !real.isEmpty && !simulated.isEmpty }

    init(_ configuration: TrainingConfiguration) throws(TrainingError) {
        var kinds: [Bool] = []
        for path in configuration.data { kinds.append(try Self.isSimulated(path)) }
        func pick<Element>(_ all: [Element], _ kind: Bool) -> [Element] {
            zip(all, kinds).filter { $0.1 == kind }.map(\.0)
        }
        real = pick(configuration.data, false)
        simulated = pick(configuration.data, true)
        realWeights = pick(configuration.large.weights, false)
        simulatedWeights = pick(configuration.large.weights, true)
    }

    private static func isSimulated(_ path: String) throws(TrainingError) -> Bool {
        var lines = try LineFile(path)
        var digest = SHA256()
        guard let first = try lines.next(1, digest: &digest)?.first,
            let value = try? JSONDecoder().decode(JSONValue.self, from: Data(first.text.utf8))
        else { return false }
        let turns = value.at("turns")?.list ?? []
        return !turns.isEmpty
            && turns.allSatisfy { if case .number = $0.at("probability") { true } else { false } }
    }
}
