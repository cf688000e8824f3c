import Messages
import Storage
import Testing

@Suite("A partition")
struct PartitionTests {
    @Test("never changes for a conversation")
    func stable() {
        // Written down when the hash was chosen; a change would lose every conversation.
        #expect(Partition(of: key("call-1")).number == 63)
        #expect(Partition(of: key("call-2")).number == 113)
    }

    @Test("is evenly used")
    func even() {
        var counts = [Int](repeating: 0, count: Partition.count)
        for index in 0..<25_600 { counts[Int(Partition(of: key("call-\(index)")).number)] += 1 }
        #expect(counts.allSatisfy { (50...170).contains($0) }, "\(counts)")
    }

    @Test("orders entries by part, tenant, conversation and sequence")
    func order() {
        let keys = ["b", "a", "c"].flatMap { name in
            [2, 1].map { SequenceKey(key(name), sequence: $0) }
        }
        let sorted = keys.sorted()
        for (one, next) in zip(sorted, sorted.dropFirst()) {
            #expect(one.partition <= next.partition)
            if one.conversation == next.conversation { #expect(one.sequence < next.sequence) }
        }
    }
}
