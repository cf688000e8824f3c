internal import Predictions

/// What was trained without one fold.
struct FoldModel: Sendable {
    /// Indices of conversations.
    let train, held: [Int]
    let standard: Standardizer
    /// [members][epochs]: parameters.
    var members: [[[Float]]]

    func members(epoch: Int) -> [[Float]] { members.map { $0[epoch] } }
}
