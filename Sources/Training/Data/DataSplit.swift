internal import Foundation

/// Cuts a file of conversations into parts by conversation: each outcome spread evenly, the same
/// seed the same parts.
package struct DataSplit: Sendable {
    package struct Part: Sendable, Equatable {
        package let name: String
        package let share: Double
    }

    package let parts: [Part]
    package let seed: UInt64
    /// Conversations that agree in this field stay together ("representative", "industry"); nil
    /// where every conversation stands alone. A path is possible: "deal.owner".
    package let groupField: String?

    /// - Parameter text: "train=0.8,test=0.2"; shares add up to 1.
    package init(_ text: String, seed: UInt64, groupField: String? = nil) throws(TrainingError) {
        var parts: [Part] = []
        for word in text.split(separator: ",") {
            let pair = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2, let share = Double(pair[1]), share > 0, share < 1,
                pair[0].allSatisfy({ $0.isLetter || $0.isNumber || "-_".contains($0) }),
                !pair[0].isEmpty, !parts.contains(where: { $0.name == pair[0] })
            else {
                throw TrainingError(
                    .badSetting,
                    "the part \"\(word)\" is not NAME=SHARE with a share between 0 and 1, each "
                        + "name once")
            }
            parts.append(Part(name: pair[0], share: share))
        }
        let total = parts.reduce(0) { $0 + $1.share }
        guard parts.count > 1, abs(total - 1) < 1e-6 else {
            throw TrainingError(
                .badSetting, "the shares of \"\(text)\" add up to \(total); they must to 1")
        }
        self.parts = parts
        self.seed = seed
        self.groupField = groupField
    }

    /// The lines of each part, in the order of the file.
    package func split(_ path: String) throws(TrainingError) -> [[Substring]] {
        let text = try TextFile.read(path)
        var lines: [Substring] = []
        var outcomes: [Bool] = []
        var groups: [String] = []
        var number = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            guard !line.allSatisfy(\.isWhitespace) else { continue }
            let place = "\(path):\(number)"
            guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(line.utf8)),
                let id = value.at("id")?.text
            else { throw TrainingError(.badData, "\(place): not a JSON object with an id") }
            guard case .truth(let converted) = value.at("converted") else {
                throw TrainingError(.badData, "\(place): converted: not true or false")
            }
            if let groupField {
                guard let group = value.at(groupField)?.text else {
                    throw TrainingError(.badData, "\(place): \(groupField): missing")
                }
                groups.append(group)
            } else {
                groups.append(id)
            }
            lines.append(line)
            outcomes.append(converted)
        }
        let assigned = assign(outcomes, groups)
        return parts.indices.map { part in
            lines.indices.filter { assigned[$0] == part }.map { lines[$0] }
        }
    }

    /// Groups in random order, large ones first; each goes where most of its outcomes is missing.
    func assign(_ outcomes: [Bool], _ groups: [String]) -> [Int] {
        var members: [String: [Int]] = [:]
        var order: [String] = []
        for (index, group) in groups.enumerated() {
            if members[group] == nil { order.append(group) }
            members[group, default: []].append(index)
        }
        var random = Random(seed: seed, 0x5917)
        random.shuffle(&order)
        // Stable: groups of one size keep their random order.
        let sorted = order.enumerated().sorted {
            let (one, other) = (members[$0.element]?.count ?? 0, members[$1.element]?.count ?? 0)
            return one != other ? one > other : $0.offset < $1.offset
        }.map(\.element)
        let totals = [outcomes.count { !$0 }, outcomes.count { $0 }].map(Double.init)
        var missing = parts.map { part in totals.map { $0 * part.share } }
        var assigned = [Int](repeating: 0, count: outcomes.count)
        for group in sorted {
            let indices = members[group] ?? []
            let counts = [indices.count { !outcomes[$0] }, indices.count { outcomes[$0] }]
                .map(Double.init)
            let need = parts.indices.map { part in
                zip(counts, missing[part]).reduce(0) { $0 + $1.0 * $1.1 } / parts[part].share
            }
            let part = need.indices.max { need[$0] < need[$1] } ?? 0
            for index in indices { assigned[index] = part }
            for outcome in 0..<2 { missing[part][outcome] -= counts[outcome] }
        }
        return assigned
    }

    /// Writes NAME.jsonl for each part and says what went where.
    package func write(
        _ path: String, into folder: String
    ) throws(TrainingError) -> [(path: String, conversations: Int)] {
        let lines = try split(path)
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw TrainingError(.unwritable, "\(folder): \(error.localizedDescription)")
        }
        var written: [(path: String, conversations: Int)] = []
        for (part, lines) in zip(parts, lines) {
            let target = "\(folder)/\(part.name).jsonl"
            try TextFile.write(lines.map { $0 + "\n" }.joined(), to: target)
            written.append((target, lines.count))
        }
        return written
    }
}
