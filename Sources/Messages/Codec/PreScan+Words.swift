internal import CMessages

extension PreScan.Scan {
    /// Says what is wrong and where, in the words of the contract.
    func error() -> MessageError {
        guard let fault else { preconditionFailure("asked for an error where there is none") }
        let (code, reason) = words(fault)
        return MessageError(
            code, message: String(cString: frames[0].descriptor.pointee.name), field: path(),
            reason: reason)
    }

    private func words(_ fault: PreScan.Fault) -> (MessageError.Code, String) {
        switch fault {
        case .truncated:
            (.truncated, "the bytes end within it, at byte \(position) of \(bytes.count)")
        case .longNumber(let bytesMax):
            (.malformed, "a number takes more than \(bytesMax) bytes, at byte \(position)")
        case .badTag(let tag):
            (.malformed, "not a field's tag before byte \(position): \(tag)")
        case .unusedWireType(let wire):
            (.malformed, "wire type \(wire) before byte \(position) is not in use")
        case .wireType(let wire, let expected):
            (.malformed, "has wire type \(wire); the contract says \(expected)")
        case .tooDeep:
            (.tooDeep, "messages nest more than \(limits.depth) deep")
        case .tooManyElements:
            (.tooManyElements, "more than \(limits.elements) elements")
        case .tooManyUnknownBytes:
            (.tooManyUnknownBytes, "more than \(limits.unknownBytes) bytes of unknown fields")
        case .invalidText(let length):
            (.invalidText, Text.fault(bytes, position..<position + length) ?? "not text")
        }
    }

    /// "turns[3].text".
    private func path() -> String {
        var steps: [String] = []
        for inner in 0..<level {
            let frame = frames[inner + 1]
            if let field = frame.field {
                steps.append(step(field, within: frames[inner], before: frame.start))
            }
        }
        if let faultField {
            steps.append(step(faultField, within: frames[level], before: position))
        }
        return steps.joined(separator: ".")
    }

    /// "turns[3]", or "text" where the field is not repeated.
    private func step(
        _ field: Field, within frame: PreScan.Frame, before position: Int
    ) -> String {
        let name = String(cString: field.pointee.name)
        guard field.pointee.label == PROTOBUF_C_LABEL_REPEATED else { return name }
        return "\(name)[\(entries(of: field.pointee.id, from: frame.start, to: position))]"
    }

    /// Entries of the field that begin in the range, the last of them not counted: that is the one
    /// at fault.
    private func entries(of number: UInt32, from start: Int, to end: Int) -> Int {
        var reader = WireReader(bytes, start..<end)
        var count = 0
        while reader.position < end {
            // The tag alone tells the field; the last one's value may be cut.
            if let tag = reader.peekTag(), tag >> 3 == UInt64(number) { count += 1 }
            do throws(WireReader.Fault) { _ = try reader.next() } catch { break }
        }
        return max(0, count - 1)
    }
}
