package import Messages
internal import Tensors

/// What the words of a turn do, read off their embedding: a price asked for, a doubt, a next step
/// offered.
///
/// One hidden layer; a softmax over the acts of the side that speaks, the other side's acts are 0:
///
///     hidden [M] = max(0, acts.hidden.weight [M, E] embedding + acts.hidden.bias)
///     acts   [A] = softmax(acts.out.weight [A, M] hidden + acts.out.bias), over one side
///
/// The names stand in the metadata `acts.representative` and `acts.customer`; A counts both.
package struct ActHead: Sendable, Equatable {
    /// Names of the acts; those of the representative come first.
    package let representative, customer: [String]
    package let dimensions: Int
    package let units: Int
    /// hidden.weight | hidden.bias | out.weight | out.bias
    package let parameters: [Float]

    /// A.
    package var count: Int { representative.count + customer.count }

    package init(
        representative: [String], customer: [String], dimensions: Int, units: Int,
        parameters: [Float]
    ) {
        precondition(
            parameters.count
                == Self.size(
                    acts: representative.count + customer.count, dimensions: dimensions,
                    units: units))
        self.representative = representative
        self.customer = customer
        self.dimensions = dimensions
        self.units = units
        self.parameters = parameters
    }

    /// Floats in `parameters`.
    package static func size(acts: Int, dimensions: Int, units: Int) -> Int {
        units * dimensions + units + acts * units + acts
    }

    /// Which of the acts are those of a side.
    package func range(of speaker: Speaker) -> Range<Int> {
        speaker == .customer ? representative.count..<count : 0..<representative.count
    }

    /// Fills `out` [A] with probabilities.
    package func read(
        _ embedding: [Float], _ speaker: Speaker, into out: UnsafeMutablePointer<Float>
    ) {
        out.update(repeating: 0, count: count)
        let range = range(of: speaker)
        guard !range.isEmpty else { return }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: units) { hidden in
            parameters.withUnsafeBufferPointer { p in
                embedding.withUnsafeBufferPointer { embedding in
                    guard let hidden = hidden.baseAddress, let p = p.baseAddress,
                        let embedding = embedding.baseAddress
                    else { return }
                    let biases = p + units * dimensions
                    for unit in 0..<units {
                        hidden[unit] = max(
                            0,
                            Dot.floats(p + unit * dimensions, embedding, dimensions)
                                + biases[unit])
                    }
                    let weights = biases + units
                    for act in range {
                        out[act] =
                            Dot.floats(weights + act * units, hidden, units)
                            + weights[count * units + act]
                    }
                }
            }
        }
        Squash.softmax(out + range.lowerBound, range.count)
    }

    /// The likeliest, likeliest first.
    func named(_ probabilities: UnsafePointer<Float>) -> [ActReading] {
        var found: [ActReading] = []
        for act in 0..<count where probabilities[act] >= ActReading.least {
            let isCustomer = act >= representative.count
            found.append(
                ActReading(
                    name: isCustomer
                        ? customer[act - representative.count] : representative[act],
                    probability: probabilities[act]))
        }
        found.sort { ($0.probability, $1.name) > ($1.probability, $0.name) }
        return Array(found.prefix(PredictionLimits.actsNamed))
    }
}

/// An act, and how likely it is that the turn did it.
package struct ActReading: Sendable, Equatable {
    /// As the training data named it: "askPrice", "objectTiming", "trialClose".
    package let name: String
    package let probability: Float

    /// Less likely acts are not named.
    static let least: Float = 0.05

    package init(name: String, probability: Float) {
        self.name = name
        self.probability = probability
    }

    /// "price" for "objectPrice"; nil where the act is no objection.
    package var objection: String? {
        guard name.hasPrefix("object"), name.count > 6 else { return nil }
        let kind = name.dropFirst(6)
        return kind.prefix(1).lowercased() + kind.dropFirst()
    }
}

// MARK: - As a file

extension ActHead {
    func add(to file: inout ModelFile) {
        file.describe("acts.representative", .list(representative))
        file.describe("acts.customer", .list(customer))
        var next = 0
        func add(_ name: String, _ shape: Int...) {
            let size = shape.reduce(1, *)
            file.add("acts.\(name)", Array(parameters[next..<next + size]), shape: shape)
            next += size
        }
        add("hidden.weight", units, dimensions)
        add("hidden.bias", units)
        add("out.weight", count, units)
        add("out.bias", count)
    }

    /// Nil where the file holds none.
    init?(reading file: ModelFile) throws {
        guard file.metadata["acts.customer"] != nil else { return nil }
        let representative = try file.list("acts.representative")
        let customer = try file.list("acts.customer")
        let acts = representative.count + customer.count
        let shape = try file.shape("acts.hidden.weight")
        guard shape.count == 2, (1...PredictionLimits.actUnits).contains(shape[0]),
            (1...PredictionLimits.embedding).contains(shape[1]),
            shape[1] == (try file.shape("projection").last),
            (1...PredictionLimits.acts).contains(acts)
        else {
            throw PredictionError(
                .unsupportedShape,
                "an act head of \(acts) acts and the shape \(shape); at most "
                    + "\(PredictionLimits.acts) acts and \(PredictionLimits.actUnits) units over "
                    + "the model's own embedding are possible")
        }
        let (units, dimensions) = (shape[0], shape[1])
        self.init(
            representative: representative, customer: customer, dimensions: dimensions,
            units: units,
            parameters: try file.floats("acts.hidden.weight", shape: [units, dimensions])
                + file.floats("acts.hidden.bias", shape: [units])
                + file.floats("acts.out.weight", shape: [acts, units])
                + file.floats("acts.out.bias", shape: [acts]))
    }
}
