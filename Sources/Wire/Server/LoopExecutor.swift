internal import NIOCore

/// Runs a call's task on its connection's event loop, so that an answer that needs no waiting
/// changes threads not once. Work that computes for long has to leave the loop by itself.
final class LoopExecutor: TaskExecutor {
    let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        loop.execute { job.runSynchronously(on: executor) }
    }
}
