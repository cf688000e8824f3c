internal import Accounts
internal import Messages
internal import Wire

/// Who goes first when calls have to wait.
enum Urgency {
    /// Set to "bulk" by callers for whom nobody is waiting.
    static let key = "x-salesrl-priority"
    private static let admin = "salesrl.v1.Admin"

    /// How long a turn of a live stream waits where others are sent away: its caller sends one at a
    /// time, so it presses no harder while it waits.
    static let livePatience = Duration.seconds(1)
    /// The same for what connectors bring: they have kept it, and hand it in again.
    static let connectorPatience = Duration.seconds(5)

    static func priority(of call: Call, _ role: Role) -> CallPriority {
        if call.service == admin { return .admin }
        return role == .connector || call.metadata[key] == "bulk" ? .bulk : .score
    }

    /// For an event that a connector has brought.
    static func connectorTicket(_ tenant: TenantID) -> Ticket {
        var ticket = Ticket(
            method: "salesrl.v1.ConnectorHost/Deliver", tenant: tenant, priority: .bulk, bytes: 0)
        ticket.patience = connectorPatience
        return ticket
    }
}
