internal import Foundation
internal import Synchronization

/// Says when to look at a directory: at once, whenever a file in it was finished, and every `poll`.
///
/// inotify tells of files that were closed after writing or moved in; the clock finds the rest
/// (files linked in, network file systems). A thread of its own waits for both.
final class FolderWatch: Sendable {
    /// One for each time to look; several become one when the reader is busy.
    let looks: AsyncStream<Void>
    let hasNotices: Bool
    private let closed = Mutex<Set<String>>([])
    private let notices: Int32
    /// A pipe's end to read from: the thread ends when the other one is closed.
    private let end: Int32

    init(directory: String, poll: Duration) {
        notices = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        let wanted = UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO)
        hasNotices = notices >= 0 && inotify_add_watch(notices, directory, wanted) >= 0
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        end = ends[0]
        let other = ends[1]
        let (looks, look) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.looks = looks
        look.onTermination = { _ in close(other) }
        look.yield()
        Thread.detachNewThread { self.wait(look, poll) }
    }

    /// The names that inotify has told of since the last call.
    func takeClosed() -> Set<String> {
        closed.withLock { closed in
            defer { closed = [] }
            return closed
        }
    }

    private func wait(_ look: AsyncStream<Void>.Continuation, _ interval: Duration) {
        let milliseconds = Int32(clamping: Int(interval / .milliseconds(1)))
        while true {
            var both = [
                pollfd(fd: end, events: Int16(POLLIN), revents: 0),
                pollfd(fd: hasNotices ? notices : -1, events: Int16(POLLIN), revents: 0),
            ]
            poll(&both, 2, milliseconds)
            if both[0].revents != 0 { break }
            if both[1].revents != 0 { readNotices() }
            look.yield()
        }
        close(end)
        if notices >= 0 { close(notices) }
    }

    private func readNotices() {
        let header = MemoryLayout<inotify_event>.size
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        let count = buffer.withUnsafeMutableBytes { read(notices, $0.baseAddress, $0.count) }
        guard count >= header else { return }
        var names: Set<String> = []
        buffer.withUnsafeBytes { bytes in
            var at = 0
            while at + header <= count {
                let event = bytes.loadUnaligned(fromByteOffset: at, as: inotify_event.self)
                let name = bytes[(at + header)..<min(count, at + header + Int(event.len))]
                names.insert(String(decoding: name.prefix { $0 != 0 }, as: UTF8.self))
                at += header + Int(event.len)
            }
        }
        closed.withLock { $0.formUnion(names) }
    }
}
