/// Adam (Kingma and Ba 2015) on the loss with its L2 penalty.
struct Adam {
    private(set) var means, squares: [Float]
    private(set) var meanPower: Float = 1
    private(set) var squarePower: Float = 1

    static let meanDecay: Float = 0.9
    static let squareDecay: Float = 0.999

    init(count: Int) {
        means = [Float](repeating: 0, count: count)
        squares = means
    }

    /// Goes on from what another one had.
    init(means: [Float], squares: [Float], meanPower: Float, squarePower: Float) {
        self.means = means
        self.squares = squares
        self.meanPower = meanPower
        self.squarePower = squarePower
    }

    /// - Parameters:
    ///   - gradient: summed over a batch; `share` makes it a mean.
    ///   - penalties: one a parameter, the factor of half its square in the loss.
    mutating func step(
        _ parameters: inout [Float], _ gradient: [Float], share: Float, penalties: [Float],
        rate: Float
    ) {
        meanPower *= Self.meanDecay
        squarePower *= Self.squareDecay
        let scale = rate / (1 - meanPower)
        let correction = 1 / (1 - squarePower)
        let count = parameters.count
        precondition(gradient.count == count && penalties.count == count && means.count == count)
        parameters.withUnsafeMutableBufferPointer { p in
            means.withUnsafeMutableBufferPointer { m in
                squares.withUnsafeMutableBufferPointer { s in
                    gradient.withUnsafeBufferPointer { g in
                        penalties.withUnsafeBufferPointer { w in
                            guard let p = p.baseAddress, let m = m.baseAddress,
                                let s = s.baseAddress, let g = g.baseAddress,
                                let w = w.baseAddress
                            else { return }
                            Self.move(p, m, s, g, w, count, share, scale, correction)
                        }
                    }
                }
            }
        }
    }

    /// Bare pointers, so that the compiler makes vectors of the loop; each element stands alone, so
    /// the numbers are those of the plain loop.
    private static func move(
        _ parameters: UnsafeMutablePointer<Float>, _ means: UnsafeMutablePointer<Float>,
        _ squares: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>,
        _ penalties: UnsafePointer<Float>, _ count: Int, _ share: Float, _ scale: Float,
        _ correction: Float
    ) {
        for index in 0..<count {
            let slope = gradient[index] * share + penalties[index] * parameters[index]
            let mean = meanDecay * means[index] + (1 - meanDecay) * slope
            let square = squareDecay * squares[index] + (1 - squareDecay) * slope * slope
            means[index] = mean
            squares[index] = square
            parameters[index] -= scale * mean / ((square * correction).squareRoot() + 1e-8)
        }
    }
}
