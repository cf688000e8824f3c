internal import Foundation
internal import Synchronization

/// What systemd, or anything that speaks as it does, and the daemon tell each other: the listening
/// socket that was opened for us (sd_listen_fds(3)), and how far we are (sd_notify(3)).
///
/// Without the environment variables of either, nothing here does anything.
struct ServiceManager: Sendable {
    /// The first descriptor that is passed; SD_LISTEN_FDS_START.
    private static let first: Int32 = 3

    /// Where notifications go; nil when nobody wants them.
    private let notifySocket: String?
    /// The socket to listen on; nil to open one.
    let listener: Int32?

    /// Reads the environment, and takes its variables out of it: they are not for our children.
    init(environment: [String: String] = ProcessInfo.processInfo.environment) throws(Refusal) {
        notifySocket = environment["NOTIFY_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
        listener = try Self.listener(environment)
        for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES", "NOTIFY_SOCKET"] {
            unsetenv(name)
        }
    }

    private static func listener(_ environment: [String: String]) throws(Refusal) -> Int32? {
        guard let text = environment["LISTEN_FDS"], let pid = environment["LISTEN_PID"],
            Int32(pid) == getpid()
        else { return nil }
        guard let count = Int(text), count == 1 else {
            throw Refusal(
                .configuration,
                "LISTEN_FDS is \(text); salesrld takes one socket (one ListenStream= in the unit)")
        }
        var isListening: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(first, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &size) == 0,
            isListening == 1
        else {
            throw Refusal(
                .configuration,
                "descriptor \(first), passed by LISTEN_FDS, is no listening stream socket; "
                    + "the unit needs ListenStream=, and Accept=no")
        }
        // Connectors' processes must not hold the port.
        _ = fcntl(first, F_SETFD, FD_CLOEXEC)
        return first
    }

    func ready(_ address: String) { notify("READY=1\nSTATUS=serving on \(address)") }

    func reloading() {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        let microseconds = time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
        notify("RELOADING=1\nMONOTONIC_USEC=\(microseconds)")
    }

    func stopping() { notify("STOPPING=1\nSTATUS=calls under way may end") }

    /// One datagram. Nobody waits for it, and a manager that has gone away is not our trouble.
    private func notify(_ text: String) {
        guard let notifySocket else { return }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var path = Array(notifySocket.utf8)
        // "@name" is Linux's namespace without files, whose names begin with NUL.
        if path.first == UInt8(ascii: "@") { path[0] = 0 }
        guard path.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        let offset = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
        let length = socklen_t(offset + path.count)
        let descriptor = socket(
            AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(
                    descriptor, bytes, bytes.count,
                    Int32(MSG_DONTWAIT)
                        | Int32(MSG_NOSIGNAL), $0, length)
            }
        }
    }
}

/// What the kernel lets the process have.
enum Resources {
    /// Descriptors kept for files, connectors and the listener.
    private static let reserved = 64

    /// Raises the number of open files as far as it may go, and returns how many connections that
    /// leaves room for. Beyond them connections are closed as they come: one that is not accepted
    /// would wait for nothing.
    static func connections(wanted: Int) -> Int {
        var limit = rlimit()
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(files, &limit) == 0 else { return wanted }
        if limit.rlim_cur < limit.rlim_max {
            limit.rlim_cur = limit.rlim_max
            _ = setrlimit(files, &limit)
            _ = getrlimit(files, &limit)
        }
        return max(1, min(wanted, Int(clamping: limit.rlim_cur) - reserved))
    }
}
