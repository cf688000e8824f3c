internal import Foundation
internal import Synchronization

/// How a process ended.
enum ChildEnd: Sendable, Equatable, CustomStringConvertible {
    case code(Int32)
    case signal(Int32)

    var description: String {
        switch self {
        case .code(let code): "its process ended with exit code \(code)"
        case .signal(let signal):
            "its process was ended by signal \(signal) (\(String(cString: strsignal(signal))))"
        }
    }
}

/// A process that we started, until it has been reaped.
final class Child: Sendable {
    private struct State {
        var isReaped = false
        var end: ChildEnd?
        var waiters: [CheckedContinuation<ChildEnd, Never>] = []
    }

    let pid: pid_t
    private let state = Mutex(State())

    private init(pid: pid_t) { self.pid = pid }

    /// Starts `executable` with its end of a new socketpair as descriptor 3 and an environment
    /// without the daemon's secrets. Returns our end as well.
    static func start(
        _ executable: String, _ arguments: [String]
    ) throws(PluginError) -> (Child, descriptor: Int32) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw PluginError(
                .process, "no socketpair for a connector: \(String(cString: strerror(errno)))")
        }
        var pid: pid_t = 0
        let failure = spawn(&pid, executable, arguments, link: ends[1])
        close(ends[1])
        guard failure == 0 else {
            close(ends[0])
            throw PluginError(
                .process, "\(executable) cannot be started: \(String(cString: strerror(failure)))")
        }
        let child = Child(pid: pid)
        // Waiting for a process blocks, so it gets a thread of its own.
        Thread.detachNewThread { child.reap() }
        return (child, ends[0])
    }

    /// Returns when the process has ended and has been reaped.
    func ended() async -> ChildEnd {
        await withCheckedContinuation { continuation in
            let end = state.withLock { state in
                if state.end == nil { state.waiters.append(continuation) }
                return state.end
            }
            if let end { continuation.resume(returning: end) }
        }
    }

    /// Does nothing to a process that has been reaped: its number may be another's by now.
    func send(_ signal: Int32) {
        state.withLock { state in
            if !state.isReaped { _ = kill(pid, signal) }
        }
    }

    private func reap() {
        var about = siginfo_t()
        while waitid(P_PID, id_t(pid), &about, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        let (end, waiters) = state.withLock { state in
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0, errno == EINTR {}
            state.isReaped = true
            // The layout of a wait status: the signal in the low 7 bits, the exit code above them.
            let signal = status & 0x7f
            let end: ChildEnd = signal == 0 ? .code((status >> 8) & 0xff) : .signal(signal)
            state.end = end
            defer { state.waiters = [] }
            return (end, state.waiters)
        }
        for waiter in waiters { waiter.resume(returning: end) }
    }
}

/// Zero, or why not.
private func spawn(
    _ pid: inout pid_t, _ executable: String, _ arguments: [String], link: Int32
) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, link, Link.descriptor)
    _ = closeFrom?(&actions, Link.descriptor + 1)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    // The child waits for SIGTERM in a thread of its own, so no other thread may get it.
    var blocked = sigset_t()
    sigemptyset(&blocked)
    sigaddset(&blocked, SIGTERM)
    posix_spawnattr_setsigmask(&attributes, &blocked)
    // A group of its own: Ctrl-C is for the daemon, which then asks its connectors to stop.
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP
    posix_spawnattr_setflags(&attributes, Int16(flags))

    // "exe" would tell a reader of the process list nothing.
    let own = executable == "/proc/self/exe" ? CommandLine.arguments.first : nil
    var argv = ([own ?? executable] + arguments).map { strdup($0) } + [nil]
    var environment = childEnvironment().map { strdup($0) } + [nil]
    defer { for text in argv + environment { free(text) } }
    return posix_spawn(&pid, executable, &actions, &attributes, &argv, &environment)
}

/// Closes whatever the daemon opened without close-on-exec. In glibc since 2.34, but its header
/// shows it to GNU C alone, so it is looked up; without it, close-on-exec has to do.
private let closeFrom: (@convention(c) (UnsafeMutableRawPointer, Int32) -> Int32)? =
    dlsym(nil, "posix_spawn_file_actions_addclosefrom_np").map {
        unsafeBitCast($0, to: (@convention(c) (UnsafeMutableRawPointer, Int32) -> Int32).self)
    }

/// Secrets travel in environments, so a connector gets no more than it needs to find its libraries.
private func childEnvironment() -> [String] {
    let kept = ["PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TZ", "TMPDIR"]
    let environment = ProcessInfo.processInfo.environment
    return kept.compactMap { name in environment[name].map { "\(name)=\($0)" } }
        // The runtime's crash reporter would keep a crashed process for seconds.
        + ["SWIFT_BACKTRACE=enable=no"]
}
