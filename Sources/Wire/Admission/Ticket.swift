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

/// What a ticket got: leave to go on at once, or a number to wait with.
package struct Seat: Sendable {
    let desk: AdmissionDesk
    let ticket: Ticket
    /// Nil for whoever may go on at once.
    let waitingAs: Int?

    /// Runs `work` when its turn has come, and must be called, once: the seat is taken until then.
    /// Throws RESOURCE_EXHAUSTED where the turn does not come, CancellationError where the task is
    /// cancelled before it comes.
    package func run<Value>(_ work: () async throws -> Value) async throws -> Value {
        try await desk.run(self, work)
    }
}
