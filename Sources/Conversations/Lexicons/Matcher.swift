/// Finds the phrases of every lexicon in a turn, in one walk over its words.
///
/// The phrases are compiled once into a trie over symbols. A token carries up to a few symbols (its
/// stem, its classes, what kind of entity it is); from each token the trie is walked as far as it
/// goes. Edges live in one open-addressing table keyed by node and symbol. The same text gives the
/// same matches on every machine: hashes are FNV-1a, no seed is involved.
struct Matcher: Sendable {
    struct Match {
        var cue: Cue
        var start: Int
        var end: Int
        var isNegated: Bool
    }

    static let shared = Matcher(Lexicon.all)

    /// A negator reaches this many tokens.
    private static let reach = 5

    let vocabulary: Vocabulary
    let trie: Trie

    init(_ lexicons: [Lexicon]) {
        var vocabulary = Vocabulary()
        var trie = Trie()
        for lexicon in lexicons {
            for phrase in lexicon.phrases.split(whereSeparator: { $0 == "|" || $0 == "\n" }) {
                for form in Phrase.forms(phrase, &vocabulary) {
                    trie.insert(
                        form, Trie.Accept(cue: lexicon.cue, negated: lexicon.negated))
                }
            }
        }
        for idiom in Words.idioms {
            for form in Phrase.forms(Substring(idiom), &vocabulary) {
                trie.insert(form, Trie.Accept(cue: nil, negated: nil))
            }
        }
        trie.freeze()
        vocabulary.freeze()
        self.vocabulary = vocabulary
        self.trie = trie
    }

    /// Calls `found` for every phrase in `tokens`, left to right.
    ///
    /// Inside an idiom nothing is found, neither phrases nor negators; a phrase may contain a whole
    /// idiom ("why not").
    func matches(_ tokens: [Token], _ found: (Match, _ negatedTo: Cue?) -> Void) {
        let line = Line(tokens, vocabulary)
        var idioms = [Range<Int>?](repeating: nil, count: tokens.count)
        var hits: [(start: Int, end: Int, accept: Trie.Accept)] = []
        hits.reserveCapacity(tokens.count * 2)
        for start in tokens.indices {
            walk(line, from: start) { end, accept in
                if accept.cue != nil { return hits.append((start, end, accept)) }
                for at in start..<end where (idioms[at]?.count ?? 0) < end - start {
                    idioms[at] = start..<end
                }
            }
        }
        var next = 0
        var negatedUntil = 0
        for start in tokens.indices {
            let flags = line.flags[start]
            if line.gaps[start] != .none || flags.isBreaker { negatedUntil = start }
            while next < hits.count, hits[next].start == start {
                let (_, end, accept) = hits[next]
                next += 1
                guard let cue = accept.cue, contains(idioms[start], start..<end),
                    contains(idioms[end - 1], start..<end)
                else { continue }
                found(
                    Match(cue: cue, start: start, end: end, isNegated: start < negatedUntil),
                    accept.negated)
            }
            if flags.isNegator, idioms[start] == nil { negatedUntil = start + 1 + Self.reach }
        }
    }

    private func contains(_ idiom: Range<Int>?, _ match: Range<Int>) -> Bool {
        guard let idiom else { return true }
        return idiom.lowerBound >= match.lowerBound && idiom.upperBound <= match.upperBound
    }

    /// The symbols of a turn's tokens, laid out flat: those of token t begin at `starts[t]`.
    private struct Line {
        var symbols: [UInt32] = []
        var starts: [Int] = []
        var flags: [Vocabulary.Flags] = []
        var gaps: [Token.Break]

        init(_ tokens: [Token], _ vocabulary: Vocabulary) {
            gaps = tokens.map(\.gap)
            symbols.reserveCapacity(tokens.count * 3)
            starts.reserveCapacity(tokens.count + 1)
            flags.reserveCapacity(tokens.count)
            for token in tokens {
                starts.append(symbols.count)
                flags.append(vocabulary.append(token, to: &symbols))
            }
            starts.append(symbols.count)
        }
    }

    private func walk(_ line: Line, from start: Int, _ accept: (Int, Trie.Accept) -> Void) {
        step(Trie.root, start, line, accept)
        if line.gaps[start] == .sentence { step(Trie.sentenceRoot, start, line, accept) }
    }

    /// Depth is bounded by the longest phrase.
    private func step(
        _ node: UInt32, _ at: Int, _ line: Line, _ accept: (Int, Trie.Accept) -> Void
    ) {
        let after = at + 1
        let isEnd = after >= line.gaps.count || line.gaps[after] == .sentence
        for index in line.starts[at]..<line.starts[after] {
            guard let next = trie.edge(node, line.symbols[index]) else { continue }
            trie.forEachAccept(next) { accepted in
                if isEnd || !accepted.wantsEnd { accept(after, accepted) }
            }
            if !isEnd { step(next, after, line, accept) }
        }
    }
}
