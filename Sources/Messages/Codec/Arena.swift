internal import CMessages
internal import Glibc

/// Memory for one message: taken in one or a few pieces, never more than its cap, freed at once.
///
/// libprotobuf-c unpacks into it and replies are built in it. Single pieces are not freed before
/// the whole is.
package struct Arena: ~Copyable, @unchecked Sendable {
    /// Sits at the start of the first block, so that its address stays what protobuf-c was told.
    private struct Head {
        var allocator: ProtobufCAllocator
        var cursor: UnsafeMutableRawPointer
        var end: UnsafeMutableRawPointer
        /// Bytes that may still be handed out.
        var left: Int
        var isExhausted: Bool
        var lastBlock: UnsafeMutableRawPointer
        var lastBlockSize: Int
        let firstBlockSize: Int
    }

    private static let alignment = 16
    private static let sizeOffset = MemoryLayout<UnsafeMutableRawPointer>.size
    private static let headSize = (MemoryLayout<Head>.size + alignment - 1) & ~(alignment - 1)

    private let head: UnsafeMutablePointer<Head>
    /// Every block is overwritten before it is freed.
    private let isSecret: Bool

    /// - Parameters:
    ///   - cap: bytes that it will ever hand out.
    ///   - expected: bytes that will probably do; the first block has this size.
    ///   - isSecret: what was in it is overwritten when it goes.
    package init(cap: Int, expected: Int, isSecret: Bool = false) {
        self.isSecret = isSecret
        let size = Self.headSize + (max(64, min(cap, expected)) + 15) & ~15
        let block = Self.block(size)
        head = block.bindMemory(to: Head.self, capacity: 1)
        head.initialize(
            to: Head(
                allocator: ProtobufCAllocator(
                    alloc: { Arena.take(size: $1, from: $0) }, free: { _, _ in },
                    allocator_data: block),
                cursor: block + Self.headSize, end: block + size, left: cap, isExhausted: false,
                lastBlock: block, lastBlockSize: size, firstBlockSize: size))
        // Each block's first word leads to the block before it, its second says how long it is; the
        // first block is the head itself.
    }

    deinit {
        var block = head.pointee.lastBlock
        while block != UnsafeMutableRawPointer(head) {
            let before = block.load(as: UnsafeMutableRawPointer.self)
            if isSecret {
                let size = block.load(fromByteOffset: Self.sizeOffset, as: Int.self)
                explicit_bzero(block, size)
            }
            free(block)
            block = before
        }
        if isSecret { explicit_bzero(block, head.pointee.firstBlockSize) }
        free(block)
    }

    /// What protobuf-c takes memory through. Valid while the arena lives.
    var allocator: UnsafeMutablePointer<ProtobufCAllocator> {
        UnsafeMutableRawPointer(head).assumingMemoryBound(to: ProtobufCAllocator.self)
    }

    /// A request was refused because of the cap.
    package var isExhausted: Bool { head.pointee.isExhausted }

    /// Bytes for us to build in: only capped arenas refuse, and we build in uncapped ones.
    func take(_ size: Int) -> UnsafeMutableRawPointer {
        guard let bytes = Self.take(size: size, from: UnsafeMutableRawPointer(head)) else {
            preconditionFailure("a reply was built in an arena with a cap")
        }
        return bytes
    }

    private static func block(_ size: Int) -> UnsafeMutableRawPointer {
        guard let block = malloc(size) else { preconditionFailure("malloc(\(size)) failed") }
        return block
    }

    private static func take(
        size: Int, from data: UnsafeMutableRawPointer?
    ) -> UnsafeMutableRawPointer? {
        guard let head = data?.assumingMemoryBound(to: Head.self) else { return nil }
        guard size >= 0, size <= head.pointee.left else {
            head.pointee.isExhausted = true
            return nil
        }
        let rounded = max(8, (size + 7) & ~7)
        if rounded > head.pointee.end - head.pointee.cursor { grow(head, for: rounded) }
        let bytes = head.pointee.cursor
        head.pointee.cursor = bytes + rounded
        head.pointee.left -= min(rounded, head.pointee.left)
        return bytes
    }

    private static func grow(_ head: UnsafeMutablePointer<Head>, for size: Int) {
        let next = max(size + alignment, min(head.pointee.lastBlockSize * 2, 1 << 20))
        let block = block(next)
        block.storeBytes(of: head.pointee.lastBlock, as: UnsafeMutableRawPointer.self)
        block.storeBytes(of: next, toByteOffset: sizeOffset, as: Int.self)
        head.pointee.lastBlock = block
        head.pointee.lastBlockSize = next
        head.pointee.cursor = block + alignment
        head.pointee.end = block + next
    }
}
