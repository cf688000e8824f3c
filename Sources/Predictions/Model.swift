package import Messages
internal import Tensors

/// A trained model: from the features and the embedding of each turn to a forecast, one small step
/// a turn.
///
/// The cost of a step does not depend on how many turns came before. A model is a value without
/// hidden state: what is
/// kept of a conversation is the caller's `RecurrentState`.
package struct Model: Sendable {
    /// Which weights run. Floats are the reference; 8 bits take a quarter of the memory traffic.
    package enum Precision: String, Sendable, CaseIterable {
        case float
        case int8
    }

    /// Who speaks: the members, whose mean log-odds are the model's, or the one student that
    /// learned to say what they say, in the time of one member.
    package enum Voice: String, Sendable, CaseIterable {
        case members
        case student
    }

    /// "salesrl-base/1f0c2a77": the name and the checksum of the file, so that no two models share
    /// an id.
    package let id: String
    /// Whose vectors it was trained on: "minilm-l6-v2/384".
    package let embedder: String
    package let embeddingDimensions: Int
    package let schemaHash: UInt64
    package let featureNames: [String]
    /// What the trainer noted: data hash, seed, version.
    package let notes: [String: String]
    package let precision: Precision
    package let layout: MemberLayout

    let mean, scale: [Float]
    let projection, projectionBias: [Float]
    let roundedProjection: QuantizedMatrix?
    let members: [Member]
    let forests: Forests?
    package let acts: ActHead?
    let outlook: OutlookHeads?
    let ownMoves: MoveHead?
    let boosted: Boosted?
    let meaning: Meaning?
    let wording: Wording?
    package let blend: Blend
    let slopes, intercepts: [Float]
    let reliability: Reliability
    /// Nil in files of before there was one.
    let record: ConfidenceRecord?
    /// Reads conversations of another kind; nil where the file holds one reader alone.
    let second: SecondReader?
    /// Nil where it was fitted to no house.
    package let house: HouseFit?
    let fingerprint: UInt64

    /// What is known before the first turn.
    package func start() -> RecurrentState {
        RecurrentState(
            turns: 0, values: [Float](repeating: 0, count: keptCount), fingerprint: fingerprint)
    }

    /// Takes in one turn and says what it makes of the conversation so far.
    /// - Parameters:
    ///   - embedding: of this turn's text, `embeddingDimensions` long.
    ///   - features: measured with this turn in, in the order of the schema that the model was
    ///   checked against.
    package func step(
        _ state: inout RecurrentState, embedding: [Float], features: Features, speaker: Speaker
    ) -> Prediction {
        step(
            &state, embedding: embedding, features: features, speaker: speaker, noting: { _ in })
    }

    func step(
        _ state: inout RecurrentState, embedding: [Float], features: Features, speaker: Speaker,
        noting note: (TraceRoom) -> Void
    ) -> Prediction {
        precondition(embedding.count == embeddingDimensions, "an embedding of another length")
        precondition(state.fingerprint == fingerprint, "a state of another model")
        state.turns += 1
        let turns = state.turns
        return state.values.withUnsafeMutableBufferPointer {
            guard let values = $0.baseAddress else { return .nothingKnown }
            take(embedding, speaker, features.words, into: values)
            second?.take(embedding, speaker, features.words, into: values + ownCount)
            return answer(values, turns: turns, features: features, isClosing: false, noting: note)
        }
    }

    /// The conversation is over: what that makes of it. The state stays as it is.
    package func close(_ state: RecurrentState, features: Features) -> Prediction {
        close(state, features: features, noting: { _ in })
    }

    func close(
        _ state: RecurrentState, features: Features, noting note: (TraceRoom) -> Void
    ) -> Prediction {
        precondition(state.fingerprint == fingerprint, "a state of another model")
        var values = state.values
        return values.withUnsafeMutableBufferPointer {
            guard let values = $0.baseAddress else { return .nothingKnown }
            return answer(
                values, turns: state.turns, features: features, isClosing: true, noting: note)
        }
    }
}

// MARK: - One step

extension Model {
    /// Keeps what a turn said.
    /// - Parameter values: this reader's part of the state.
    func take(
        _ embedding: [Float], _ speaker: Speaker, _ words: [UInt64],
        into values: UnsafeMutablePointer<Float>
    ) {
        project(embedding, into: values)
        acts?.read(embedding, speaker, into: values + layout.projection - (acts?.count ?? 0))
        values[layout.projection] = speaker == .customer ? 1 : -1
        embedding.withUnsafeBufferPointer {
            guard let said = $0.baseAddress else { return }
            meaning?.take(said, isCustomer: speaker == .customer, into: values + meaningOffset)
        }
        wording?.take(words, into: values + wordingOffset)
    }

    private func project(_ embedding: [Float], into u: UnsafeMutablePointer<Float>) {
        embedding.withUnsafeBufferPointer { embedding in
            projectionBias.withUnsafeBufferPointer { bias in
                guard let embedding = embedding.baseAddress, let bias = bias.baseAddress else {
                    return
                }
                if let roundedProjection {
                    Matrix.multiply(roundedProjection, embedding, bias: bias, into: u)
                    return
                }
                projection.withUnsafeBufferPointer { projection in
                    guard let projection = projection.baseAddress else { return }
                    Matrix.multiply(
                        projection, rows: projectionBias.count, columns: embeddingDimensions,
                        embedding, bias: bias, into: u)
                }
            }
        }
    }

