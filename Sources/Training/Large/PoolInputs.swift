internal import Predictions

/// A pool as members see it: standardised features, the projection of the embedding, and what the
/// act heads say.
struct PoolInputs: Sendable {
    let pool: Pool
    let mean, scale: [Float]
    let principal: Principal
    /// [texts, K + A]
    let texts: HalfRows

    /// Turns that means, scales and directions are taken from, at most.
    private static let drawn = 40_000

    /// - Parameters:
    ///   - train: what may be learned from.
    ///   - answers: of the act heads by text; nil for none.
    init(_ pool: Pool, train: [Int], projection: Int, answers: HalfRows?, threads: Int) {
        self.pool = pool
        let every = max(1, train.count * pool.turns / max(pool.entries.count, 1) / Self.drawn)
        let turns = train.lazy.flatMap { one -> Range<Int> in
            let entry = pool.entries[one]
            return entry.first..<entry.first + entry.count
        }.enumerated().filter { $0.offset % every == 0 }.map(\.element)
        (mean, scale) = Self.moments(pool.features, Array(turns))
        var table: [Float] = []
        let chosen = turns.prefix(Self.drawn / 2)
        table.reserveCapacity(chosen.count * pool.embeddings.width)
        for turn in chosen { table += pool.embeddings[Int(pool.texts[turn])] }
        principal = Principal(
            table, dimensions: pool.embeddings.width, texts: Array(chosen.indices),
            rows: projection)
        texts = Self.project(pool, principal, answers, threads: threads)
    }

    /// The same view of another pool.
    init(_ pool: Pool, like other: PoolInputs, answers: HalfRows?, threads: Int) {
        self.pool = pool
        mean = other.mean
        scale = other.scale
        principal = other.principal
        texts = Self.project(pool, principal, answers, threads: threads)
    }

    /// Over turns. A feature that hardly varies in training is kept from exploding later.
    private static func moments(_ rows: HalfRows, _ turns: [Int]) -> ([Float], [Float]) {
        var sums = [Double](repeating: 0, count: rows.width)
        var squares = sums
        for turn in turns {
            let row = rows[turn]
            for index in row.indices {
                let value = Double(row[index])
                sums[index] += value
                squares[index] += value * value
            }
        }
        let count = Double(max(turns.count, 1))
        let means = sums.map { $0 / count }
        let scales = zip(squares, means).map { square, mean in
            1 / max(max(0, square / count - mean * mean).squareRoot(), 0.02)
        }
        return (means.map { Float($0) }, scales.map { Float($0) })
    }

    private static func project(
        _ pool: Pool, _ principal: Principal, _ answers: HalfRows?, threads: Int
    ) -> HalfRows {
        let directions = principal.bias.count
        let dimensions = pool.embeddings.width
        var rows = HalfRows(width: directions + (answers?.width ?? 0))
        for first in stride(from: 0, to: pool.embeddings.count, by: 65_536) {
            let part = first..<min(first + 65_536, pool.embeddings.count)
            let found = Crew.map(part.count, threads: threads) { place -> [Float] in
                let text = part.lowerBound + place
                let projected = pool.embeddings[text].withUnsafeBufferPointer { embedding in
                    principal.rows.withUnsafeBufferPointer { rows -> [Float] in
                        guard let embedding = embedding.baseAddress, let rows = rows.baseAddress
                        else { return [] }
                        return (0..<directions).map {
                            Dot.floats(rows + $0 * dimensions, embedding, dimensions)
                                + principal.bias[$0]
                        }
                    }
                }
                return projected + (answers?[text] ?? [])
            }
            for row in found { rows.append(row) }
        }
        return rows
    }

    func prepared(_ one: Int) -> Prepared {
        let entry = pool.entries[one]
        let turns = entry.first..<entry.first + entry.count
        var x: [Float] = []
        var u: [Float] = []
        x.reserveCapacity(entry.count * mean.count)
        u.reserveCapacity(entry.count * texts.width)
        for turn in turns {
            x += standard(pool.features[turn])
            u += texts[Int(pool.texts[turn])]
        }
        return Prepared(
            label: entry.label, count: entry.count, x: x, closed: standard(pool.closings[one]),
            u: u, speakers: turns.map { pool.isCustomer[Int(pool.texts[$0])] ? 1 : -1 })
    }

    private func standard(_ row: [Float]) -> [Float] {
        var row = row
        for index in row.indices {
            row[index] = MemberLayout.standard(row[index], mean[index], scale[index])
        }
        return row
    }
}
