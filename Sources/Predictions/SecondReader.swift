internal import Messages
package import Tensors

/// A second model within a model's file, for conversations of another kind, and the gate that says
/// how likely a conversation is of that kind: a mixture of two experts (Jacobs et al. 1991).
///
///     probability = (1 - share) * the first reader's + share * the second's; so with the value
///
/// Each is calibrated on its own kind. Everything else that a forecast says, such as its record,
/// label set, novelty and contributions, is the word of the reader that weighs more.
package final class SecondReader: Sendable {
    let model: Model
    let gate: Gate

    /// Before each name of the second reader's tensors and metadata.
    package static let prefix = "second."

    /// Nil where the file holds one reader.
    init?(reading file: ModelFile, precision: Model.Precision) throws {
        guard file.metadata[Self.prefix + "kind"] != nil else { return nil }
        let part = file.part(Self.prefix)
        guard part.metadata[Self.prefix + "kind"] == nil else {
            throw PredictionError(.unsupportedShape, "a third reader where two are possible")
        }
        model = try Model(reading: part, precision: precision, voice: .members)
        gate = try Gate(reading: file, embedding: model.embeddingDimensions)
    }

    /// Puts a finished model beside another's tensors, which stay as they are.
    package static func add(_ second: ModelFile, _ gate: Gate, to file: inout ModelFile) {
        file.adopt(second, prefix)
        gate.add(to: &file)
    }

    /// Both must read the same vectors and features, and keep little enough.
    func check(against first: Model) throws {
        guard model.embedder == first.embedder, model.schemaHash == first.schemaHash,
            model.embeddingDimensions == first.embeddingDimensions
        else {
            throw PredictionError(
                .unsupportedShape,
                "two readers of other vectors or features: \(first.embedder) and \(model.embedder)")
        }
        let state = RecurrentState.preamble + 4 * first.keptCount
        try Model.bound(
            "bytes of state of both readers", state, 1...PredictionLimits.stateBytes)
    }

    /// - Parameter values: the second reader's part of the state, and after it what was heard.
    func take(
        _ embedding: [Float], _ speaker: Speaker, _ words: [UInt64],
        into values: UnsafeMutablePointer<Float>
    ) {
        model.take(embedding, speaker, words, into: values)
        let heard = values + model.ownCount
        heard.pointee = gate.hearing(embedding, after: heard.pointee)
    }

    /// How much this reader weighs in a state whose first reader keeps `first` floats.
    func share(of state: RecurrentState, after first: Int) -> Float {
        Squash.sigmoid(state.values[first + model.ownCount])
    }
}

extension Model {
    /// What a reader's forecast counts.
    enum Role: Equatable {
        case alone
        /// The other weighs more and speaks.
        case minor
        /// It speaks; the other's probability and value count `share`.
        case major(probability: Float, value: Float, share: Float)

        func mixed(_ probability: Float, _ value: Float) -> (Float, Float) {
            guard case .major(let other, let worth, let share) = self else {
                return (probability, value)
            }
            return (probability + share * (other - probability), value + share * (worth - value))
        }
    }

    /// Floats that all readers keep between turns.
    var keptCount: Int { ownCount + (second.map { $0.model.ownCount + 1 } ?? 0) }

    /// The forecast of all readers.
    /// - Parameters:
    ///   - values: all of a state's.
    ///   - note: is told what the first reader's heads read.
    func answer(
        _ values: UnsafeMutablePointer<Float>, turns: Int, features: Features, isClosing: Bool,
        noting note: (TraceRoom) -> Void
    ) -> Prediction {
        let fit = fit(features)
        guard let second else {
            return forecast(
                values, turns: turns, features: features, isClosing: isClosing, fit: fit,
                noting: note)
        }
        let others = values + ownCount
        let share = Squash.sigmoid(others[second.model.ownCount])
        func first(_ role: Role) -> Prediction {
            forecast(
                values, turns: turns, features: features, isClosing: isClosing, role: role,
                fit: role == .minor ? nil : fit, noting: note)
        }
        func other(_ role: Role) -> Prediction {
            second.model.forecast(
                others, turns: turns, features: features, isClosing: isClosing, role: role,
                fit: role == .minor ? nil : fit, noting: { _ in })
        }
        func major(_ minor: Prediction, _ share: Float) -> Role {
            .major(probability: minor.probability, value: minor.value, share: share)
        }
        guard share < 0.5 else { return other(major(first(.minor), 1 - share)) }
        let minor = other(.minor)
        var answer = first(major(minor, share))
        // What a turn does is read off its text alone, whatever the conversation is.
        if acts == nil { answer.acts = minor.acts }
        return answer
    }
}
