/// What a template can leave open.
enum Slot: String, CaseIterable, Sendable {
    case product, process, trouble, costs, users, peers, incumbent
    case colleague, money, percent, count, years, date, month, weeks, time
}

/// The words of one conversation: the product stays the same, the rest is drawn anew each time.
struct Slots: Sendable {
    let industry: Industry
    let product: String

    init(_ industry: Industry, _ random: inout SplitMix) {
        self.industry = industry
        product = random.of(industry.words.products)
    }

    mutating func fill(_ slot: Slot, _ random: inout SplitMix) -> String {
        let words = industry.words
        return switch slot {
        case .product: product
        case .process: random.of(words.processes)
        case .trouble: random.of(words.troubles)
        case .costs: random.of(words.costs)
        case .users: random.of(words.users)
        case .peers: random.of(words.peers)
        case .incumbent: random.of(words.incumbents)
        case .colleague: random.of(Self.colleagues)
        case .money: money(&random)
        case .percent: "\(5 * (1 + random.below(9)))" + random.of(["%", "%", " percent"])
        case .count: "\(random.of([3, 4, 6, 8, 12, 15, 20, 25, 40, 60, 120]))"
        case .years: random.of(["two", "three", "four", "five", "seven", "ten"])
        case .date: random.of(Self.dates)
        case .month: random.of(Self.months)
        case .weeks: random.of(["two", "three", "four", "six"])
        case .time: random.of(["9", "10", "11", "2", "3", "4"]) + random.of([" am", " pm", ""])
        }
    }

    private func money(_ random: inout SplitMix) -> String {
        let base = industry.dealValue * random.of([0.4, 0.6, 0.8, 1.0, 1.3, 1.7])
        let step = base > 5_000 ? 500.0 : 50.0
        var digits = String(max(1, Int(base / step)) * Int(step))
        if digits.count > 3 {
            digits.insert(",", at: digits.index(digits.endIndex, offsetBy: -3))
        }
        return random.isTrue(0.85) ? "$" + digits : digits + " dollars"
    }

    /// Roles, never people.
    private static let colleagues = [
        "manager", "business partner", "boss", "director", "finance lead", "wife", "husband",
        "co-owner", "board", "head of operations",
    ]
    private static let dates = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "next Monday", "next Tuesday",
        "next Thursday",
    ]
    private static let months = [
        "January", "March", "April", "June", "September", "October", "November",
    ]
}
