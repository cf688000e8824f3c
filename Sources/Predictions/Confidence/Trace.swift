/// What the heads of a model read at one turn, and what each member made of it.
package struct Trace: Sendable, Equatable {
    /// The penultimate features: x [F], then for each member its memory [H] and its hidden layer
    /// [Q].
    package var features: [Float]
    /// [members]: log-odds before trees and calibration.
    package var logits: [Float]

    package init(features: [Float], logits: [Float]) {
        self.features = features
        self.logits = logits
    }

    /// Standard deviation of the members' own probabilities, 0...0.5.
    package var spread: Float { Self.spread(logits) }

    static func spread(_ logits: [Float]) -> Float {
        let probabilities = logits.map(Squash.sigmoid)
        let share = 1 / Float(max(logits.count, 1))
        let mean = probabilities.reduce(0, +) * share
        let squares = probabilities.reduce(Float(0)) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares * share).squareRoot()
    }

    package static func width(_ layout: MemberLayout, members: Int) -> Int {
        layout.features + members * (layout.memory + layout.hidden)
    }
}

/// Room for a trace within the workspace of a step: features, then log-odds.
struct TraceRoom {
    let features: UnsafeMutablePointer<Float>
    let logits: UnsafeMutablePointer<Float>
    let width: Int
    let members: Int
    private let layout: MemberLayout

    static func size(_ layout: MemberLayout, members: Int) -> Int {
        Trace.width(layout, members: members) + members
    }

    init(at base: UnsafeMutablePointer<Float>, _ layout: MemberLayout, members: Int) {
        self.layout = layout
        self.members = members
        width = Trace.width(layout, members: members)
        features = base
        logits = base + width
    }

    /// Keeps what a member holds after it has thought.
    func note(_ index: Int, _ a: Activations, logit: Float) {
        if index == 0 { features.update(from: a.v, count: layout.features) }
        let own = features + layout.features + index * (layout.memory + layout.hidden)
        own.update(from: a.v + layout.memoryOffset, count: layout.memory)
        (own + layout.memory).update(from: a.hidden, count: layout.hidden)
        logits[index] = logit
    }

    var spread: Float {
        Trace.spread(Array(UnsafeBufferPointer(start: logits, count: members)))
    }

    var trace: Trace {
        Trace(
            features: Array(UnsafeBufferPointer(start: features, count: width)),
            logits: Array(UnsafeBufferPointer(start: logits, count: members)))
    }
}
