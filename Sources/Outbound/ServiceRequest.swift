/// What is asked of a service.
package struct ServiceRequest: Sendable {
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    package var method: Method
    package var address: String
    /// Names and values without line ends; others are refused.
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]
    /// A key and the head that carries it: "Bearer " is put before it in `authorization`.
    package var key: (header: String, secret: Secret)?
    /// From the first byte sent to the last received; nil: the client's.
    package var timeout: Duration?

    package init(
        _ method: Method, _ address: String, headers: [(name: String, value: String)] = [],
        body: [UInt8] = [], key: (header: String, secret: Secret)? = nil
    ) {
        self.method = method
        self.address = address
        self.headers = headers
        self.body = body
        self.key = key
    }
}

/// What came back, whatever its status.
package struct ServiceAnswer: Sendable {
    package var status: Int
    /// Names in small letters.
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]

    /// The last value of a name, which is given in small letters.
    package subscript(header name: String) -> String? {
        headers.last { $0.name == name }?.value
    }

    /// The beginning of the body on one line, for errors.
    var excerpt: String {
        let text = String(
            decoding: body.prefix(4 * OutboundLimits.excerptCharacters), as: UTF8.self)
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.isEmpty
            ? "an empty body" : "\"\(line.prefix(OutboundLimits.excerptCharacters))\""
    }
}
