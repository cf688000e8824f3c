/// Every limit of this room, in one place, each under the name it has in the configuration.
///
/// Checked before memory is taken. A refusal names the limit, its value and the setting
/// (``Setting/path``).
package struct WireLimits: Sendable, Equatable {
    // MARK: Messages

    /// Bytes of one message, and of one native frame's data. The native frame's length field leaves
    /// room for 16 MiB less one; clients of ttrpc refuse more than 4 MiB.
    package var messageBytes = 4 * 1024 * 1024
    /// Bytes of all metadata of one call, counted as key + value + 32 each.
    package var metadataBytes = 16 * 1024
    /// Metadata entries of one call.
    package var metadataEntries = 128
    /// Bytes of a status message that is sent.
    package var statusMessageBytes = 4 * 1024

    // MARK: Connections and streams

    /// Connections open at once; further ones are closed as they arrive.
    package var connections = 10_000
    /// Calls under way at once on one connection.
    package var streamsPerConnection = 256
    /// Messages of one stream that have arrived and that its handler has not read.
    package var streamInboundMessages = 16_384
    /// Bytes of the same. A peer that goes on sending gets RESOURCE_EXHAUSTED: ttrpc has no window.
    package var streamInboundBytes = 8 * 1024 * 1024
    /// Bytes that one stream has queued for its peer before its writer waits.
    package var streamOutboundBytes = 1024 * 1024
    /// Bytes that all streams of a connection have queued before their writers wait.
    package var connectionOutboundBytes = 8 * 1024 * 1024

    // MARK: Overload

    /// Calls of one method at work at once: found by measuring, between these two.
    package var concurrencyMin = 4
    package var concurrencyMax = 1024
    /// Calls that wait for their turn, all methods together.
    package var waitingCalls = 4096
    /// Bytes of their requests.
    package var waitingBytes = 64 * 1024 * 1024
    /// The longest wait for a turn. A method whose line is not empty for so long is overloaded...
    package var wait = Duration.milliseconds(100)
    /// ...and then calls wait no longer than this.
    package var waitOverloaded = Duration.milliseconds(5)

    // MARK: Time

    /// From accepting to a finished TLS handshake.
    package var handshake = Duration.seconds(5)
    /// Without a call and without a byte, after which a connection is closed.
    package var idle = Duration.seconds(15 * 60)
    /// Without a byte from an HTTP/2 peer, after which it is asked with a PING whether it is there.
    package var keepalive = Duration.seconds(60)
    /// How long the peer may take to answer that PING before the connection is closed.
    package var keepaliveAnswer = Duration.seconds(20)
    /// How long a writer may wait for its peer before its stream ends with RESOURCE_EXHAUSTED.
    package var streamDrain = Duration.seconds(30)
    /// How long a frame or a request head may take to arrive once it has begun.
    package var frameArrival = Duration.seconds(30)
    /// How long calls under way may go on once the server drains.
    package var drain = Duration.seconds(30)
    /// The longest deadline that is kept; a longer one is shortened to it.
    package var callDuration = Duration.seconds(24 * 60 * 60)

    // MARK: Pages

    /// Bytes of a request line with its headers.
    package var pageHeaderBytes = 16 * 1024
    /// Bytes of a page request's body.
    package var pageBodyBytes = 64 * 1024

    // MARK: HTTP/2 abuse, by connection

    /// Streams that a peer may reset before they were answered, as a bucket that holds this many...
    package var resetBurst = 200
    /// ...and refills by this many a second.
    package var resetsPerSecond = 50
    /// PING and SETTINGS frames, as a bucket that holds this many...
    package var controlBurst = 200
    /// ...and refills by this many a second.
    package var controlsPerSecond = 20
    /// CONTINUATION frames of one header block.
    package var continuations = 8
    /// Empty DATA frames in a row.
    package var emptyDataFrames = 100
    /// Bytes of the receive window of one HTTP/2 stream.
    package var streamWindowBytes = 256 * 1024
    /// Bytes of the receive window of one HTTP/2 connection.
    package var connectionWindowBytes = 1024 * 1024

    package init() {}

    package static let standard = WireLimits()
}

