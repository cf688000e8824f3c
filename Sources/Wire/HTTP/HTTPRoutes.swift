/// A request for a page. Its body, if it had one, was thrown away.
package struct HTTPRequest: Sendable {
    /// "/metrics": without the query.
    package let path: String
    /// What follows the question mark; empty without one.
    package let query: String
    package let headers: Metadata
    package let peer: Peer
}

package struct HTTPAnswer: Sendable, Equatable {
    package let status: Int
    package let contentType: String
    package let body: [UInt8]

    package init(
        status: Int = 200, contentType: String = "text/plain; charset=utf-8", body: [UInt8]
    ) {
        self.status = status
        self.contentType = contentType
        self.body = body
    }

    package init(
        status: Int = 200, contentType: String = "text/plain; charset=utf-8", text: String
    ) {
        self.init(status: status, contentType: contentType, body: Array(text.utf8))
    }
}

/// The pages of the HTTP/1.1 door, by exact path. They are read only: GET and HEAD.
package struct HTTPRoutes: Sendable {
    package typealias Page = @Sendable (HTTPRequest) async -> HTTPAnswer

    let pages: [String: Page]

    package init(_ pages: [String: Page] = [:]) { self.pages = pages }
}
