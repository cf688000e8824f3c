internal import Messages
internal import Testing

@testable internal import Wire

@Suite("Finding a method by its name's bytes")
struct RoutesTests {
    private let routes = Routes([
        Service("a.B", methods: [Method("C", .unary { request, _ in request })]),
        Service("a.BC", methods: [Method("D", .unary { request, _ in request })]),
    ])

    private func find(_ path: String) -> String? {
        var path = path
        return path.withUTF8 { bytes in
            routes.find(path: UnsafeRawBufferPointer(bytes)).map {
                "\($0.service)/\($0.method.name)"
            }
        }
    }

    private func find(_ service: String, _ method: String) -> String? {
        var service = service
        var method = method
        return service.withUTF8 { service in
            method.withUTF8 { method in
                routes.find(
                    service: UnsafeRawBufferPointer(service), method: UnsafeRawBufferPointer(method)
                ).map { "\($0.service)/\($0.method.name)" }
            }
        }
    }

    @Test("Both ways of asking find the same")
    func found() {
        #expect(find("a.B/C") == "a.B/C")
        #expect(find("a.BC/D") == "a.BC/D")
        #expect(find("a.B", "C") == "a.B/C")
        #expect(find("a.BC", "D") == "a.BC/D")
    }

    @Test(
        "What is not served is not found",
        arguments: ["", "/", "a.B", "a.B/", "a.B/C/", "a.B/D", "a.BC", "/a.B/C", "a.b/C"])
    func absent(path: String) {
        #expect(find(path) == nil)
        #expect(find(path, "") == nil)
        #expect(find("", path) == nil)
    }

    @Test("A slash within a part does not move the border")
    func slash() {
        #expect(find("a.B/C", "") == nil)
        #expect(find("a", "B/C") == nil)
    }
}
