internal import Messages
internal import Testing

@testable internal import Wire

@Suite("A fair line")
struct FairLineTests {
    private let start = ContinuousClock.now

    private func entry(
        _ id: Int, _ tenant: String, weight: Int = 1, at milliseconds: Int = 0,
        latest: Int? = nil, isPatient: Bool = false
    ) -> FairLine.Entry {
        FairLine.Entry(
            id: id, tenant: TenantID(tenant), weight: weight, bytes: 1,
            since: start + .milliseconds(milliseconds),
            latest: latest.map { start + .milliseconds($0) }, isPatient: isPatient)
    }

    private func order(_ line: inout FairLine, newestFirst: Bool = false) -> [Int] {
        var ids: [Int] = []
        while let next = line.next(newestFirst: newestFirst) { ids.append(next.id) }
        return ids
    }

    @Test("is first come, first served for one tenant, or the newest first under overload")
    func oneTenant() {
        var line = FairLine()
        for id in 1...4 { line.append(entry(id, "a")) }
        #expect(order(&line) == [1, 2, 3, 4])
        for id in 1...4 { line.append(entry(id, "a")) }
        #expect(order(&line, newestFirst: true) == [4, 3, 2, 1])
        #expect(line.isEmpty)
    }

    @Test("lets a tenant with one call pass one with a hundred")
    func quietPasses() {
        var line = FairLine()
        for id in 1...100 { line.append(entry(id, "noisy")) }
        _ = line.next(newestFirst: false)
        line.append(entry(500, "quiet"))
        let next = [line.next(newestFirst: false)?.id, line.next(newestFirst: false)?.id]
        #expect(next.contains(500))
    }

    @Test("gives turns by weight, whoever sends how much")
    func weights() {
        var line = FairLine()
        for id in 0..<300 { line.append(entry(id, "heavy", weight: 3)) }
        for id in 300..<500 { line.append(entry(id, "light")) }
        var heavy = 0
        for _ in 0..<200 {
            if let next = line.next(newestFirst: false), next.tenant.name == "heavy" { heavy += 1 }
        }
        #expect((148...152).contains(heavy), "\(heavy)")
    }

    @Test("does not pay a tenant for the time when it had nothing to do")
    func noCredit() {
        var line = FairLine()
        for id in 0..<50 { line.append(entry(id, "a")) }
        for _ in 0..<40 { _ = line.next(newestFirst: false) }
        for id in 100..<110 { line.append(entry(id, "b")) }
        // From here on by turns, as if b had always been there.
        let next = (0..<10).compactMap { _ in line.next(newestFirst: false)?.tenant.name }
        #expect(next.filter { $0 == "b" }.count <= 6, "\(next)")
    }

    @Test("knows who has the longest share, and drops its oldest")
    func drops() {
        var line = FairLine()
        for id in 1...3 { line.append(entry(id, "a")) }
        line.append(entry(4, "b"))
        #expect(line.longest?.tenant.name == "a")
        #expect(line.longest?.count == 3)
        #expect(line.dropOldest(of: TenantID("a"))?.id == 1)
        #expect(line.count == 3)
        #expect(line.remove(4, of: TenantID("b"))?.id == 4)
        #expect(line.remove(4, of: TenantID("b")) == nil)
    }

    @Test("finds who waited too long, whose deadline would be over, and leaves the patient")
    func expires() {
        var line = FairLine()
        line.append(entry(1, "a", at: 0))
        line.append(entry(2, "a", at: 8))
        line.append(entry(3, "b", at: 8, latest: 9))
        line.append(entry(4, "b", at: 0, latest: 500, isPatient: true))
        let gone = line.expired(at: start + .milliseconds(10), limit: .milliseconds(5))
        #expect(Set(gone.map(\.id)) == [1, 3])
        #expect(line.count == 2)
        let late = line.expired(at: start + .milliseconds(500), limit: .seconds(5))
        #expect(late.map(\.id) == [4])
    }
}
