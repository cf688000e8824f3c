import Testing

@Suite("Mistreated", .serialized, .enabled(if: Daemon.shipped != nil, Daemon.notShipped))
struct ChaosTests {
    @Test(
        "a daemon that is killed, starved and damaged keeps its promises: the short form of `make chaos`",
        .timeLimit(.minutes(10)))
    func short() async throws {
        let (code, said) = try await ran(
            Daemon.root + "/Tests/Chaos/run", ["--short", "--programs", Daemon.programs])
        #expect(code == 0, "\(said)")
    }
}
