package import Messages

/// `grpc.reflection.v1` and `v1alpha`: what is served here, for tools such as grpcurl. Both
/// versions have the same messages under two names.
package struct ReflectionService: Sendable {
    private let names: [String]
    private let descriptors: Descriptors

    /// - Parameter services: the names that are listed; its own two are added.
    package init(listing services: [String], descriptors: Descriptors = .ours) {
        names = Set(services + Self.versions).sorted()
        self.descriptors = descriptors
    }

    private static let versions = [
        "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection",
    ]

    /// What goes into the server's list of services.
    package var services: [Service] {
        Self.versions.map { name in
            Service(
                name,
                methods: [
                    Method(
                        "ServerReflectionInfo", kind: .bidirectional,
                        .streaming { requests, replies, _ in
                            while let request = try await requests.next() {
                                try await replies.send(try self.answer(request))
                            }
                        })
                ])
        }
    }

    private func answer(_ payload: Payload) throws(Status) -> Payload {
        let request = try payload.read(ServerReflectionRequest.self)
        let question = request.question
        return Payload(
            ServerReflectionResponse.Draft(
                validHost: request.host,
                original: ServerReflectionRequest.Draft(host: request.host, question: question),
                answer: answer(to: question)))
    }

    private func answer(to question: ReflectionQuestion?) -> ReflectionAnswer {
        switch question {
        case .fileByName(let name):
            descriptors.files(named: name).map(ReflectionAnswer.files)
                ?? .error(.notFound, "no file \(name) is known here")
        case .fileContainingSymbol(let symbol):
            descriptors.files(containing: symbol).map(ReflectionAnswer.files)
                ?? .error(.notFound, "no symbol \(symbol) is known here")
        case .fileContainingExtension(let type, let number):
            .error(.notFound, "no extension \(number) of \(type) is known here")
        case .allExtensionNumbers(let type):
            descriptors.files(containing: type) == nil
                ? .error(.notFound, "no type \(type) is known here")
                : .extensionNumbers(type: type, [])
        case .listServices: .services(names)
        case nil: .error(.invalidArgument, "the request asks for nothing")
        }
    }
}
