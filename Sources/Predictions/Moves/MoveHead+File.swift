internal import Messages
package import Tensors

extension MoveHead {
    /// Puts the head beside a model's tensors, which stay as they are.
    package func add(to file: inout ModelFile) {
        file.describe("moves", .list(Move.allCases.map(\.id)))
        file.describe("moves.members", .text(String(members.count)))
        file.add("moves.mean", mean, shape: [mean.count])
        file.add("moves.scale", scale, shape: [scale.count])
        behaviour.add("moves.behaviour", to: &file)
        for (index, member) in members.enumerated() {
            member.add("moves.member.\(index)", to: &file)
        }
        cells.add(to: &file)
        file.add("moves.noise", noise, shape: [noise.count])
        file.add("moves.floors", [floors.share, floors.support], shape: [2])
    }

    /// Nil for a file without moves.
    /// - Parameters:
    ///   - inputs: floats in a summary of the file's model.
    ///   - context: which of them the values read.
    init?(reading file: ModelFile, inputs: Int, context: Range<Int>) throws {
        guard file.metadata["moves"] != nil else { return nil }
        let ids = try file.list("moves")
        guard ids == Move.allCases.map(\.id) else {
            throw PredictionError(
                .unsupportedShape,
                "values of other moves than this program names: \(ids.joined(separator: ", ")); "
                    + "train it again")
        }
        let count = Int(try file.text("moves.members")) ?? 0
        let hidden = try file.shape("moves.behaviour.input.bias").first ?? 0
        let units = try file.shape("moves.member.0.input.bias").first ?? 0
        guard (1...PredictionLimits.members).contains(count),
            (1...PredictionLimits.hidden).contains(hidden),
            (1...PredictionLimits.hidden).contains(units)
        else {
            throw PredictionError(
                .unsupportedShape,
                "a move head of \(count) members with \(units) hidden units over \(hidden)")
        }
        let member = MoveNet.Layout(
            inputs: hidden + context.count, hidden: units, outputs: Self.outputs)
        var floors = Floors()
        let limits = try file.floats("moves.floors", shape: [2])
        (floors.share, floors.support) = (limits[0], limits[1])
        self.init(
            mean: try file.floats("moves.mean", shape: [inputs]),
            scale: try file.floats("moves.scale", shape: [inputs]), context: context,
            behaviour: try MoveNet(
                "moves.behaviour", of: file,
                MoveNet.Layout(inputs: inputs, hidden: hidden, outputs: Self.actions)),
            members: try (0..<count).map { try MoveNet("moves.member.\($0)", of: file, member) },
            cells: try MoveCells(reading: file, dimensions: hidden + 1),
            noise: try file.floats("moves.noise", shape: [Self.actions]), floors: floors)
    }
}
