/// What a model may be at most. Checked when one is loaded, so that a step can count on it.
package enum PredictionLimits {
    package static let features = 1024
    package static let embedding = 4096
    package static let projection = 256
    package static let memory = 128
    package static let hidden = 256
    /// Of the act head: acts of both sides together, and its hidden units.
    package static let acts = 96
    package static let actUnits = 512
    /// Acts that a prediction names.
    package static let actsNamed = 3
    package static let members = 16
    package static let trees = 1_024
    /// Of one forest; as floats, node numbers are exact to 2^24.
    package static let nodes = 1 << 20
    /// Bytes of a state between turns.
    package static let stateBytes = 1024
    /// Words and pairs of words in a table of them.
    package static let words = 1 << 20
    /// Cells of past moments in a move head.
    package static let moveCells = 1_024
    /// Contributions that a prediction carries.
    package static let contributions = 16
}
