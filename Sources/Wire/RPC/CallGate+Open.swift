package import Messages

/// Lets everybody in and keeps no record: for tests, and for sockets that only the other end can
/// reach.
package struct OpenGate: CallGate {
    package init() {}

    package func admit(_ call: Call) throws(Status) {}

    package func finished(_ call: Call, code: StatusCode, duration: Duration) {}
}
