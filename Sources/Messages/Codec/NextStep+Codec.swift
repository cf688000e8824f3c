internal import CMessages

extension NextStep {
    private static let type = WireType(salesrl__v1__next_step__init)

    init(_ fields: Salesrl__V1__NextStep) {
        self.init(
            move: Messages.text(fields.move), text: Messages.text(fields.text),
            because: Messages.text(fields.because),
            source: Source(rawValue: fields.source.rawValue),
            moves: list(fields.n_moves, fields.moves, ValuedMove.init),
            without: Messages.text(fields.without))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__NextStep> {
        let fields = arena.make(Self.type)
        fields.pointee.move = arena.text(move)
        fields.pointee.text = arena.text(text)
        fields.pointee.because = arena.text(because)
        fields.pointee.source = Salesrl__V1__NextStepSource(rawValue: source?.rawValue ?? 0)
        let moves = arena.list(moves) { $0.fields(in: arena) }
        fields.pointee.n_moves = moves.count
        fields.pointee.moves = moves.entries
        fields.pointee.without = arena.text(without)
        return fields
    }
}

extension ValuedMove {
    private static let type = WireType(salesrl__v1__valued_move__init)

    init(_ fields: Salesrl__V1__ValuedMove) {
        self.init(
            move: Messages.text(fields.move), points: fields.points, low: fields.low,
            high: fields.high, support: Int(fields.support), text: Messages.text(fields.text))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__ValuedMove> {
        let fields = arena.make(Self.type)
        fields.pointee.move = arena.text(move)
        fields.pointee.points = points
        fields.pointee.low = low
        fields.pointee.high = high
        fields.pointee.support = Int32(clamping: support)
        fields.pointee.text = arena.text(text)
        return fields
    }
}
