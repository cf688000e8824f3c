private import Foundation
internal import Messages

/// One conversation as it runs.
///
///     var episode = Episode(in: market, seed: 1, index: 7, phrases: .train)
///     while episode.goOn() {}
///     episode.finished().converted
///
/// The engine decides; a caller may choose the representative's acts (``goOn(choosing:)``), and
/// the buyer reacts to those. Everything random comes from three streams of the seed and the index:
/// the buyer's, the words', and the outcome's.
package struct Episode: Sendable {
    /// Where a representative stands who has to choose.
    package struct Moment: Sendable {
        /// What was said so far.
        package let turns: [SimulatedTurn]
        /// What this representative would do unasked.
        package let proposed: RepresentativeAct
        package let representative: Representative
        /// What the ceiling knows: `forecaster.actionValues()` is each act's true worth.
        package let forecaster: Forecaster
    }

    package let representative: Representative
    package private(set) var turns: [SimulatedTurn] = []
    package private(set) var isOver = false
    private let market: Market
    private let keepsActionValues: Bool
    private var buyer: Buyer
    private var forecaster: Forecaster
    private var voice: Voice
    private var chance: SplitMix
    private var luck: SplitMix
    private var now: Int64
    private let id: String
    private var beginsWithCustomer: Bool

    /// - Parameter representative: nil: drawn as they are common.
    package init(
        in market: Market, seed: UInt64, index: Int, phrases: PhraseBank.Part,
        representative: Representative? = nil, keepsActionValues: Bool = false
    ) {
        var chance = SplitMix(seed: seed, 1, index)
        self.market = market
        self.keepsActionValues = keepsActionValues
        self.representative =
            representative ?? Representative.all[chance.index(Representative.all.map(\.share))]
        buyer = Buyer(index: chance.index(market.prior))
        beginsWithCustomer = chance.isTrue(0.3)
        forecaster = Forecaster(market)
        voice = Voice(
            market.industry, phrases, random: SplitMix(seed: seed, 2, index))
        luck = SplitMix(seed: seed, 3, index)
        now = Self.opening(&luck)
        id = "sim-\(seed)-\(index)"
        self.chance = chance
    }

    /// One turn; false when the conversation is over.
    ///
    /// - Parameter choose: the act that the representative does; `moment.proposed` for their own.
    ///   The farewell of a representative who has had their last round cannot be put off.
    package mutating func goOn(
        choosing choose: (Moment) -> RepresentativeAct = { $0.proposed }
    ) -> Bool {
        guard !isOver else { return false }
        if beginsWithCustomer {
            beginsWithCustomer = false
            answer(to: nil)
            return true
        }
        if turns.last?.speaker == .representative, case .representative(let act)? = turns.last?.act
        {
            answer(to: act)
        } else {
            let act = choice(choose)
            let values = keepsActionValues ? forecaster.actionValues() : nil
            forecaster.hear(act)
            now += Int64(2_000 + 9_000 * chance.unit())
            say(.representative(act), Manner(isElaborate: chance.isTrue(0.2), tempo: 1), values)
            isOver = act == .farewell
        }
        return !isOver
    }

    private mutating func choice(
        _ choose: (Moment) -> RepresentativeAct
    ) -> RepresentativeAct {
        let policy = representative.policy(
            after: forecaster.last, round: forecaster.round, rounds: market.customs.rounds)
        let proposed = RepresentativeAct.allCases[chance.index(policy)]
        guard forecaster.round < market.customs.rounds else { return proposed }
        return choose(
            Moment(
                turns: turns, proposed: proposed, representative: representative,
                forecaster: forecaster))
    }

    private mutating func answer(to act: RepresentativeAct?) {
        if let act {
            let steps = market.steps[act.rawValue * Customs.states + buyer.index]
            buyer = Buyer(index: steps[chance.index(steps.map(\.probability))].target)
        }
        let shown = Reactions.probabilities(of: buyer, after: act)
        let answer = CustomerAct.allCases[chance.index(shown)]
        let interest = buyer.interest
        let manner = Manner.all[
            chance.index(Manner.all.map { Reactions.probability(of: $0, interest: interest) })]
        forecaster.hear(answer, manner)
        now += Self.pause(manner.tempo, &chance)
        say(.customer(answer), manner, nil)
        isOver = chance.isTrue(
            Endings.hazard(of: buyer, after: answer, round: forecaster.round))
    }

    private mutating func say(_ act: SimulatedTurn.Act, _ manner: Manner, _ values: [Double]?) {
        let (text, phrase) = voice.text(of: act, isElaborate: manner.isElaborate)
        turns.append(
            SimulatedTurn(
                act: act, text: text, phrase: phrase, isElaborate: manner.isElaborate, at: now,
                probability: forecaster.probability, actionValues: values))
    }

    /// The conversation, to be asked once it is over: the outcome is drawn from the buyer's state.
    package func finished() -> SimulatedConversation {
        var luck = luck
        let converted = luck.isTrue(Endings.conversion(of: buyer))
        let value = market.industry.dealValue * exp(0.6 * luck.normal())
        return SimulatedConversation(
            id: id, industry: market.industry.name, product: voice.product,
            persona: voice.persona.role, channel: voice.channel.rawValue, turns: turns,
            converted: converted, endProbability: forecaster.endProbability,
            value: converted ? max(50, Int(value / 50) * 50) : nil)
    }

    // MARK: The clock

    /// A working hour of 2025.
    private static func opening(_ random: inout SplitMix) -> Int64 {
        let newYear: Int64 = 1_735_689_600_000
        let day = Int64(random.below(365))
        let second = Int64(8 * 3_600 + random.below(10 * 3_600))
        return newYear + (day * 86_400 + second) * 1_000
    }

    /// Milliseconds until the customer answers; the ranges do not overlap.
    private static func pause(_ tempo: Int, _ random: inout SplitMix) -> Int64 {
        let (low, high) = [(1.0, 5.0), (5.0, 20.0), (20.0, 90.0)][tempo]
        return Int64(1_000 * low * pow(high / low, random.unit()))
    }
}
