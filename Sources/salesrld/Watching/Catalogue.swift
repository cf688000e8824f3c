internal import Telemetry

/// Every family of figures that the daemon has. `Docs/OBSERVABILITY.md` explains them in a table,
/// and a test holds the two together.
enum Catalogue {
    static let all: [Family] =
        [build] + calls + admission + tenants + turns + watching + encoder + store + connectors
        + doors
        + itself + ProcessFigures.families

    static let build = Family.gauge(
        "salesrl_build_info", ["version", "model", "embedder", "kernels"],
        "Always 1; its labels say what runs here")

    // MARK: Calls

    static let calls = [callsTotal, callSeconds, callsUnderWay]
    static let callsTotal = Family.counter(
        "salesrl_calls_total", ["method", "door", "code"], "Calls that have ended, by their status")
    static let callSeconds = Family.histogram(
        "salesrl_call_seconds", ["method", "door"],
        "From the arrival of a call that was admitted to its end, in seconds")
    static let callsUnderWay = Family.gauge(
        "salesrl_calls_under_way", ["door"], "Calls whose handlers are at work")

    static let tenants = [tenantCalls, tenantUnderWay, tenantEvents]
    static let tenantCalls = Family.counter(
        "salesrl_tenant_calls_total", ["tenant", "result"],
        "Calls of a tenant that have ended: ok, failed, or refused before they began")
    static let tenantUnderWay = Family.gauge(
        "salesrl_tenant_calls_under_way", ["tenant"], "Calls of a tenant that are under way")
    static let tenantEvents = Family.counter(
        "salesrl_tenant_events_total", ["tenant", "result"],
        "Events of a tenant: kept, replayed (answered before) or refused")

    // MARK: Turns

    static let turns = [
        eventSeconds, stepSeconds, stepsDegraded, conversationsBusy, eventsWaiting,
    ]
    static let eventSeconds = Family.histogram(
        "salesrl_event_seconds", ["result"],
        "From an event's arrival at the story to its end, waiting included, in seconds")
    static let stepSeconds = Family.histogram(
        "salesrl_step_seconds", ["step"], "How long a step of the turn's graph took, in seconds")
    static let stepsDegraded = Family.counter(
        "salesrl_steps_degraded_total", ["step"], "Steps that failed or were late and were replaced"
    )
    static let conversationsBusy = Family.gauge(
        "salesrl_conversations_busy", [], "Conversations with an event under way")
    static let eventsWaiting = Family.gauge(
        "salesrl_events_waiting", [], "Events that wait for an earlier one of their conversation")

    static let watching = [
        watchers, watchBacklog, watchLongest, watchLimit, watchConflated, watchCut,
    ]
    static let watchers = Family.gauge("salesrl_watchers", [], "Watchers of live conversations")
    static let watchBacklog = Family.gauge(
        "salesrl_watch_backlog", [], "Conversations with news not yet taken, of all watchers")
    static let watchLongest = Family.gauge(
        "salesrl_watch_backlog_longest", [], "The same, of the slowest watcher")
    static let watchLimit = Family.gauge(
        "salesrl_watch_backlog_limit", [], "What a watcher may leave, limits.watchBacklog")
    static let watchConflated = Family.counter(
        "salesrl_watch_conflated_total", [], "Forecasts that a later one took the place of")
    static let watchCut = Family.counter(
        "salesrl_watch_cut_total", [], "Watchers that were ended because they were too slow")

    // MARK: Encoder

    static let encoder = [
        encoderThreads, encoderBusy, encoderWaiting, encoderLimit, encoderRefused, encoderSeconds,
        encoderTexts, cacheHits, cacheMisses, cacheJoins, cacheEvictions, cacheEntries, cacheBytes,
    ]
    static let encoderThreads = Family.gauge("salesrl_encoder_threads", [], "Threads that embed")
    static let encoderBusy = Family.gauge(
        "salesrl_encoder_busy_threads", [], "Threads that are embedding")
    static let encoderWaiting = Family.gauge(
        "salesrl_encoder_waiting_texts", [], "Texts that wait to be embedded")
    static let encoderLimit = Family.gauge(
        "salesrl_encoder_waiting_limit", [], "Texts that may wait")
    static let encoderRefused = Family.counter(
        "salesrl_encoder_refused_texts_total", [], "Texts refused because too many waited")
    static let encoderSeconds = Family.histogram(
        "salesrl_encoder_batch_seconds", [], "How long one pass of the encoder took, in seconds")
    static let encoderTexts = Family.histogram(
        "salesrl_encoder_batch_texts", [], bounds: Family.counts, "Texts embedded in one pass")
    static let cacheHits = Family.counter(
        "salesrl_embedding_cache_hits_total", [], "Texts whose vector was known")
    static let cacheMisses = Family.counter(
        "salesrl_embedding_cache_misses_total", [], "Texts that the encoder was asked for")
    static let cacheJoins = Family.counter(
        "salesrl_embedding_cache_joins_total", [], "Texts that somebody else had just asked for")
    static let cacheEvictions = Family.counter(
        "salesrl_embedding_cache_evictions_total", [], "Vectors that left to make room")
    static let cacheEntries = Family.gauge(
        "salesrl_embedding_cache_entries", [], "Vectors that are kept")
    static let cacheBytes = Family.gauge(
        "salesrl_embedding_cache_bytes", [], "What they take, in bytes; at most model.cacheBytes")
}
