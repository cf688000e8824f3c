internal import Glibc

/// Our parent lives for as long as it holds our standard input open.
enum StandardInput {
    /// Returns at the end of the file. A thread may block in read(2); a task may not.
    static func ended() async {
        await withCheckedContinuation { continuation in
            var thread = pthread_t()
            let waiting = Unmanaged.passRetained(Waiting(continuation))
            pthread_create(
                &thread, nil,
                { raw in
                    var byte: UInt8 = 0
                    while read(0, &byte, 1) > 0 {}
                    if let raw {
                        Unmanaged<Waiting>.fromOpaque(raw).takeRetainedValue().continuation.resume()
                    }
                    return nil
                }, waiting.toOpaque())
        }
    }

    private final class Waiting {
        let continuation: CheckedContinuation<Void, Never>

        init(_ continuation: CheckedContinuation<Void, Never>) { self.continuation = continuation }
    }
}
