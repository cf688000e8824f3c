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
        for index in parameters.indices {
            let slope = gradient[index] * share + penalties[index] * parameters[index]
            let mean = Self.meanDecay * means[index] + (1 - Self.meanDecay) * slope
            let square =
                Self.squareDecay * squares[index] + (1 - Self.squareDecay) * slope * slope
            means[index] = mean
            squares[index] = square
            parameters[index] -= scale * mean / ((square * correction).squareRoot() + 1e-8)
        }
    }
}
