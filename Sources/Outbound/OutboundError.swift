/// Why a call brought no answer. Equality looks at the code only.
///
/// `reason` says what is wrong, where, and what to do, and never holds a key.
package struct OutboundError: Error, Equatable, CustomStringConvertible {
    /// An open set: a later version may add codes.
    package struct Code: Sendable, Hashable, CustomStringConvertible {
        package let description: String
        package init(_ name: String) { description = name }

        // Before anything is sent
        /// The address is none, or not one that may be called.
        package static let badAddress = Code("badAddress")
        /// The file with the key cannot be read, or holds no key.
        package static let badKey = Code("badKey")

        // On the way
        /// No connection, or it broke.
        package static let unreachable = Code("unreachable")
        /// The certificate is not one to trust.
        package static let untrusted = Code("untrusted")
        package static let timedOut = Code("timedOut")
        /// The answer is larger than the limit.
        package static let tooLarge = Code("tooLarge")
        /// The caller gave up.
        package static let cancelled = Code("cancelled")
        /// The client was closed.
        package static let closed = Code("closed")

        // From the service
        /// 401 or 403: the key is wrong, or may not do this.
        package static let unauthorized = Code("unauthorized")
        /// 404: no such model or deployment.
        package static let notFound = Code("notFound")
        /// 400 and its like: the service does not take the request.
        package static let invalid = Code("invalid")
        /// The service's content filter took offence at prompt or answer.
        package static let filtered = Code("filtered")
        /// The prompt is longer than the model reads.
        package static let tooLong = Code("tooLong")
        /// 429 until the patience ended.
        package static let rateLimited = Code("rateLimited")
        /// 429 that no waiting mends: the account's quota is spent.
        package static let quotaSpent = Code("quotaSpent")
        /// 5xx or 408 until the patience ended.
        package static let unavailable = Code("unavailable")
        /// 200, and not what was asked for.
        package static let malformed = Code("malformed")
    }

    package let code: Code
    package let reason: String
    /// The HTTP status, where there was one.
    package var status: Int?
    /// The service's own name of the error, such as "context_length_exceeded".
    package var serviceCode: String?
    /// The part of the request that it is about.
    package var parameter: String?

    package init(_ code: Code, _ reason: String, status: Int? = nil) {
        self.code = code
        self.reason = reason
        self.status = status
    }

    package var description: String { reason }
    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
