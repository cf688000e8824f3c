internal import Tensors

/// Past moments, gathered in cells of moments alike: what says how often each move was made at a
/// moment like this one, and whether there was one like it at all.
package struct MoveCells: Sendable, Equatable {
    /// Cells and the dimensions of their centres.
    package let count, dimensions: Int
    /// [count, dimensions]
    package let centres: [Float]
    /// [count]: squared distance that all but one in a hundred of the cell's own moments keep.
    package let radii: [Float]
    /// [count, ``MoveHead/actions``]: past moments at which the act was done.
    package let supports: [Float]

    package init(
        count: Int, dimensions: Int, centres: [Float], radii: [Float], supports: [Float]
    ) {
        precondition(centres.count == count * dimensions && radii.count == count)
        precondition(supports.count == count * MoveHead.actions)
        self.count = count
        self.dimensions = dimensions
        self.centres = centres
        self.radii = radii
        self.supports = supports
    }

    /// The nearest cell, and whether the point lies further out than its moments did.
    package func nearest(_ point: UnsafePointer<Float>) -> (cell: Int, isStrange: Bool) {
        var best = 0
        var least = Float.infinity
        centres.withUnsafeBufferPointer { buffer in
            guard let centres = buffer.baseAddress else { return }
            for cell in 0..<count {
                let distance = Self.distance(centres + cell * dimensions, point, dimensions)
                if distance < least { (best, least) = (cell, distance) }
            }
        }
        return (best, !(least <= radii[best]))
    }

    /// Squared and Euclidean.
    package static func distance(
        _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, _ count: Int
    ) -> Float {
        var sum: Float = 0
        for index in 0..<count {
            let difference = left[index] - right[index]
            sum += difference * difference
        }
        return sum
    }
}

// MARK: - As a file

extension MoveCells {
    func add(to file: inout ModelFile) {
        file.add("moves.cells.centres", centres, shape: [count, dimensions])
        file.add("moves.cells.radii", radii, shape: [count])
        file.add("moves.cells.supports", supports, shape: [count, MoveHead.actions])
    }

    init(reading file: ModelFile, dimensions: Int) throws {
        let count = try file.shape("moves.cells.radii").first ?? 0
        guard (1...PredictionLimits.moveCells).contains(count) else {
            throw PredictionError(
                .unsupportedShape,
                "\(count) cells of moments where 1 to \(PredictionLimits.moveCells) are possible")
        }
        self.init(
            count: count, dimensions: dimensions,
            centres: try file.floats("moves.cells.centres", shape: [count, dimensions]),
            radii: try file.floats("moves.cells.radii", shape: [count]),
            supports: try file.floats(
                "moves.cells.supports", shape: [count, MoveHead.actions]))
    }
}
