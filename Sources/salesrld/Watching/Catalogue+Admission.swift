internal import Telemetry

// What is known of the calls that wait for their turn.
extension Catalogue {
    static let admission = [
        admissionLimit, admissionAtWork, admissionWaiting, admissionOverloaded, admissionRefused,
        admissionBytes,
    ]
    static let admissionLimit = Family.gauge(
        "salesrl_admission_limit", ["method"], "Calls that may be at work at once, as found by now")
    static let admissionAtWork = Family.gauge(
        "salesrl_admission_at_work", ["method"], "Calls that have been let in and have not ended")
    static let admissionWaiting = Family.gauge(
        "salesrl_admission_waiting", ["method"], "Calls that wait to be let in")
    static let admissionOverloaded = Family.gauge(
        "salesrl_admission_overloaded", ["method"], "1 while more comes than can be served")
    static let admissionRefused = Family.counter(
        "salesrl_admission_refused_total", ["method", "reason"],
        "Calls sent away: full, busy, memory, late or waited")
    static let admissionBytes = Family.gauge(
        "salesrl_admission_waiting_bytes", [], "Bytes of the requests that wait")
}
