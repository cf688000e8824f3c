package import Tensors

/// Everything a model is, as `Training` hands it over and as it lies in a model file.
///
/// Names of the tensors, with F features, E embedding and K projected dimensions, m = 0, 1, ... the
/// member:
///
///     features.mean, features.scale [F]        x = clip((feature - mean) * scale, +-4)
///     projection [K, E], projection.bias [K]   u = projection embedding + bias, then the acts
///     member.m.<slot>                          see `MemberLayout`
///     member.m.<matrix>.i8, projection.i8      the same rounded to 8 bits, a scale a row
///     student.<slot>, student.<matrix>.i8      where the model has a student of its members
///     acts.*                                   where the model holds them, see `ActHead`
///     outlook.*                                the same, see `OutlookHeads`
///     forest.live.*, forest.closed.*           where the model holds them, see `Forests`
///     boosted.live.*, boosted.closed.*         where the model holds them, see `Boosted`
///     meaning.*, wording.*, blend.shares       the same, see `Meaning`, `Wording` and `Blend`
///     moves.*                                  the same, see `MoveHead`
///     calibration.slope, .intercept [buckets]  calibrated log-odds = slope * log-odds + intercept
///     reliability.edges, .supports, .conversions
///     confidence.*, novelty.*                  where the model holds them, see `ConfidenceRecord`
package struct ModelParts: Sendable {
    package var name: String
    package var embedder: String
    package var embeddingDimensions: Int
    package var featureNames: [String]
    package var schemaHash: UInt64
    package var layout: MemberLayout
    package var mean: [Float]
    package var scale: [Float]
    package var projection: [Float]
    package var projectionBias: [Float]
    /// In the order of `MemberLayout.all`, one array a member.
    package var members: [[Float]]
    /// One that says what the members say together, of the same layout; nil for none.
    package var student: [Float]?
    /// One a turn bucket: the inverse of its temperature.
    package var slopes: [Float]
    package var reliability: Reliability
    /// Added after the slope; one a turn bucket.
    package var intercepts = [Float](repeating: 0, count: TurnBuckets.count)
    /// Other parts beside the members, nil for none, and how much each weighs: nil for evenly.
    package var forests: Forests?
    package var boosted: Boosted?
    package var meaning: Meaning?
    package var wording: Wording?
    package var blend: Blend?
    /// What it knows of its limits; nil for nothing.
    package var record: ConfidenceRecord?
    /// Reads acts off the embedding; the last of `layout.projection` are its answers. Nil for none.
    package var acts: ActHead?
    /// Nil where nothing is said about what is to come.
    package var outlook: OutlookHeads?
    /// What moves are worth; nil for none.
    package var moves: MoveHead?
    /// What else the trainer says: "training.sha256", "training.seed", "created_by", ...
    package var notes: [String: String]

    package init(
        name: String, embedder: String, embeddingDimensions: Int, featureNames: [String],
        schemaHash: UInt64, layout: MemberLayout, mean: [Float], scale: [Float],
        projection: [Float], projectionBias: [Float], members: [[Float]], slopes: [Float],
        reliability: Reliability, notes: [String: String]
    ) {
        self.name = name
        self.embedder = embedder
        self.embeddingDimensions = embeddingDimensions
        self.featureNames = featureNames
        self.schemaHash = schemaHash
        self.layout = layout
        self.mean = mean
        self.scale = scale
        self.projection = projection
        self.projectionBias = projectionBias
        self.members = members
        self.slopes = slopes
        self.reliability = reliability
        self.notes = notes
    }
}

// MARK: - As a file

extension ModelParts {
    package func file() -> ModelFile {
        var file = ModelFile()
        for (key, text) in notes { file.describe(key, .text(text)) }
        file.describe("kind", .text(Self.kind))
        file.describe("name", .text(name))
        file.describe("embedder", .text(embedder))
        file.describe("features", .list(featureNames))
        file.describe("schema_hash", .text(String(schemaHash, radix: 16)))
        file.describe("members", .text(String(members.count)))
        file.describe(
            "calibration.buckets", .list((0..<TurnBuckets.count).map(TurnBuckets.label)))
        let features = layout.features
        file.add("features.mean", mean, shape: [features])
        file.add("features.scale", scale, shape: [features])
        let dimensions = embeddingDimensions
        let rows = layout.projection - (acts?.count ?? 0)
        file.add("projection", projection, shape: [rows, dimensions])
        file.add(
            "projection.i8",
            QuantizedMatrix(rounding: projection, rows: rows, columns: dimensions))
        file.add("projection.bias", projectionBias, shape: [rows])
        acts?.add(to: &file)
        outlook?.add(to: &file)
        for (index, parameters) in members.enumerated() {
            layout.add(parameters, "member.\(index)", to: &file)
        }
        if let student { layout.add(student, Self.student, to: &file) }
        file.add("calibration.slope", slopes, shape: [TurnBuckets.count])
        let bins = Reliability.bins
        file.add(
            "reliability.edges", reliability.edges, shape: [TurnBuckets.count, bins - 1])
        file.add("reliability.supports", reliability.supports, shape: [TurnBuckets.count, bins])
        file.add(
            "reliability.conversions", reliability.conversions, shape: [TurnBuckets.count, bins])
        file.add("calibration.intercept", intercepts, shape: [TurnBuckets.count])
        forests?.add(to: &file)
        record?.add(to: &file)
        moves?.add(to: &file)
        boosted?.add(to: &file)
        meaning?.add(to: &file)
        wording?.add(to: &file)
        blend?.add(to: &file)
        return file
    }

    static let kind = "salesrl.recurrent/1"
    static let student = "student"
}

extension MemberLayout {
    /// Adds a member, and its matrices rounded to 8 bits.
    package func add(_ parameters: [Float], _ name: String, to file: inout ModelFile) {
        for slot in all {
            let values = Array(parameters[slot.range])
            file.add("\(name).\(slot.name)", values, shape: slot.shape)
            guard slot.shape.count == 2 else { continue }
            let rounded = QuantizedMatrix(
                rounding: values, rows: slot.shape[0], columns: slot.shape[1])
            file.add("\(name).\(slot.name).i8", rounded)
        }
    }
}
