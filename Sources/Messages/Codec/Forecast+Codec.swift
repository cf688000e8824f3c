internal import CMessages

extension Forecast: MessageDraft {
    static let type = WireType(salesrl__v1__forecast__init)
    package static var name: String { type.name }

    package init(decoding bytes: [UInt8]) throws(MessageError) {
        let message = try Unpacked(Self.type, bytes, .reply)
        self = message.read(Self.init)
    }

    init(_ fields: Salesrl__V1__Forecast) {
        self.init(
            turn: Int(fields.turn), isClosing: fields.closing != 0,
            probability: fields.probability, change: fields.change, value: fields.value,
            confidence: fields.confidence.map { Confidence($0.pointee) } ?? Confidence(level: 0),
            reasons: list(fields.n_reasons, fields.reasons, Reason.init),
            nextStep: fields.next_step.map { NextStep($0.pointee) },
            modelID: text(fields.model_id),
            degraded: list(fields.n_degraded, fields.degraded, Degradation.init))
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__Forecast> {
        let fields = arena.make(Self.type)
        fields.pointee.turn = Int32(clamping: turn)
        fields.pointee.closing = isClosing ? 1 : 0
        fields.pointee.probability = probability
        fields.pointee.change = change
        fields.pointee.value = value
        fields.pointee.confidence = confidence.fields(in: arena)
        let reasons = arena.list(reasons) { $0.fields(in: arena) }
        fields.pointee.n_reasons = reasons.count
        fields.pointee.reasons = reasons.entries
        fields.pointee.next_step = nextStep.map { $0.fields(in: arena) }
        fields.pointee.model_id = arena.text(modelID)
        let degraded = arena.list(degraded) { $0.fields(in: arena) }
        fields.pointee.n_degraded = degraded.count
        fields.pointee.degraded = degraded.entries
        return fields
    }
}

// MARK: Parts of a forecast

extension Reason {
    private static let type = WireType(salesrl__v1__reason__init)

    init(_ fields: Salesrl__V1__Reason) {
        self.init(
            text: Messages.text(fields.text), feature: Messages.text(fields.feature),
            turn: fields.turn == 0 ? nil : Int(fields.turn), weight: fields.weight)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__Reason> {
        let fields = arena.make(Self.type)
        fields.pointee.text = arena.text(text)
        fields.pointee.feature = arena.text(feature)
        fields.pointee.turn = Int32(clamping: turn ?? 0)
        fields.pointee.weight = weight
        return fields
    }
}

extension Degradation {
    private static let type = WireType(salesrl__v1__degradation__init)

    init(_ fields: Salesrl__V1__Degradation) {
        self.init(
            node: Messages.text(fields.node), why: Messages.text(fields.why),
            used: Messages.text(fields.used))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__Degradation> {
        let fields = arena.make(Self.type)
        fields.pointee.node = arena.text(node)
        fields.pointee.why = arena.text(why)
        fields.pointee.used = arena.text(used)
        return fields
    }
}
