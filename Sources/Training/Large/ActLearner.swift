private import Foundation
internal import Messages
internal import Predictions

/// Learns an act head by stochastic gradients on turns whose act is known.
///
/// Cross-entropy over the acts of the side that speaks, with smoothed labels (Szegedy et al. 2016),
/// dropout on the embedding and on the hidden layer, Adam with a rate that falls to a tenth.
final class ActLearner {
    typealias Settings = TrainingConfiguration.Large.Acts

    /// A turn whose act is known: the row of its text, and the act's place in the head.
    struct Sample: Sendable {
        let text: Int32
        let act: Int32
    }

    let settings: Settings
    let representative, customer: [String]
    let dimensions: Int
    private let units: Int
    private let count: Int
    private(set) var parameters: [Float]
    private(set) var gradient: [Float]
    private let penalties: [Float]
    private var adam: Adam
    private var random: Random
    /// One allocation for all that follows.
    private let arena: UnsafeMutablePointer<Float>
    /// [E]: the embedding after dropout.
    let input: UnsafeMutablePointer<Float>
    /// [M] each: the hidden layer, what stays of it (0, or 1 / (1 - dropout)), what it passes on.
    private let hidden, mask, back: UnsafeMutablePointer<Float>
    /// [A]: the probabilities, then the slopes of the log-odds.
    private let slopes: UnsafeMutablePointer<Float>

    init(
        _ settings: Settings, representative: [String], customer: [String], dimensions: Int,
        random: Random
    ) {
        self.settings = settings
        self.representative = representative
        self.customer = customer
        self.dimensions = dimensions
        units = settings.units
        count = representative.count + customer.count
        let size = ActHead.size(acts: count, dimensions: dimensions, units: units)
        parameters = [Float](repeating: 0, count: size)
        gradient = parameters
        penalties = [Float](repeating: settings.penalty, count: size)
        adam = Adam(count: size)
        self.random = random
        let total = dimensions + 3 * units + count
        arena = .allocate(capacity: total)
        arena.initialize(repeating: 0, count: total)
        input = arena
        hidden = input + dimensions
        mask = hidden + units
        back = mask + units
        slopes = back + units
        for index in 0..<units * dimensions {
            // Embeddings have length 1: rows of length 1 give activations of the size of a cosine.
            parameters[index] = self.random.normal() * 2 / Float(dimensions).squareRoot()
        }
        let out = units * dimensions + units
        for index in out..<out + count * units {
            parameters[index] = self.random.normal() / Float(units).squareRoot()
        }
    }

    deinit { arena.deallocate() }

    /// Nil when it was stopped.
    func run(
        _ samples: [Sample], _ pool: Pool, isStopped: () -> Bool
    ) -> ActHead? {
        var order = Array(samples.indices)
        let turns = min(settings.turns, samples.count)
        let steps = settings.epochs * ((turns + settings.batch - 1) / settings.batch)
        var step = 0
        for _ in 0..<settings.epochs {
            random.shuffle(&order)
            for first in stride(from: 0, to: turns, by: settings.batch) {
                if isStopped() { return nil }
                let batch = order[first..<min(first + settings.batch, turns)]
                gradient.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
                for one in batch {
                    pool.embeddings.copy(Int(samples[one].text), into: input)
                    drop()
                    accumulate(act: Int(samples[one].act))
                }
                let progress = Float(step) / Float(max(steps, 1))
                adam.step(
                    &parameters, gradient, share: 1 / Float(batch.count), penalties: penalties,
                    rate: settings.rate * (1 - 0.9 * progress))
                step += 1
            }
        }
        return head
    }

    func set(_ change: (inout [Float]) -> Void) {
        change(&parameters)
        for index in gradient.indices { gradient[index] = 0 }
    }

    var head: ActHead {
        ActHead(
            representative: representative, customer: customer, dimensions: dimensions,
            units: units, parameters: parameters)
    }

    /// Draws what stays of the embedding and of the hidden layer.
    private func drop() {
        let stays = 1 / (1 - settings.inputDropout)
        for index in 0..<dimensions {
            input[index] *= random.unit() < settings.inputDropout ? 0 : stays
        }
        let unitStays = 1 / (1 - settings.hiddenDropout)
        for unit in 0..<units {
            mask[unit] = random.unit() < settings.hiddenDropout ? 0 : unitStays
        }
    }

    func keepAll() { mask.update(repeating: 1, count: units) }

    /// Adds the gradient of one turn's loss, with the embedding in `input`; returns the loss.
    @discardableResult
    func accumulate(act: Int) -> Float {
        parameters.withUnsafeBufferPointer { p in
            gradient.withUnsafeMutableBufferPointer { g in
                guard let p = p.baseAddress, let g = g.baseAddress else { return 0 }
                let isCustomer = act >= representative.count
                let range = isCustomer ? representative.count..<count : 0..<representative.count
                forward(p, range)
                // Cross-entropy against 1 - s on the act and s spread evenly over its side.
                let even = settings.smoothing / Float(range.count)
                var loss: Float = 0
                for one in range {
                    let target = even + (one == act ? 1 - settings.smoothing : 0)
                    loss -= target * log(max(slopes[one], 1e-12))
                    slopes[one] -= target
                }
                backward(p, g, range)
                return loss
            }
        }
    }

    private func forward(_ p: UnsafePointer<Float>, _ range: Range<Int>) {
        let biases = p + units * dimensions
        for unit in 0..<units {
            guard mask[unit] > 0 else {
                hidden[unit] = 0
                continue
            }
            let sum = Dot.floats(p + unit * dimensions, input, dimensions) + biases[unit]
            hidden[unit] = max(0, sum) * mask[unit]
        }
        let weights = biases + units
        for act in range {
            slopes[act] =
                Dot.floats(weights + act * units, hidden, units) + weights[count * units + act]
        }
        Squash.softmax(slopes + range.lowerBound, range.count)
    }

    private func backward(
        _ p: UnsafePointer<Float>, _ g: UnsafeMutablePointer<Float>, _ range: Range<Int>
    ) {
        let biases = units * dimensions
        let weights = biases + units
        back.update(repeating: 0, count: units)
        for act in range {
            Dot.add(slopes[act], hidden, to: g + weights + act * units, units)
            Dot.add(slopes[act], p + weights + act * units, to: back, units)
            g[weights + count * units + act] += slopes[act]
        }
        for unit in 0..<units where hidden[unit] > 0 {
            let push = back[unit] * mask[unit]
            Dot.add(push, input, to: g + unit * dimensions, dimensions)
            g[biases + unit] += push
        }
    }
}
