/// What a model keeps of a conversation between two turns. A plain value: copy it, save it, resume
/// from it.
///
///     offset  size  what (little-endian)
///          0     1  version, 1
///          1     8  fingerprint of the model it belongs to
///          9     4  turns seen
///         13 4*n floats: projected embedding of the last turn, its speaker, each member's memory,
///                and the sums of `Meaning` and `Wording` where the model has them; then the same
///                of a second reader, and what its gate has heard
package struct RecurrentState: Sendable, Equatable {
    package internal(set) var turns: Int
    /// [K | 1 | members * H | `Meaning.kept` | `Wording.kept`], and once more with a number where
    /// there are two readers.
    var values: [Float]
    let fingerprint: UInt64

    static let version: UInt8 = 1
    static let preamble = 13

    /// At most `PredictionLimits.stateBytes`.
    package func encoded() -> [UInt8] {
        var bytes: [UInt8] = [Self.version]
        bytes.reserveCapacity(Self.preamble + 4 * values.count)
        withUnsafeBytes(of: fingerprint.littleEndian) { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: UInt32(turns).littleEndian) { bytes.append(contentsOf: $0) }
        for value in values {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
        return bytes
    }
}

extension Model {
    /// Takes up a conversation again from saved bytes. Refuses those of another model.
    package func resume(_ bytes: [UInt8]) throws(PredictionError) -> RecurrentState {
        var state = start()
        let expected = RecurrentState.preamble + 4 * state.values.count
        guard bytes.count == expected, bytes[0] == RecurrentState.version else {
            throw PredictionError(
                .badState,
                "a saved state has \(bytes.count) bytes where version \(RecurrentState.version) "
                    + "of model \(id) keeps \(expected)")
        }
        bytes.withUnsafeBytes { raw in
            let turns = raw.loadUnaligned(fromByteOffset: 9, as: UInt32.self)
            state.turns = Int(UInt32(littleEndian: turns))
            for index in state.values.indices {
                let bits = raw.loadUnaligned(
                    fromByteOffset: RecurrentState.preamble + 4 * index, as: UInt32.self)
                state.values[index] = Float(bitPattern: UInt32(littleEndian: bits))
            }
        }
        let owner = bytes.withUnsafeBytes {
            UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: 1, as: UInt64.self))
        }
        guard owner == state.fingerprint else {
            throw PredictionError(
                .badState,
                "the saved state belongs to another model than \(id); score the turns again")
        }
        guard state.values.allSatisfy(\.isFinite) else {
            throw PredictionError(
                .badState, "the saved state of model \(id) holds what is no number")
        }
        return state
    }
}
