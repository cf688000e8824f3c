private import Foundation
internal import Messages

extension SimulatedConversation {
    /// One line in the form that training reads, with the truth in fields that it passes over.
    package func jsonLine() -> String {
        var line = "{\"id\":"
        line.reserveCapacity(512 + turns.count * 220)
        line.append(quoting: id)
        line += ",\"source\":\"simulated\",\"industry\":"
        line.append(quoting: industry)
        line += ",\"product\":"
        line.append(quoting: product)
        line += ",\"persona\":"
        line.append(quoting: persona)
        line += ",\"channel\":"
        line.append(quoting: channel)
        if let writer {
            line += ",\"writer\":"
            line.append(quoting: writer)
        }
        line += ",\"turns\":["
        for (index, turn) in turns.enumerated() {
            if index > 0 { line += "," }
            line.append(turn)
        }
        line += "],\"converted\":\(converted),\"end_probability\":"
        line.append(endProbability)
        if let value { line += ",\"value\":\(value)" }
        return line + "}"
    }
}

extension String {
    fileprivate mutating func append(_ turn: SimulatedTurn) {
        self += turn.speaker == .customer ? "{\"speaker\":\"customer\"" : "{\"speaker\":\"rep\""
        self += ",\"text\":"
        append(quoting: turn.text)
        self += ",\"at\":\(turn.at),\"act\":\"\(turn.act.name)\""
        if let phrase = turn.phrase { self += ",\"phrase\":\(phrase)" }
        self += ",\"probability\":"
        append(turn.probability)
        if let values = turn.actionValues {
            self += ",\"action_values\":{"
            for (index, act) in RepresentativeAct.allCases.enumerated() {
                self += index > 0 ? ",\"" : "\""
                self += Self.names[index] + "\":"
                append(values[act.rawValue])
            }
            self += "}"
        }
        self += "}"
    }

    private static let names = RepresentativeAct.allCases.map(\.name)

    /// A probability with six decimals.
    fileprivate mutating func append(_ probability: Double) {
        let millionths = Int((min(1, max(0, probability)) * 1_000_000).rounded())
        guard millionths < 1_000_000 else {
            self += "1.0"
            return
        }
        let digits = String(millionths)
        self += "0." + String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// RFC 8259, section 7.
    fileprivate mutating func append(quoting text: String) {
        self += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": self += "\\\""
            case "\\": self += "\\\\"
            case "\n": self += "\\n"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                self += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: unicodeScalars.append(scalar)
            }
        }
        self += "\""
    }
}
