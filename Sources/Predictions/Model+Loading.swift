package import Messages
package import Tensors

extension Model {
    /// Reads a model file and checks all of it.
    /// - Parameters:
    ///   - precision: nil for the one that the file names, floats where it names none.
    ///   - voice: a file without a student is refused where that is asked for.
    package init(
        contentsOf path: String, precision: Precision? = nil, voice: Voice = .members
    ) throws(PredictionError) {
        let file: ModelFile
        do {
            file = try ModelFile(contentsOf: path)
        } catch {
            throw PredictionError(error)
        }
        try self.init(file, precision: precision, voice: voice)
    }

    package init(
        _ file: ModelFile, precision: Precision? = nil, voice: Voice = .members
    ) throws(PredictionError) {
        do {
            try self.init(
                reading: file, precision: try precision ?? Self.precision(of: file), voice: voice)
        } catch let error as PredictionError {
            throw error
        } catch let error as ModelFileError {
            throw PredictionError(error)
        } catch {
            throw PredictionError(.unsupportedShape, "\(error)")
        }
    }

    /// Refuses an embedder or features other than those that the model was trained on.
    package func check(embedder: String, schema: FeatureSchema) throws(PredictionError) {
        guard embedder == self.embedder else {
            throw PredictionError(
                .otherEmbedder,
                "model \(id) was trained with embedder \"\(self.embedder)\" and is asked to read "
                    + "vectors of \"\(embedder)\"; choose that embedder or train a model "
                    + "for this one"
            )
        }
        guard schema.hash == schemaHash, schema.count == featureNames.count else {
            let known = Set(featureNames)
            let measured = Set(schema.features.map(\.name))
            let lost = featureNames.filter { !measured.contains($0) }.prefix(3)
            let new = schema.features.map(\.name).filter { !known.contains($0) }.prefix(3)
            throw PredictionError(
                .otherSchema,
                "model \(id) was trained on other features (\(featureNames.count) then, "
                    + "\(schema.count) now; gone: \(lost.joined(separator: ", ")); "
                    + "new: \(new.joined(separator: ", "))); train it again with \"salesrl train\"")
        }
    }
}

// MARK: - Reading

extension Model {
    /// What its trainer found good enough, under "precision".
    private static func precision(of file: ModelFile) throws -> Precision {
        guard case .text(let name) = file.metadata["precision"] else { return .float }
        guard let precision = Precision(rawValue: name) else {
            throw PredictionError(
                .unsupportedShape,
                "precision \"\(name)\" where float and int8 are possible; train the model again")
        }
        return precision
    }

    init(reading file: ModelFile, precision: Precision, voice: Voice) throws {
        let kind = try file.text("kind")
        guard kind == ModelParts.kind else {
            throw PredictionError(
                .unsupportedShape,
                "a model of kind \"\(kind)\"; this program runs \(ModelParts.kind)")
        }
        let count = Int(try file.text("members")) ?? 0
        try Self.bound("members", count, 1...PredictionLimits.members)
        acts = try ActHead(reading: file)
        layout = try Self.layout(of: file, members: count, acts: acts?.count ?? 0)
        embeddingDimensions = try file.shape("projection")[1]
        featureNames = try file.list("features")
        schemaHash = try Self.schema(of: file, features: layout.features)
        self.precision = precision
        embedder = try file.text("embedder")
        // A state of the student is none of the members, and the other way round.
        fingerprint = file.fingerprint ^ (voice == .student ? 0x5354_5544_454e_5431 : 0)
        let hex = String(file.fingerprint, radix: 16)
        let zeros = String(repeating: "0", count: 16 - hex.count)
        id = try file.text("name") + "/" + (zeros + hex).prefix(8)
        notes = file.metadata.compactMapValues {
            if case .text(let text) = $0 { text } else { nil }
        }
        let (features, rows) = (layout.features, layout.projection - (acts?.count ?? 0))
        mean = try file.floats("features.mean", shape: [features])
        scale = try file.floats("features.scale", shape: [features])
        projection = try file.floats("projection", shape: [rows, embeddingDimensions])
        projectionBias = try file.floats("projection.bias", shape: [rows])
        roundedProjection =
            precision == .int8
            ? try file.bytes("projection.i8", rows: rows, columns: embeddingDimensions) : nil
        let names = voice == .student ? [ModelParts.student] : (0..<count).map { "member.\($0)" }
        members = try names.map { [layout] in
            try Self.member($0, of: file, layout, precision: precision)
        }
        forests = try Forests(reading: file, features: layout.features)
        // What was read off all members is not to be had from the student.
        let isWhole = voice == .members
        outlook = isWhole ? try OutlookHeads(reading: file, layout) : nil
        let summary = Self.summaryCount(
            layout, members: count, embedding: embeddingDimensions)
        ownMoves =
            isWhole
            ? try MoveHead(
                reading: file, inputs: summary,
                context: layout.features..<summary - embeddingDimensions) : nil
        boosted = try Boosted(reading: file, features: layout.features)
        meaning = try Meaning(reading: file, embedding: embeddingDimensions)
        wording = try Wording(reading: file)
        let present: [(Blend.Part, Bool)] = [
            (.members, true), (.forests, forests != nil), (.boosted, boosted != nil),
            (.meaning, meaning != nil), (.wording, wording != nil),
        ]
        blend = try Blend(reading: file, parts: present.filter(\.1).map(\.0))
        slopes = try file.floats("calibration.slope", shape: [TurnBuckets.count])
        intercepts =
            file.tensors["calibration.intercept"] == nil
            ? [Float](repeating: 0, count: TurnBuckets.count)
            : try file.floats("calibration.intercept", shape: [TurnBuckets.count])
        reliability = try Self.reliability(of: file)
        record =
            isWhole
            ? try ConfidenceRecord(reading: file, width: Trace.width(layout, members: count)) : nil
        house = try HouseFit(reading: file, features: layout.features)
        second = try SecondReader(reading: file, precision: precision)
        try second?.check(against: self)
    }

