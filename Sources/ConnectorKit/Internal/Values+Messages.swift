internal import Messages

extension ConversationEvent {
    /// The event as it crosses the C table.
    var draft: Messages.ConversationEvent.Draft {
        let what: Event.What
        switch self.what {
        case .closed: what = .closed
        case .said(let turn):
            what = .said(
                Messages.Turn(
                    number: turn.number,
                    speaker: turn.speaker == .customer ? .customer : .representative,
                    text: turn.text, saidAtMilliseconds: turn.saidAtMilliseconds))
        }
        return .init(eventID: id, conversationID: conversation, what: what)
    }
}

extension Receipt {
    init(_ bytes: [UInt8]) throws(ConnectorError) {
        do {
            let receipt = try EventReceipt(decoding: bytes)
            guard let forecast = receipt.forecast else {
                throw ConnectorError(.failed, "the daemon's receipt holds no forecast")
            }
            self.init(forecast: Forecast(forecast), isReplay: receipt.replayed)
        } catch let error as ConnectorError {
            throw error
        } catch {
            throw ConnectorError(.failed, "the daemon's receipt cannot be read: \(error)")
        }
    }
}

extension WriteBack {
    init(_ bytes: [UInt8]) throws(ConnectorError) {
        do {
            let message = try Messages.WriteBack(decoding: bytes)
            guard let forecast = message.forecast else {
                throw ConnectorError(.invalid, "the write-back holds no forecast")
            }
            self.init(conversation: message.conversationID, forecast: Forecast(forecast))
        } catch let error as ConnectorError {
            throw error
        } catch {
            throw ConnectorError(.invalid, "the write-back cannot be read: \(error)")
        }
    }
}

extension Forecast {
    init(_ value: Messages.Forecast) {
        self.init(
            turn: value.turn, isClosing: value.isClosing, probability: value.probability,
            change: value.change, value: value.value, confidence: Confidence(value.confidence),
            reasons: value.reasons.map {
                Reason(text: $0.text, feature: $0.feature, turn: $0.turn, weight: $0.weight)
            },
            nextStep: value.nextStep.map {
                NextStep(move: $0.move, text: $0.text, because: $0.because)
            },
            modelID: value.modelID, degraded: value.degraded.map { "\($0.node): \($0.why)" })
    }
}

extension Confidence {
    init(_ value: Messages.Confidence) {
        self.init(
            level: value.level,
            band: value.band.map { Band(low: $0.low, high: $0.high, support: $0.support) },
            labels: value.labels.flatMap { Labels(rawValue: $0.rawValue) },
            novelty: value.novelty?.rank, doubts: value.doubts?.map(\.text))
    }
}
