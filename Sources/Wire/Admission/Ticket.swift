package import Messages

/// How soon a call gets its turn when others wait as well. Calls that answer at once (health,
/// information, reflection) never wait and have none.
package enum CallPriority: Int, Sendable, Comparable, CaseIterable {
    /// Whoever runs the house must get through to mend it.
    case admin
    /// Somebody is waiting for this score.
    case score
    /// Nobody is: backfills, whole transcripts of the past.
    case bulk

    package static func < (left: CallPriority, right: CallPriority) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// What a call shows to get its turn.
package struct Ticket: Sendable {
    /// Calls of one method share one limit: "salesrl.v1.Scoring/Observe".
    package let method: String
    package let tenant: TenantID
    package let priority: CallPriority
    /// A tenant of weight 2 gets two turns for every one of a tenant of weight 1.
    package var weight = 1
    /// What its request holds of memory while it waits.
    package var bytes: Int
    package var deadline: ContinuousClock.Instant?
    /// The longest that it may wait; nil for what the limits say.
    package var patience: Duration?

    package init(
        method: String, tenant: TenantID, priority: CallPriority, bytes: Int,
        deadline: ContinuousClock.Instant? = nil
    ) {
        self.method = method
        self.tenant = tenant
        self.priority = priority
        self.bytes = bytes
        self.deadline = deadline
    }
}

/// A ticket together with the desk that it is shown at.
package struct Place: Sendable {
    package let admission: Admission
    package var ticket: Ticket

    package init(_ ticket: Ticket, at admission: Admission) {
        self.ticket = ticket
        self.admission = admission
    }

    /// Runs `work` when its turn has come. Throws RESOURCE_EXHAUSTED where it does not come.
    package func run<Value>(_ work: () async throws -> Value) async throws -> Value {
        try await admission.run(ticket, work)
    }
}