    /// The hash over the features' names; the file must agree with itself and with the buckets.
    private static func schema(of file: ModelFile, features: Int) throws -> UInt64 {
        let names = try file.list("features").count
        guard let hash = UInt64(try file.text("schema_hash"), radix: 16), names == features else {
            throw PredictionError(
                .unsupportedShape, "\(names) feature names for \(features) features")
        }
        let buckets = try file.list("calibration.buckets")
        guard buckets == (0..<TurnBuckets.count).map(TurnBuckets.label) else {
            throw PredictionError(
                .unsupportedShape, "calibrated for the turn buckets \(buckets); train it again")
        }
        return hash
    }

    private static func reliability(of file: ModelFile) throws -> Reliability {
        let (buckets, bins) = (TurnBuckets.count, Reliability.bins)
        return Reliability(
            edges: try file.floats("reliability.edges", shape: [buckets, bins - 1]),
            supports: try file.floats("reliability.supports", shape: [buckets, bins]),
            conversions: try file.floats("reliability.conversions", shape: [buckets, bins]))
    }

    private static func layout(
        of file: ModelFile, members: Int, acts: Int
    ) throws -> MemberLayout {
        let features = try file.shape("features.mean").first ?? 0
        let projection = try file.shape("projection")
        let memory = try file.shape("member.0.gate.bias").first ?? 0
        let hidden = try file.shape("member.0.hidden.bias").first ?? 0
        try bound("features", features, 1...PredictionLimits.features)
        try bound("dimensions of the projection", projection.count, 2...2)
        let text = projection[0] + acts
        try bound("projection rows and acts", text, 1...PredictionLimits.projection)
        try bound("embedding dimensions", projection[1], 1...PredictionLimits.embedding)
        try bound("memory cells", memory, 1...PredictionLimits.memory)
        try bound("hidden units", hidden, 1...PredictionLimits.hidden)
        let meaning = file.tensors["meaning.weights"] == nil ? 0 : Meaning.kept
        let wording = file.tensors["wording.bias"] == nil ? 0 : Wording.kept
        let state =
            RecurrentState.preamble + 4 * (text + 1 + members * memory + meaning + wording)
        try bound("bytes of state", state, 1...PredictionLimits.stateBytes)
        let seen = try file.shape("member.0.gate.weight").last ?? 0
        return MemberLayout(
            features: features, projection: text, memory: memory, hidden: hidden,
            isRecurrent: seen == features + text + 1 + memory)
    }

    static func bound(_ what: String, _ value: Int, _ range: ClosedRange<Int>) throws {
        guard range.contains(value) else {
            throw PredictionError(
                .unsupportedShape,
                "\(value) \(what) where \(range.lowerBound) to "
                    + "\(range.upperBound) are possible")
        }
    }

    private static func member(
        _ name: String, of file: ModelFile, _ layout: MemberLayout, precision: Precision
    ) throws -> Member {
        var parameters: [Float] = []
        parameters.reserveCapacity(layout.count)
        for slot in layout.all {
            parameters += try file.floats("\(name).\(slot.name)", shape: slot.shape)
        }
        func rounded(_ slot: MemberLayout.Slot) throws -> QuantizedMatrix {
            try file.bytes(
                "\(name).\(slot.name).i8", rows: slot.shape[0], columns: slot.shape[1])
        }
        let matrices =
            precision == .int8
            ? Member.Rounded(
                gate: try rounded(layout.gateWeight),
                candidate: try rounded(layout.candidateWeight),
                hidden: try rounded(layout.hiddenWeight)) : nil
        return Member(layout: layout, parameters: parameters, rounded: matrices)
    }
}
