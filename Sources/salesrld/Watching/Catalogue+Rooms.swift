internal import Telemetry

// The store, connectors, doors, and what the daemon says of its own telling.
extension Catalogue {
    static let store = [
        conversations, storeBytes, storeWaiting, storeLimit, storeLive, storeCommit, storeGroup,
    ]
    static let conversations = Family.gauge(
        "salesrl_conversations", [], "Conversations that are kept")
    static let storeBytes = Family.gauge(
        "salesrl_store_bytes", [], "What they take, in bytes: the file and its log, or memory")
    static let storeWaiting = Family.gauge(
        "salesrl_store_waiting", ["kind"], "Requests that wait for the disk: write or read")
    static let storeLimit = Family.gauge(
        "salesrl_store_waiting_limit", [], "Requests of a thread that may wait")
    static let storeLive = Family.gauge(
        "salesrl_store_live_conversations", [], "Conversations whose next turn needs no disk")
    static let storeCommit = Family.histogram(
        "salesrl_store_commit_seconds", ["clerk"],
        "The write and fsync of a group of commits, in seconds")
    static let storeGroup = Family.histogram(
        "salesrl_store_group_size", ["clerk"], bounds: Family.counts,
        "Commits that one fsync paid for")

    static let connectors = [
        connectorUp, connectorRestarts, connectorDelivered, connectorRefused, connectorAtWork,
        connectorWaiting, writeBacks, writeBacksWaiting,
    ]
    private static let one = ["connector", "tenant"]
    static let connectorUp = Family.gauge(
        "salesrl_connector_up", one, "1 while its process runs and has said that it is ready")
    static let connectorRestarts = Family.counter(
        "salesrl_connector_restarts_total", one, "Starts of its process after the first")
    static let connectorDelivered = Family.counter(
        "salesrl_connector_events_delivered_total", one, "Events answered with a forecast")
    static let connectorRefused = Family.counter(
        "salesrl_connector_events_refused_total", one, "Events answered with an error")
    static let connectorAtWork = Family.gauge(
        "salesrl_connector_events_at_work", one, "Its events that are worked on")
    static let connectorWaiting = Family.gauge(
        "salesrl_connector_events_waiting", one, "Its events that wait for that")
    static let writeBacks = Family.counter(
        "salesrl_connector_write_backs_total", one, "Forecasts that it carried back")
    static let writeBacksWaiting = Family.gauge(
        "salesrl_connector_write_backs_waiting", one, "Forecasts that it has yet to carry back")

    static let doors = [
        connections, shakingHands, accepted, turnedAway, connectionsLimit, handshakes,
        handshakeSeconds, bytesIn, bytesOut, framesIn, framesOut,
    ]
    static let connections = Family.gauge(
        "salesrl_connections", ["door"], "Connections that are open")
    static let shakingHands = Family.gauge(
        "salesrl_connections_shaking_hands", [], "Connections whose TLS handshake is not over")
    static let accepted = Family.counter(
        "salesrl_connections_accepted_total", [], "Connections that came in")
    static let turnedAway = Family.counter(
        "salesrl_connections_refused_total", [], "Connections closed because there were too many")
    static let connectionsLimit = Family.gauge(
        "salesrl_connections_limit", [], "Connections that may be open, limits.connections")
    static let handshakes = Family.counter(
        "salesrl_tls_handshakes_total", ["result"],
        "TLS handshakes: finished, failed, late, or plain_text to a TLS port")
    static let handshakeSeconds = Family.histogram(
        "salesrl_tls_handshake_seconds", [],
        "From a connection's arrival to its finished handshake, in seconds")
    static let bytesIn = Family.counter(
        "salesrl_door_received_bytes_total", ["door"], "Bytes read from sockets, as they lie there")
    static let bytesOut = Family.counter(
        "salesrl_door_sent_bytes_total", ["door"], "Bytes handed to sockets, as they lie there")
    static let framesIn = Family.counter(
        "salesrl_door_received_frames_total", ["door"],
        "Frames of ttrpc or HTTP/2, or requests for pages, that arrived")
    static let framesOut = Family.counter(
        "salesrl_door_sent_frames_total", ["door"],
        "Frames of ttrpc or HTTP/2, or pages, that were sent")

    static let itself = [logLines, logSuppressed, spans, spansDropped]
    static let logLines = Family.counter(
        "salesrl_log_lines_total", ["level"], "Lines that were logged")
    static let logSuppressed = Family.counter(
        "salesrl_log_lines_suppressed_total", [],
        "Lines left out: too many of their kind in a second, or nobody took them")
    static let spans = Family.counter(
        "salesrl_trace_spans_total", [], "Spans that have ended, for trace.file")
    static let spansDropped = Family.counter(
        "salesrl_trace_spans_dropped_total", [], "Spans that came faster than they could be written"
    )
}
