internal import Foundation

/// What a connector's process does before it opens a stranger's library.
enum ProcessSetup {
    /// A leak ends this process, not the machine; a crash writes no core with a customer's words in
    /// it.
    static func limitResources() {
        lower(RLIMIT_DATA, to: ProcessLimits.memoryBytes)
        lower(RLIMIT_NOFILE, to: ProcessLimits.files)
        lower(RLIMIT_CORE, to: 0)
    }

    private static func lower(_ resource: __rlimit_resource, to value: UInt) {
        var limit = rlimit()
        let resource = __rlimit_resource_t(resource.rawValue)
        guard getrlimit(resource, &limit) == 0 else { return }
        limit.rlim_max = min(limit.rlim_max, rlim_t(value))
        limit.rlim_cur = limit.rlim_max
        setrlimit(resource, &limit)
    }

    /// Two threads that only wait: one for SIGTERM, which the daemon has blocked for all threads of
    /// this process, and one for the other end of the link to close.
    static func watchForEnd(_ signs: Signs) {
        Thread.detachNewThread {
            var wanted = sigset_t()
            sigemptyset(&wanted)
            sigaddset(&wanted, SIGTERM)
            var signal: Int32 = 0
            while sigwait(&wanted, &signal) != 0 {}
            signs.give(.terminate)
        }
        // A descriptor of its own: the link may close the other one while this waits.
        let watched = fcntl(Link.descriptor, F_DUPFD_CLOEXEC, Link.descriptor + 1)
        guard watched >= 0 else { return signs.give(.linkLost) }
        Thread.detachNewThread {
            // POLLRDHUP by its number: it is not in the importer's sight.
            var one = pollfd(fd: watched, events: 0x2000, revents: 0)
            while poll(&one, 1, -1) < 0, errno == EINTR {}
            signs.give(.linkLost)
        }
    }
}
