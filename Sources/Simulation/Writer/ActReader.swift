internal import Conversations
package import Embeddings
internal import Foundation
internal import Messages

/// Reads the act of a line off its words: by the wordings nearest in meaning, and for a
/// representative also by the phrases that ``MoveRecognition`` knows.
///
/// A k-nearest-neighbour vote over the phrase bank, one vector a wording. It knows no act better
/// than the bank tells them apart, so it refuses only what reads clearly like something else: how
/// often that is right or wrong is measured on wordings that it has not seen, see ``quality``.
package struct ActReader: Sendable {
    private struct Known: Sendable {
        let act: Int
        let vector: [Float]
    }

    /// How far a reader is to be trusted.
    package struct Quality: Sendable, Equatable, Encodable {
        /// Unseen wordings that it was tried on.
        package var wordings = 0
        /// Share whose likeliest act is their own.
        package var named = 0.0
        /// Share that would be let pass as what they are.
        package var passed = 0.0
        /// Share that would be let pass as a given other act, over all others of the same side.
        package var mistaken = 0.0
    }

    private let embedder: any Embedder
    /// Representative's, customer's.
    private let known: [[Known]]
    /// Made from `train` and `validation`, measured on `test`.
    package let quality: Quality

    private static let neighbours = 12
    /// Cosines are sharpened by this before they vote.
    private static let sharpness: Float = 14
    /// An act passes with at least this share of the likeliest act's vote.
    private static let leastShare: Float = 0.25
    private static let batch = 64

    /// Embeds every wording of the bank once.
    package init(embedder: any Embedder) async throws(EmbeddingError) {
        self.embedder = embedder
        let seen = try await Self.embed(Self.wordings([.train, .validation]), embedder)
        known = [false, true].map { isCustomer in
            seen.filter { $0.isCustomer == isCustomer }.map {
                Known(act: $0.act, vector: $0.vector)
            }
        }
        quality = Self.measure(
            try await Self.embed(Self.wordings([.test]), embedder), known)
    }

    /// Whether `text`, said by the act's side, may pass for the act.
    package func passes(
        _ text: String, as act: SimulatedTurn.Act
    ) async throws(EmbeddingError) -> Bool {
        let (index, isCustomer) = Self.place(act)
        let speaker: Speaker = isCustomer ? .customer : .representative
        let turn = Turn(number: 1, speaker: speaker, text: text, saidAtMilliseconds: 0)
        if !isCustomer, case .representative(let act) = act,
            let move = MoveRecognition.moves(of: [turn])[0], move == Move(named: act.name)
        {
            return true
        }
        var state = ConversationState()
        let cleaned = state.measure(turn).text
        guard let vector = try await embedder.embed([cleaned]).first?.values else { return false }
        return Self.passes(Self.votes(vector, known[isCustomer ? 1 : 0]), index)
    }

    // MARK: The vote

    private static func votes(_ vector: [Float], _ known: [Known]) -> [Int: Float] {
        var best: [(cosine: Float, act: Int)] = []
        for one in known {
            let cosine = zip(one.vector, vector).reduce(Float(0)) { $0 + $1.0 * $1.1 }
            if best.count == neighbours, cosine <= best[best.count - 1].cosine { continue }
            let place = best.firstIndex { $0.cosine < cosine } ?? best.count
            best.insert((cosine, one.act), at: place)
            if best.count > neighbours { best.removeLast() }
        }
        guard let first = best.first else { return [:] }
        return best.reduce(into: [:]) {
            $0[$1.act, default: 0] += exp(sharpness * ($1.cosine - first.cosine))
        }
    }

    private static func passes(_ votes: [Int: Float], _ act: Int) -> Bool {
        let most = votes.values.max() ?? 0
        return most > 0 && votes[act, default: 0] >= leastShare * most
    }

    // MARK: The bank

    private struct Wording: Sendable {
        let isCustomer: Bool
        let act: Int
        let text: String
        var vector: [Float] = []
    }

    private static func place(_ act: SimulatedTurn.Act) -> (index: Int, isCustomer: Bool) {
        switch act {
        case .representative(let act): (act.rawValue, false)
        case .customer(let act): (act.rawValue, true)
        }
    }

    /// Each wording once, its slots filled from one industry after the other.
    private static func wordings(_ parts: [PhraseBank.Part]) -> [Wording] {
        var random = SplitMix(seed: 77)
        var found: [Wording] = []
        func add(_ templates: [Template], _ act: Int, _ isCustomer: Bool) {
            for template in templates {
                let industry = Industry.all[found.count % Industry.all.count]
                var slots = Slots(industry, &random)
                found.append(
                    Wording(
                        isCustomer: isCustomer, act: act, text: template.text(&slots, &random)))
            }
        }
        for part in parts {
            let bank = PhraseBank.of(part)
            for (act, templates) in bank.representative.enumerated() { add(templates, act, false) }
            for (act, templates) in bank.customer.enumerated() { add(templates, act, true) }
            for (act, templates) in bank.shared.enumerated() { add(templates, act, true) }
        }
        return found
    }

    private static func embed(
        _ wordings: [Wording], _ embedder: any Embedder
    ) async throws(EmbeddingError) -> [Wording] {
        var wordings = wordings
        for start in stride(from: 0, to: wordings.count, by: batch) {
            let range = start..<min(start + batch, wordings.count)
            let texts = wordings[range].map { wording -> String in
                var state = ConversationState()
                let speaker: Speaker = wording.isCustomer ? .customer : .representative
                return state.measure(
                    Turn(number: 1, speaker: speaker, text: wording.text, saidAtMilliseconds: 0)
                ).text
            }
            let vectors = try await embedder.embed(texts)
            for (place, vector) in zip(range, vectors) { wordings[place].vector = vector.values }
        }
        return wordings
    }

    private static func measure(_ unseen: [Wording], _ known: [[Known]]) -> Quality {
        var quality = Quality()
        var (named, passed, mistaken) = (0, 0, 0.0)
        // A shared phrase means several acts, so whether it is named rightly has no answer.
        let shared = Set(
            Dictionary(grouping: unseen, by: \.text).filter { $1.count > 1 }.keys)
        for wording in unseen where !shared.contains(wording.text) {
            let side = wording.isCustomer ? 1 : 0
            let acts = side == 1 ? CustomerAct.allCases.count : RepresentativeAct.allCases.count
            let votes = votes(wording.vector, known[side])
            quality.wordings += 1
            if votes.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key == wording.act {
                named += 1
            }
            if passes(votes, wording.act) { passed += 1 }
            let others = (0..<acts).count { $0 != wording.act && passes(votes, $0) }
            mistaken += Double(others) / Double(acts - 1)
        }
        let count = Double(max(1, quality.wordings))
        quality.named = Double(named) / count
        quality.passed = Double(passed) / count
        quality.mistaken = mistaken / count
        return quality
    }
}
