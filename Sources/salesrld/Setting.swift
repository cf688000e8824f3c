internal import Guidance
internal import Logging
internal import Predictions
internal import Storage
internal import Wire

/// One key of the configuration: its name, and how a text becomes its value.
struct Setting: Sendable {
    /// "limits.turnBytes"
    let path: String
    /// "a whole number, 0 to 65535"
    let form: String
    /// Sets it, or returns false where the text is not of its form.
    let set: @Sendable (String, inout Configuration) -> Bool

    /// SALESRLD_LIMITS_TURN_BYTES
    var variable: String {
        "SALESRLD_"
            + path.reduce(into: "") { name, letter in
                if letter == "." {
                    name += "_"
                } else {
                    if letter.isUppercase { name += "_" }
                    name += letter.uppercased()
                }
            }
    }

    static let all: [Setting] = own + wire

    private static let own: [Setting] = [
        text("listen.host", \.host),
        number("listen.port", 0...65535, \.port),
        number("listen.threads", 0...256, \.threads),
        Setting(path: "listen.lameDuck", form: "0s, or a time such as 500ms, 30s or 15m") {
            guard let time = $0 == "0s" ? .zero : time($0) else { return false }
            $1.lameDuck = time
            return true
        },
        text("tls.certificate", \.certificate),
        text("tls.key", \.key),
        Setting(path: "tls.clientCertificates", form: "none, optional or required") {
            guard let choice = ClientCertificates(rawValue: $0) else { return false }
            $1.clientCertificates = choice
            return true
        },
        text("tls.clientAuthority", \.clientAuthority),
        text("accounts.file", \.accountsFile),
        text("accounts.key", \.accountsKey),
        text("secrets.keyFile", \.secretsKeyFile),
        Setting(path: "secrets.coreFiles", form: "true or false") {
            guard let choice = Bool($0) else { return false }
            $1.coreFiles = choice
            return true
        },
        text("store.file", \.storeFile),
        number("store.keepDays", 0...36_600, \.keepDays),
        text("model.file", \.modelFile),
        Setting(path: "model.voice", form: "members or student") {
            guard let voice = Model.Voice(rawValue: $0) else { return false }
            $1.voice = voice
            return true
        },
        text("model.encoder", \.encoder),
        number("model.encoderThreads", 0...256, \.encoderThreads),
        number("model.cacheBytes", 0...(1 << 40), \.cacheBytes),
        duration("guidance.deadline", \.guidance.deadline),
        duration("guidance.embedBudget", \.guidance.embedBudget),
        Setting(
            path: "log.level",
            form: Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
        ) {
            guard let level = Logger.Level(rawValue: $0) else { return false }
            $1.logLevel = level
            return true
        },
        number("limits.turnBytes", 1...(1 << 20), \.guidance.turnBytes),
        number("limits.turnsPerConversation", 1...60_000, \.guidance.turns),
        number("limits.callsPerTenant", 1...1_000_000, \.callsPerTenant),
        number("limits.conversations", 1...100_000_000, \.store.conversations),
        number("limits.conversationsPerTenant", 1...100_000_000, \.store.conversationsPerTenant),
        number("limits.storeBytes", 1...(1 << 50), \.store.bytes),
        duration("limits.conversationIdle", \.store.idle),
        number("limits.watchBacklog", 1...1_000_000, \.guidance.watchBacklog),
    ]

    private static let wire: [Setting] = WireLimits.settings.map { limit in
        switch limit.value {
        case .count(let key):
            Setting(path: limit.path, form: "a whole number above 0 (\(limit.meaning))") {
                guard let number = Int($0), number > 0 else { return false }
                $1.wire[keyPath: key] = number
                return true
            }
        case .duration(let key):
            Setting(path: limit.path, form: "a time such as 500ms, 30s or 15m (\(limit.meaning))") {
                guard let time = time($0) else { return false }
                $1.wire[keyPath: key] = time
                return true
            }
        }
    }

    private typealias Key<Value> = WritableKeyPath<Configuration, Value> & Sendable

    private static func text(_ path: String, _ key: Key<String>) -> Setting {
        Setting(path: path, form: "a text") {
            $1[keyPath: key] = $0
            return true
        }
    }

    private static func number(
        _ path: String, _ range: ClosedRange<Int>, _ key: Key<Int>
    ) -> Setting {
        Setting(path: path, form: "a whole number, \(range.lowerBound) to \(range.upperBound)") {
            guard let number = Int($0), range.contains(number) else { return false }
            $1[keyPath: key] = number
            return true
        }
    }

    private static func duration(_ path: String, _ key: Key<Duration>) -> Setting {
        Setting(path: path, form: "a time such as 500ms, 30s or 15m") {
            guard let time = time($0) else { return false }
            $1[keyPath: key] = time
            return true
        }
    }

    /// "500ms", "2s", "15m", "24h"; above zero, at most a year.
    static func time(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isNumber || $0 == "." }
        guard let number = Double(digits), number > 0 else { return nil }
        let seconds: Double
        switch text.dropFirst(digits.count) {
        case "ms": seconds = number / 1000
        case "s": seconds = number
        case "m": seconds = number * 60
        case "h": seconds = number * 3600
        default: return nil
        }
        return seconds <= 366 * 86400 ? .seconds(seconds) : nil
    }
}
