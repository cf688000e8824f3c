// Times the encoder on one thread: `encoder-bench DIRECTORY KERNELS SECONDS`; KERNELS is
// "fastest" or a name.
//
// Answers lines "T" on standard input with the milliseconds of CPU time that a text of T tokens
// takes: the best of the runs that fit SECONDS, so that a script can take turns with a peer.
internal import Embeddings
internal import Foundation

@main
enum EncoderBench {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let seconds = Double(arguments[3]) else {
            print("usage: encoder-bench DIRECTORY KERNELS SECONDS")
            exit(64)
        }
        let kernels: KernelChoice = arguments[2] == "fastest" ? .fastest : .named(arguments[2])
        let encoder = try MiniLM(directory: arguments[1], kernels: kernels)
        say("kernels \(encoder.kernelName)")
        while let line = readLine(), let tokens = Int(line) {
            let text = [String](repeating: "price", count: tokens - 2).joined(separator: " ")
            precondition(encoder.tokenizer.tokens(of: text).ids.count == tokens)
            var best = Double.infinity
            let start = processorSeconds()
            while processorSeconds() - start < seconds {
                let before = processorSeconds()
                _ = encoder.embedNow(text)
                best = min(best, processorSeconds() - before)
            }
            say("\(best * 1000)")
        }
    }

    private static func say(_ line: String) {
        FileHandle.standardOutput.write(Data("\(line)\n".utf8))
    }

    /// CPU time of this process: others on the machine disturb it less than the time of day.
    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
