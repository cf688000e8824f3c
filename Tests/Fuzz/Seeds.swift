internal import Glibc

/// With FUZZ_SEEDS=folder in the environment, writes the seeds there and ends the process.
func writeSeeds(_ seeds: @autoclosure () -> [[UInt8]]) {
    guard let folder = getenv("FUZZ_SEEDS").map({ String(cString: $0) }) else { return }
    for (index, seed) in seeds().enumerated() {
        guard let file = fopen("\(folder)/seed-\(index)", "w") else {
            perror(folder)
            exit(1)
        }
        fwrite(seed, 1, seed.count, file)
        fclose(file)
    }
    exit(0)
}
