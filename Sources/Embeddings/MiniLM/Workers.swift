internal import CoreMetrics
internal import Foundation

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Threads of our own that take waiting texts, several at a time, so that no long computation sits
/// on Swift's cooperative pool.
///
/// First come, first served. What is no longer wanted is taken out of the queue before it costs
/// anything.
final class Workers: @unchecked Sendable {
    /// Turns several token lists into as many vectors; each thread has its own.
    typealias Run = ([[Int32]]) -> [[Float]]

    /// The texts of one `embed`.
    private final class Request {
        let texts: [[Int32]]
        var vectors: [[Float]]
        /// Texts handed to a thread, from the front.
        var taken = 0
        var finished = 0
        var answer: CheckedContinuation<Result<[[Float]], EmbeddingError>, Never>?

        init(_ texts: [[Int32]]) {
            self.texts = texts
            vectors = [[Float]](repeating: [], count: texts.count)
        }
    }

    private let lock = NSCondition()
    private var queue: [Request] = []
    private var waitingTexts = 0
    private var busyThreads = 0
    private var refusedTexts = 0
    private var isClosed = false
    private let threads: Int
    private let waitingTextsMax: Int
    private let batchTime = CoreMetrics.Timer(label: "salesrl_encoder_batch_seconds")
    private let batchTexts = Recorder(label: "salesrl_encoder_batch_texts")

    init(
        threads: Int, waitingTextsMax: Int = EmbeddingLimits.waitingTextsMax,
        makeRun: @escaping @Sendable () -> Run
    ) {
        self.waitingTextsMax = waitingTextsMax
        self.threads = max(threads, 1)
        for index in 0..<self.threads {
            let thread = Thread { [self] in work(makeRun()) }
            thread.name = "embed-\(index)"
            thread.stackSize = 1 << 20
            thread.start()
        }
    }

    /// How much waits, and how many threads are at it.
    var load: EncoderLoad {
        lock.withLock {
            EncoderLoad(
                threads: threads, busyThreads: busyThreads, waitingTexts: waitingTexts,
                waitingTextsMax: waitingTextsMax, refusedTexts: refusedTexts)
        }
    }

    /// Lets the threads end once the queue is empty; later requests are refused.
    func close() {
        lock.withLock {
            isClosed = true
            lock.broadcast()
        }
    }

    /// Waits for the vectors of `texts`, each at most `EmbeddingLimits.tokensMax` tokens.
    func run(_ texts: [[Int32]]) async throws(EmbeddingError) -> [[Float]] {
        if texts.isEmpty { return [] }
        let request = Ticket(Request(texts))
        return try await withTaskCancellationHandler {
            await withCheckedContinuation { answer in
                enqueue(request, answer)
            }
        } onCancel: {
            withdraw(request)
        }.get()
    }

    /// Requests are touched under the lock only.
    private struct Ticket: @unchecked Sendable {
        let request: Request
        init(_ request: Request) { self.request = request }
    }

    private func enqueue(
        _ ticket: Ticket,
        _ answer: CheckedContinuation<Result<[[Float]], EmbeddingError>, Never>
    ) {
        let request = ticket.request
        let refusal: EmbeddingError? = lock.withLock {
            if isClosed { return EmbeddingError(.closed, "the embedder was shut down") }
            if Task.isCancelled { return Self.cancelled }
            guard waitingTexts + request.texts.count <= waitingTextsMax else {
                refusedTexts += request.texts.count
                return EmbeddingError(
                    .overloaded,
                    "\(waitingTexts) texts wait to be embedded and \(request.texts.count) more "
                        + "came; the limit is \(waitingTextsMax). Try again later")
            }
            request.answer = answer
            waitingTexts += request.texts.count
            queue.append(request)
            lock.signal()
            return nil
        }
        if let refusal { answer.resume(returning: .failure(refusal)) }
    }

    private static let cancelled = EmbeddingError(.cancelled, "the caller gave up waiting")

    private func withdraw(_ ticket: Ticket) {
        let request = ticket.request
        let answer = lock.withLock {
            if let index = queue.firstIndex(where: { $0 === request }) {
                queue.remove(at: index)
                waitingTexts -= request.texts.count - request.taken
            }
            defer { request.answer = nil }
            return request.answer
        }
        answer?.resume(returning: .failure(Self.cancelled))
    }

    // MARK: - On the threads

    private func work(_ run: Run) {
        while let batch = nextBatch() {
            let began = ContinuousClock.now
            let vectors = run(batch.map { $0.request.texts[$0.index] })
            let (seconds, attoseconds) = began.duration(to: .now).components
            batchTime.recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
            batchTexts.record(batch.count)
            lock.withLock { busyThreads -= 1 }
            for (place, vector) in zip(batch, vectors) { finish(place, vector) }
        }
    }

    private typealias Place = (request: Request, index: Int)

    /// Texts from the front of the queue, as many as fit the rows of a pass; nil when all is over.
    private func nextBatch() -> [Place]? {
        lock.lock()
        defer { lock.unlock() }
        while queue.isEmpty {
            if isClosed { return nil }
            lock.wait()
        }
        var batch: [Place] = []
        var rows = 0
        while let request = queue.first {
            let text = request.texts[request.taken]
            rows += text.count
            if !batch.isEmpty, rows > EmbeddingLimits.batchRowsMax { break }
            batch.append((request, request.taken))
            request.taken += 1
            waitingTexts -= 1
            if request.taken == request.texts.count { queue.removeFirst() }
        }
        busyThreads += 1
        if !queue.isEmpty { lock.signal() }
        return batch
    }

    private func finish(_ place: Place, _ vector: [Float]) {
        let request = place.request
        let answer = lock.withLock {
            request.vectors[place.index] = vector
            request.finished += 1
            guard request.finished == request.texts.count else {
                return CheckedContinuation<Result<[[Float]], EmbeddingError>, Never>?.none
            }
            defer { request.answer = nil }
            return request.answer
        }
        answer?.resume(returning: .success(request.vectors))
    }
}

/// What an encoder's threads have before them.
package struct EncoderLoad: Sendable, Equatable {
    package let threads: Int
    package let busyThreads: Int
    package let waitingTexts: Int
    package let waitingTextsMax: Int
    /// Since the start, because too many waited.
    package let refusedTexts: Int
}
