import Messages
import Testing

@testable import Storage

@Suite("Live conversations at hand")
struct LiveRowsTests {
    @Test("A conversation that began here is known, and so is which of its events were answered")
    func known() {
        let rows = LiveRows(bound: 1 << 20)
        rows.keep(said(key("a"), 1, event: "a1"))
        rows.keep(said(key("a"), 2, event: "a2"))
        let found = rows.recollection(of: key("a"), for: event("a3"))
        #expect(found?.turns == 2)
        #expect(found?.state == [2])
        #expect(found?.lastForecast?.turn == 2)
        #expect(rows.recollection(of: key("a"), for: event("a1")) == nil, "the disk has its answer")
        #expect(rows.recollection(of: key("b"), for: event("b1")) == nil)
    }

    @Test("What began elsewhere, was closed or forgotten is asked of the disk")
    func unknown() {
        let rows = LiveRows(bound: 1 << 20)
        rows.keep(said(key("late"), 4, event: "l4"))
        #expect(rows.recollection(of: key("late"), for: event("l5")) == nil)
        rows.keep(said(key("over"), 1, event: "o1"))
        rows.keep(closed(key("over"), after: 1, event: "o2"))
        #expect(rows.recollection(of: key("over"), for: event("o3")) == nil)
        rows.keep(said(key("gone"), 1, event: "g1"))
        rows.forget(key("gone"))
        #expect(rows.recollection(of: key("gone"), for: event("g2")) == nil)
        #expect(rows.count == 0)
    }

    @Test("When the bound is reached, those that were silent longest leave")
    func bounded() {
        let rows = LiveRows(bound: 8 * 600)
        for index in 0..<40 { rows.keep(said(key("c\(index)"), 1, event: "e\(index)")) }
        #expect(rows.count <= 8)
        #expect(rows.recollection(of: key("c39"), for: event("n")) != nil)
        #expect(rows.recollection(of: key("c0"), for: event("n")) == nil)
    }

    @Test("An event of another conversation is refused, and the disk then tells whose it is")
    func anothersEvent() async throws {
        let folder = try Folder()
        let store = try SQLiteStore(path: folder.store)
        _ = try await store.commit(said(key("a"), 1, event: "same"))
        _ = try await store.commit(said(key("b"), 1, event: "b1"))
        #expect(try await store.recall(key("b"), event: event("same")).answered == nil)
        var refusal: StorageError.Code?
        do throws(StorageError) {
            _ = try await store.commit(said(key("b"), 2, event: "same"))
        } catch {
            refusal = error.code
        }
        #expect(refusal == .eventTaken)
        let found = try await store.recall(key("b"), event: event("same"))
        #expect(found.answered?.conversation == key("a"))
        await store.close()
    }
}
