/// All that a member's training is made of between two steps: what a checkpoint holds, so that a
/// run taken up again ends where it would have ended.
struct MemberState: Sendable {
    var parameters: [Float]
    var adam: Adam
    var slow: SlowTarget
    var random: Random
    /// Indices of conversations, in this epoch's order.
    var order: [Int]
    /// Epochs that are finished, and the place in `order` where the next batch begins.
    var epoch = 0
    var next = 0
    /// How far the curriculum has come, and the validation loss of the epoch before.
    var level = 0
    var lossBefore = Float.infinity
    /// [epochs][held turns + held closings]: log-odds, conversation after conversation.
    var forecasts: [[Float]] = []
    /// [epochs]: parameters after each, ready to be used.
    var byEpoch: [[Float]] = []
}

// MARK: - As bytes

extension MemberState {
    /// "SRLMEMB1"
    private static let magic: UInt64 = 0x5352_4c4d_454d_4231

    var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.add(Self.magic)
        writer.add(parameters)
        writer.add(adam.means)
        writer.add(adam.squares)
        writer.add(adam.meanPower)
        writer.add(adam.squarePower)
        writer.add(slow.parameters)
        writer.add(slow.steps)
        writer.add(random.state)
        writer.add(order)
        for number in [epoch, next, level] { writer.add(number) }
        writer.add(lossBefore)
        writer.add(forecasts)
        writer.add(byEpoch)
        return writer.bytes
    }

    /// Nil for bytes that are no state, or one of a member of another size.
    init?(bytes: [UInt8], parameters count: Int, conversations: Int) {
        var reader = ByteReader(bytes)
        guard reader.word() == Self.magic else { return nil }
        parameters = reader.floats()
        adam = Adam(
            means: reader.floats(), squares: reader.floats(), meanPower: reader.float(),
            squarePower: reader.float())
        slow = SlowTarget(parameters: reader.floats(), steps: reader.whole())
        random = Random(seed: reader.word())
        order = reader.wholes()
        (epoch, next, level) = (reader.whole(), reader.whole(), reader.whole())
        lossBefore = reader.float()
        forecasts = reader.lists()
        byEpoch = reader.lists()
        let sizes = [
            parameters.count, adam.means.count, adam.squares.count, slow.parameters.count,
        ]
        guard reader.isFinished, sizes.allSatisfy({ $0 == count }),
            order.count == conversations, order.allSatisfy({ (0..<conversations).contains($0) }),
            (0...order.count).contains(next), epoch >= 0, forecasts.count == epoch,
            byEpoch.count == epoch, byEpoch.allSatisfy({ $0.count == count })
        else { return nil }
    }
}
