/// A trie over symbols whose edges lie in one hash table: node and symbol in, node out.
struct Trie: Sendable {
    struct Accept: Sendable, Equatable {
        /// Nil: an idiom, which means nothing and covers what is inside it.
        var cue: Cue?
        var negated: Cue?
        var wantsEnd = false
    }

    static let root: UInt32 = 0
    static let sentenceRoot: UInt32 = 1

    private var building: [UInt64: UInt32] = [:]
    private var accepting: [[Accept]] = [[], []]
    /// Slots of (key + 1, node); a key of 0 is an empty slot. The size is a power of two.
    private var keys: [UInt64] = []
    private var nodes: [UInt32] = []
    private var mask = 0
    /// What node n accepts is `acceptFlat[acceptStarts[n]..<acceptStarts[n + 1]]`.
    private var acceptStarts: [UInt32] = []
    private var acceptFlat: [Accept] = []

    mutating func insert(_ form: Phrase.Form, _ accept: Accept) {
        var node = form.wantsStart ? Self.sentenceRoot : Self.root
        for symbol in form.symbols {
            let key = UInt64(node) << 32 | UInt64(symbol)
            if let next = building[key] {
                node = next
            } else {
                let next = UInt32(accepting.count)
                accepting.append([])
                building[key] = next
                node = next
            }
        }
        var accept = accept
        accept.wantsEnd = form.wantsEnd
        if !accepting[Int(node)].contains(accept) { accepting[Int(node)].append(accept) }
    }

    /// Lays the edges out for lookup; nothing can be inserted afterwards.
    mutating func freeze() {
        var size = 16
        while size < building.count * 2 { size *= 2 }
        mask = size - 1
        keys = [UInt64](repeating: 0, count: size)
        nodes = [UInt32](repeating: 0, count: size)
        for (key, node) in building {
            var slot = Self.slot(key) & mask
            while keys[slot] != 0 { slot = (slot + 1) & mask }
            keys[slot] = key + 1
            nodes[slot] = node
        }
        building = [:]
        for accepts in accepting {
            acceptStarts.append(UInt32(acceptFlat.count))
            acceptFlat += accepts
        }
        acceptStarts.append(UInt32(acceptFlat.count))
        accepting = []
    }

    @inline(__always) func edge(_ node: UInt32, _ symbol: UInt32) -> UInt32? {
        let key = UInt64(node) << 32 | UInt64(symbol)
        var slot = Self.slot(key) & mask
        while keys[slot] != 0 {
            if keys[slot] == key + 1 { return nodes[slot] }
            slot = (slot + 1) & mask
        }
        return nil
    }

    @inline(__always) func forEachAccept(_ node: UInt32, _ body: (Accept) -> Void) {
        for index in acceptStarts[Int(node)]..<acceptStarts[Int(node) + 1] {
            body(acceptFlat[Int(index)])
        }
    }

    @inline(__always) private static func slot(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20)
    }
}
