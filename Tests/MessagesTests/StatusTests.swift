import Testing

@testable import Messages

@Suite struct StatusTests {
    @Test func `code, message and details survive`() throws {
        let status = try Status(decoding: Samples.status.bytes())
        #expect(status.code == .failedPrecondition)
        #expect(status.message == Samples.status.message)
        #expect(status.details == Samples.status.details)
        #expect(status.errorInfo == Samples.status.errorInfo)
        #expect(
            status.errorInfo
                == ErrorInfo(
                    reason: "TURN_OUT_OF_ORDER", domain: "salesrl",
                    metadata: ["expected": "5", "got": "7"]))
        #expect(
            status.badRequest
                == BadRequest([.init(field: "turn.number", description: "must be 5")]))
        #expect(status.retryInfo == RetryInfo(delay: .milliseconds(1500)))
    }

    @Test(arguments: StatusCode.allCases) func `every code survives`(code: StatusCode) throws {
        let status = try Status(decoding: Status(code, "m").bytes())
        #expect(status.code == code)
    }

    @Test func `a code that is not one of the seventeen reads as unknown`() throws {
        #expect(try Status(decoding: Wire.field(1, 17)).code == .unknown)
    }

    @Test func `details carry the type's URL`() {
        #expect(
            Samples.status.details.map(\.typeURL) == [
                "type.googleapis.com/google.rpc.ErrorInfo",
                "type.googleapis.com/google.rpc.BadRequest",
                "type.googleapis.com/google.rpc.RetryInfo",
            ])
    }

    @Test func `a detail that cannot be read counts as absent`() {
        let broken = Status.Detail(
            typeURL: "type.googleapis.com/google.rpc.ErrorInfo", value: [0x0a, 0x05])
        #expect(Status(.internal, "", details: [broken]).errorInfo == nil)
    }

    @Test func `a field violation names its field in words and in its detail`() {
        let status = Status.fieldViolation(field: "turn.text", description: "is empty")
        #expect(status.code == .invalidArgument)
        #expect(status.message == "turn.text: is empty")
        #expect(
            status.badRequest == BadRequest([.init(field: "turn.text", description: "is empty")]))
    }
}
