internal import Messages
internal import Testing

@testable internal import Wire

@Suite("Health and reflection")
struct StandardServiceTests {
    private func check(_ client: NativeClient, _ service: String) async throws -> ServingStatus? {
        let answer = try await client.unary(
            "grpc.health.v1.Health", "Check",
            Payload(HealthCheckRequest.Draft(service: service)), options: .patient)
        return try answer.read(HealthCheckResponse.self).status
    }

    private func status(in payload: Payload?) throws -> ServingStatus? {
        guard let payload else { return nil }
        return try payload.read(HealthCheckResponse.self).status
    }

    @Test("Check tells the state of the server and of its services")
    func checks() async throws {
        let health = HealthService(services: ["test.Echo"])
        try await withClient(.socketpair, [health.service]) { client in
            expect(try await check(client, ""), .notServing)
            health.set(.serving)
            expect(try await check(client, ""), .serving)
            expect(try await check(client, "test.Echo"), .notServing)
            let unknown = await outcome { _ = try await self.check(client, "no.Such") }
            #expect(unknown == Status(.notFound, ""))
        }
    }

    @Test("Watch tells the state now and at each change, also of a service that comes later")
    func watch() async throws {
        let health = HealthService()
        try await withClient(.tls, [health.service]) { client in
            let stream = try await client.stream(
                "grpc.health.v1.Health", "Watch", kind: .serverStreaming, options: .patient)
            try await stream.send(Payload(HealthCheckRequest.Draft(service: "late")))
            expect(try status(in: try await stream.next()), .serviceUnknown)
            health.set(.serving, for: "late")
            expect(try status(in: try await stream.next()), .serving)
            health.setAll(.notServing)
            expect(try status(in: try await stream.next()), .notServing)
            stream.cancel()
        }
    }

    @Test("Reflection lists services, and gives the files of a symbol, in both versions")
    func reflection() async throws {
        let reflection = ReflectionService(listing: ["salesrl.v1.Scoring"])
        try await withClient(.socketpair, reflection.services) { client in
            for version in ["v1", "v1alpha"] {
                let stream = try await client.stream(
                    "grpc.reflection.\(version).ServerReflection", "ServerReflectionInfo",
                    kind: .bidirectional, options: .patient)
                func ask(_ question: ReflectionQuestion) async throws -> ReflectionAnswer? {
                    try await stream.send(
                        Payload(ServerReflectionRequest.Draft(question: question)))
                    guard let payload = try await stream.next() else { return nil }
                    return try payload.read(ServerReflectionResponse.self, limits: .reply).answer
                }
                guard case .services(let names) = try await ask(.listServices("")) else {
                    Issue.record("no list of services")
                    return
                }
                #expect(names.contains("salesrl.v1.Scoring"))
                #expect(names.contains("grpc.reflection.v1.ServerReflection"))
                guard
                    case .files(let files) = try await ask(
                        .fileContainingSymbol("salesrl.v1.Scoring"))
                else {
                    Issue.record("no file of a symbol")
                    return
                }
                #expect(files.count > 1)
                guard case .error(let code, _) = try await ask(.fileByName("absent.proto")) else {
                    Issue.record("a file that is not there")
                    return
                }
                #expect(code == .notFound)
                try await stream.finishSending()
                expect(try await stream.next(), nil)
            }
        }
    }
}

private func outcome(_ body: () async throws -> Void) async -> Status {
    await WireTests.status(body)
}