extension WireLimits {
    /// A limit as the configuration knows it.
    package struct Setting: Sendable {
        package enum Value: Sendable {
            case count(WritableKeyPath<WireLimits, Int> & Sendable)
            case duration(WritableKeyPath<WireLimits, Duration> & Sendable)
        }
        /// "messageBytes"; "limits.messageBytes" in the file.
        package let name: String
        package let value: Value
        /// What it bounds, in a few words.
        package let meaning: String

        package var path: String { "limits.\(name)" }
    }

    /// All limits, in the order of their declaration.
    package static let settings: [Setting] = [
        .init("messageBytes", \.messageBytes, "bytes of one message"),
        .init("metadataBytes", \.metadataBytes, "bytes of a call's metadata"),
        .init("metadataEntries", \.metadataEntries, "entries of a call's metadata"),
        .init("statusMessageBytes", \.statusMessageBytes, "bytes of a status message"),
        .init("connections", \.connections, "connections open at once"),
        .init("streamsPerConnection", \.streamsPerConnection, "calls at once on a connection"),
        .init("streamInboundMessages", \.streamInboundMessages, "unread messages of a stream"),
        .init("streamInboundBytes", \.streamInboundBytes, "unread bytes of a stream"),
        .init("streamOutboundBytes", \.streamOutboundBytes, "queued bytes of a stream"),
        .init("connectionOutboundBytes", \.connectionOutboundBytes, "queued bytes of a connection"),
        .init("concurrencyMin", \.concurrencyMin, "calls of a method at work, the least limit"),
        .init("concurrencyMax", \.concurrencyMax, "calls of a method at work, the highest limit"),
        .init("waitingCalls", \.waitingCalls, "calls that wait for their turn"),
        .init("waitingBytes", \.waitingBytes, "bytes of their requests"),
        .init("wait", \.wait, "longest wait for a turn"),
        .init("waitOverloaded", \.waitOverloaded, "the same, under overload"),
        .init("handshake", \.handshake, "time for the TLS handshake"),
        .init("idle", \.idle, "time without a call or a byte"),
        .init("keepalive", \.keepalive, "silence before an HTTP/2 peer is asked"),
        .init("keepaliveAnswer", \.keepaliveAnswer, "time for its answer"),
        .init("streamDrain", \.streamDrain, "time a writer waits for its reader"),
        .init("frameArrival", \.frameArrival, "time for a frame to arrive once begun"),
        .init("drain", \.drain, "time for calls under way at shutdown"),
        .init("callDuration", \.callDuration, "longest deadline"),
        .init("pageHeaderBytes", \.pageHeaderBytes, "bytes of a page request's head"),
        .init("pageBodyBytes", \.pageBodyBytes, "bytes of a page request's body"),
        .init("resetBurst", \.resetBurst, "unanswered streams reset at once"),
        .init("resetsPerSecond", \.resetsPerSecond, "unanswered streams reset a second"),
        .init("controlBurst", \.controlBurst, "PING and SETTINGS frames at once"),
        .init("controlsPerSecond", \.controlsPerSecond, "PING and SETTINGS frames a second"),
        .init("continuations", \.continuations, "CONTINUATION frames of a header block"),
        .init("emptyDataFrames", \.emptyDataFrames, "empty DATA frames in a row"),
        .init("streamWindowBytes", \.streamWindowBytes, "receive window of an HTTP/2 stream"),
        .init("connectionWindowBytes", \.connectionWindowBytes, "receive window of a connection"),
    ]
}

extension WireLimits.Setting {
    fileprivate init(
        _ name: String, _ key: WritableKeyPath<WireLimits, Int> & Sendable, _ meaning: String
    ) {
        self.init(name: name, value: .count(key), meaning: meaning)
    }

    fileprivate init(
        _ name: String, _ key: WritableKeyPath<WireLimits, Duration> & Sendable, _ meaning: String
    ) {
        self.init(name: name, value: .duration(key), meaning: meaning)
    }
}
