internal import Messages
internal import Synchronization

extension SQLiteStore {
    package func follow(_ consumer: Consumer) async throws(StorageError) {
        guard !followers.withLock({ $0.follows(consumer) }) else { return }
        try await writer.serve { database throws(StorageError) in
            try database.run(
                "INSERT OR IGNORE INTO consumer(tenant, name, position) VALUES(?,?,0)",
                .text(consumer.tenant.name), .text(consumer.name))
        }
        followers.withLock { $0.follow(consumer) }
    }

    package func waiting(
        for consumer: Consumer, atMost count: Int
    ) async throws(StorageError) -> [Parcel] {
        try await reader.serve { database throws(StorageError) in
            try database.parcels(for: consumer, atMost: count)
        }
    }

    package func settle(
        _ parcels: [Parcel], of consumer: Consumer
    ) async throws(StorageError) {
        guard !parcels.isEmpty else { return }
        let taken = try await writer.serve { database throws(StorageError) in
            try database.settle(parcels, of: consumer)
        }
        followers.withLock { $0.changed(consumer, by: -taken) }
    }

    package func count(waitingFor consumer: Consumer) -> Int {
        followers.withLock { $0.waiting[consumer] ?? 0 }
    }

    package func hear(_ listener: @escaping @Sendable (Consumer) -> Void) {
        followers.withLock { $0.listeners.append(listener) }
    }

    /// Something waits for `consumer`, and is on the disk.
    func announce(_ consumer: Consumer, isNew: Bool) {
        let listeners = followers.withLock { followers in
            if isNew { followers.changed(consumer, by: 1) }
            return followers.listeners
        }
        for listener in listeners { listener(consumer) }
    }
}

// MARK: - Rows

extension Database {
    /// Everybody who follows, and how much waits for each.
    func followers() throws(StorageError) -> Followers {
        var waiting: [Consumer: Int] = [:]
        try each("SELECT tenant, name FROM consumer") { row in
            waiting[Consumer(tenant: TenantID(row.text(0)), name: row.text(1))] = 0
        }
        try each("SELECT tenant, consumer, count(*) FROM outbox GROUP BY tenant, consumer") { row in
            waiting[Consumer(tenant: TenantID(row.text(0)), name: row.text(1))] = row.integer(2)
        }
        let last = try first(
            "SELECT max(coalesce((SELECT max(position) FROM outbox), 0), "
                + "coalesce((SELECT max(position) FROM consumer), 0))"
        ) { $0.integer(0) }
        return Followers(waiting, last: last ?? 0)
    }

    /// The conversation's latest forecast waits. Returns whether none of it waited before.
    func put(
        _ key: ConversationKey, for consumer: Consumer, at position: Int
    ) throws(StorageError) -> Bool {
        try run(
            "UPDATE outbox SET position = ? WHERE tenant = ? AND consumer = ? AND conversation = ?",
            .integer(position), .text(consumer.tenant.name), .text(consumer.name),
            .text(key.conversation))
        guard changes == 0 else { return false }
        try run(
            "INSERT INTO outbox(tenant, consumer, conversation, position) VALUES(?,?,?,?)",
            .text(consumer.tenant.name), .text(consumer.name), .text(key.conversation),
            .integer(position))
        return true
    }

    fileprivate func parcels(
        for consumer: Consumer, atMost count: Int
    ) throws(StorageError) -> [Parcel] {
        var found: [(key: ConversationKey, position: Int)] = []
        // One snapshot: no forecast may be newer than the position that it is handed out with.
        try script("BEGIN")
        defer { try? script("COMMIT") }
        try each(
            "SELECT conversation, position FROM outbox WHERE tenant = ? AND consumer = ? "
                + "ORDER BY position LIMIT ?",
            .text(consumer.tenant.name), .text(consumer.name), .integer(count)
        ) { row in
            let key = ConversationKey(tenant: consumer.tenant, conversation: row.text(0))
            found.append((key, row.integer(1)))
        }
        var parcels: [Parcel] = []
        for (key, position) in found {
            guard let row = try conversation(key) else { throw EventRow.damaged(key, nil) }
            parcels.append(
                Parcel(conversation: key, position: position, forecast: try row.told()))
        }
        return parcels
    }

    /// Returns how many no longer wait.
    fileprivate func settle(
        _ parcels: [Parcel], of consumer: Consumer
    ) throws(StorageError) -> Int {
        var taken = 0
        for parcel in parcels {
            try run(
                "DELETE FROM outbox WHERE tenant = ? AND consumer = ? AND conversation = ? "
                    + "AND position = ?",
                .text(consumer.tenant.name), .text(consumer.name),
                .text(parcel.conversation.conversation), .integer(parcel.position))
            taken += changes
        }
        try run(
            "UPDATE consumer SET position = max(position, ?) WHERE tenant = ? AND name = ?",
            .integer(parcels.map(\.position).max() ?? 0), .text(consumer.tenant.name),
            .text(consumer.name))
        return taken
    }
}
