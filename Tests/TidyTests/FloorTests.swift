import Foundation
import Testing

/// Where each room stands. A room may import rooms on lower floors, and those only.
private let floors: [String: Int] = [
    "CProtobufC": 0, "COpenSSL": 0, "CNGHTTP2": 0, "CZlib": 0, "CSQLite": 0, "CCrypto": 0,
    "CMessages": 0, "CKernels": 0, "CConnector": 0,
    "Messages": 1, "Orchestration": 1, "Tensors": 1,
    "Conversations": 2, "Embeddings": 2, "Predictions": 2, "Storage": 2, "Wire": 2,
    "ConnectorKit": 2,
    "Accounts": 3, "Secrets": 3, "Connectors": 3, "Simulation": 3,
    "Guidance": 4, "Training": 4,
    "salesrld": 5, "salesrl": 5,
]

/// Each C library has one room that may speak to it; a contract has its two sides.
private let importers: [String: Set<String>] = [
    "CProtobufC": ["Messages"], "CMessages": ["Messages"], "COpenSSL": ["Wire"],
    "CNGHTTP2": ["Wire"], "CZlib": ["Wire"], "CKernels": ["Tensors"], "CSQLite": ["Storage"],
    "CCrypto": ["Storage"],
    "CConnector": ["Connectors", "ConnectorKit"],
]

private struct Import: CustomStringConvertible {
    let room: String
    let imported: String
    let path: String
    var description: String { "\(path): \(room) imports \(imported)" }
}

private func imports() throws -> [Import] {
    try Repository.here.files(in: ["Sources"], suffixes: [".swift"]).flatMap { file in
        let room = String(file.path.split(separator: "/")[1])
        return file.lines.compactMap { line -> Import? in
            let words = line.split(separator: " ")
            guard let at = words.firstIndex(of: "import"), at <= 2, at + 1 < words.count,
                words[..<at].allSatisfy({ $0.allSatisfy(\.isLetter) || $0.hasPrefix("@") })
            else { return nil }
            return Import(room: room, imported: String(words[at + 1]), path: file.path)
        }
    }
}

@Suite("The floors of the house")
struct FloorTests {
    @Test("Every folder in Sources is a room with a floor")
    func everyRoomHasAFloor() throws {
        let sources = Repository.here.root.appending(path: "Sources")
        let rooms = try FileManager.default.contentsOfDirectory(atPath: sources.path)
        for room in rooms where room != "C" {
            #expect(floors[room] != nil, "\(room) stands on no floor")
        }
    }

    @Test("Nobody builds upward or sideways")
    func nobodyBuildsUpward() throws {
        let found = try imports()
        #expect(found.count > 50, "the reader of imports found too little to be right")
        for one in found {
            guard let from = floors[one.room], let to = floors[one.imported] else { continue }
            #expect(to < from, "\(one)")
        }
    }

    @Test("Each C library has one importer")
    func oneImporterForEachLibrary() throws {
        for one in try imports() {
            guard let allowed = importers[one.imported] else { continue }
            #expect(allowed.contains(one.room), "\(one)")
        }
    }

    @Test("NIO stops at Wire")
    func nioStopsAtWire() throws {
        for one in try imports() where one.imported.hasPrefix("NIO") {
            #expect(one.room == "Wire", "\(one)")
        }
    }

    @Test("The daemon cannot train")
    func theDaemonCannotTrain() throws {
        for one in try imports() where one.imported == "Training" {
            #expect(one.room == "salesrl", "\(one)")
        }
    }
}