    /// Where in a state the sums of `meaning` begin.
    private var meaningOffset: Int { layout.projection + 1 + members.count * layout.memory }

    /// The same of `wording`.
    private var wordingOffset: Int { meaningOffset + (meaning == nil ? 0 : Meaning.kept) }
    /// Floats that this reader alone keeps between turns.
    var ownCount: Int { wordingOffset + (wording == nil ? 0 : Wording.kept) }

    /// The log-odds of all parts, by their shares.
    /// - Parameter values: the state's.
    private func blended(
        members: Float, _ values: UnsafePointer<Float>, turns: Int, _ measured: [Float],
        bucket: Int
    ) -> Float {
        func share(_ part: Blend.Part) -> Float { blend.share(part, bucket: bucket) }
        let isClosing = bucket == TurnBuckets.closing
        var sum = share(.members) * members
        if let forests {
            sum += share(.forests) * forests.logit(measured, isClosing: isClosing)
        }
        if let boosted {
            sum += share(.boosted) * boosted.logit(measured, isClosing: isClosing)
        }
        if let meaning {
            sum +=
                share(.meaning)
                * meaning.logit(values + meaningOffset, turns: turns, isClosing: isClosing)
        }
        if let wording { sum += share(.wording) * wording.logit(values + wordingOffset) }
        return sum
    }

    /// Runs every member over one vector and averages their log-odds, then with the other parts'.
    /// - Parameters:
    ///   - kept: this reader's part of the state: u, speaker and each member's memory, which is
    ///     brought up to date unless closing.
    ///   - role: whether another reader has a say in it.
    ///   - fit: to a house, of what is said in the end.
    func forecast(
        _ kept: UnsafeMutablePointer<Float>, turns: Int, features: Features, isClosing: Bool,
        role: Role = .alone, fit: HouseFit.Moment?, noting note: (TraceRoom) -> Void
    ) -> Prediction {
        precondition(features.values.count == layout.features, "features of another schema")
        let size = Activations.size(layout)
        return withUnsafeTemporaryAllocation(
            of: Float.self,
            capacity: size + layout.features + TraceRoom.size(layout, members: members.count)
        ) { workspace in
            guard let base = workspace.baseAddress else { return .nothingKnown }
            let a = Activations(at: base, layout)
            let slopes = base + size
            let trace = TraceRoom(
                at: slopes + layout.features, layout, members: members.count)
            slopes.update(repeating: 0, count: layout.features)
            standardise(features.values, into: a.v)
            (a.v + layout.features).update(from: kept, count: layout.projection + 1)
            a.v[layout.tauOffset] = MemberLayout.tau(turn: turns)
            var sum: Float = 0
            var valueSum: Float = 0
            var ahead: Outlook?
            for (index, member) in members.enumerated() {
                let memory = kept + layout.projection + 1 + index * layout.memory
                (a.v + layout.memoryOffset).update(from: memory, count: layout.memory)
                if !isClosing {
                    member.remember(a)
                    memory.update(from: a.v + layout.memoryOffset, count: layout.memory)
                }
                member.think(a)
                var own = member.logit(.probability, a)
                sum += own
                valueSum += member.logit(.value, a)
                member.addSlopes(
                    of: .probability, a, weight: 1, remembers: !isClosing, to: slopes)
                if index == 0, !isClosing { ahead = outlook?.read(a, layout) }
                if isClosing {
                    let closing = member.logit(.closing, a)
                    sum += closing
                    own += closing
                    member.addSlopes(of: .closing, a, weight: 1, remembers: false, to: slopes)
                }
                trace.note(index, a, logit: own)
            }
            note(trace)
            let bucket = isClosing ? TurnBuckets.closing : TurnBuckets.bucket(turn: turns)
            let share = 1 / Float(members.count)
            let logit = blended(
                members: sum * share, kept, turns: turns, features.values, bucket: bucket)
            let own = Squash.sigmoid(logit * self.slopes[bucket] + intercepts[bucket])
            let (mixed, worth) = role.mixed(own, Squash.sigmoid(valueSum * share))
            let probability = fit?.probability(mixed) ?? mixed
            // Nothing lies ahead of a closed conversation but its outcome: its value is its
            // probability.
            let value = isClosing ? probability : worth
            let confidence =
                role == .minor
                ? Confidence(level: 0)
                : confidence(probability: probability, bucket: bucket, turns: turns, trace)
            return Prediction(
                probability: probability, value: value, confidence: confidence,
                contributions: Member.strongest(
                    x: a.v, slopes: slopes, count: layout.features,
                    scale: share * self.slopes[bucket]
                        * blend.share(.members, bucket: bucket)),
                acts: acts?.named(kept + layout.projection - (acts?.count ?? 0)) ?? [],
                outlook: ahead)
        }
    }

    /// `x = clip((feature - mean) * scale)`; what is no number counts as average.
    func standardise(_ raw: [Float], into x: UnsafeMutablePointer<Float>) {
        for index in 0..<layout.features {
            x[index] = MemberLayout.standard(raw[index], mean[index], scale[index])
        }
    }
}
