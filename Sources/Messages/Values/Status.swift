/// How a call ended, by gRPC's 17 codes. Both RPC doors speak them.
package enum StatusCode: Int32, Sendable, CaseIterable {
    case ok = 0
    case cancelled = 1
    case unknown = 2
    case invalidArgument = 3
    case deadlineExceeded = 4
    case notFound = 5
    case alreadyExists = 6
    case permissionDenied = 7
    case resourceExhausted = 8
    case failedPrecondition = 9
    case aborted = 10
    case outOfRange = 11
    case unimplemented = 12
    case `internal` = 13
    case unavailable = 14
    case dataLoss = 15
    case unauthenticated = 16
}

/// Why a call failed: a code, a sentence for a person, and details for a program.
///
/// Two statuses are equal when their codes are, so that tests need not match prose.
package struct Status: Error, Sendable, Equatable {
    /// A google.protobuf.Any: the type's URL and its bytes.
    package struct Detail: Sendable, Hashable {
        package let typeURL: String
        package let value: [UInt8]

        package init(typeURL: String, value: [UInt8]) {
            self.typeURL = typeURL
            self.value = value
        }
    }

    package var code: StatusCode
    /// Says what is wrong, where, and what to do about it.
    package var message: String
    package var details: [Detail]

    package init(_ code: StatusCode, _ message: String, details: [Detail] = []) {
        self.code = code
        self.message = message
        self.details = details
    }

    package static func == (left: Status, right: Status) -> Bool { left.code == right.code }
}
