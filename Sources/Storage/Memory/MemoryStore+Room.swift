internal import Messages

extension MemoryStore {
    /// What an entry adds, about: its texts, its state, and a flat sum for what surrounds them.
    static func bytes(of entry: Entry) -> Int {
        var bytes = 512 + entry.state.count + entry.event.key.event.utf8.count
        if case .said(let turn) = entry.event.what { bytes += turn.text.utf8.count }
        for reason in entry.forecast.reasons {
            bytes += 96 + reason.text.utf8.count + reason.feature.utf8.count
        }
        if let step = entry.forecast.nextStep {
            bytes += 64 + step.text.utf8.count + step.because.utf8.count
            for move in step.moves { bytes += 128 + move.text.utf8.count }
        }
        return bytes
    }

    /// Sees to it that `entry` fits, or refuses it.
    func makeRoom(
        for entry: Entry, in contents: inout Contents, at time: ContinuousClock.Instant
    ) throws(StorageError) {
        let key = entry.event.conversation
        let isNew = contents.conversations[key] == nil
        let needed = Self.bytes(of: entry)
        if isNew, contents.countOfTenant[key.tenant, default: 0] >= limits.conversationsPerTenant {
            contents.letGo(of: key.tenant, sparing: key, idle: limits.idle, at: time)
            if contents.countOfTenant[key.tenant, default: 0] >= limits.conversationsPerTenant {
                throw StorageError(
                    .full,
                    "tenant \(key.tenant) keeps \(limits.conversationsPerTenant) conversations, "
                        + "as many as limits.conversationsPerTenant allows; close some")
            }
        }
        func isFull() -> Bool {
            (isNew && contents.conversations.count >= limits.conversations)
                || contents.bytes + needed > limits.bytes
        }
        guard isFull() else { return }
        contents.letGo(of: nil, sparing: key, idle: limits.idle, at: time)
        guard isFull() else { return }
        if contents.bytes + needed > limits.bytes {
            throw StorageError(
                .full,
                "the store holds \(contents.bytes) bytes of limits.storeBytes = "
                    + "\(limits.bytes), and nothing in it may leave; close conversations")
        }
        throw StorageError(
            .full,
            "the store keeps \(limits.conversations) conversations, as many as "
                + "limits.conversations allows, and none of them may leave; close some")
    }
}

extension MemoryStore.Contents {
    /// Forgets closed and long silent conversations, the longest untouched first: a hundredth of
    /// what is kept, so that the search, which looks at all of it, is seldom.
    mutating func letGo(
        of tenant: TenantID?, sparing spared: ConversationKey, idle: Duration,
        at time: ContinuousClock.Instant
    ) {
        if tenant == nil, let nextDeparture, time < nextDeparture { return }
        var leaving: [(key: ConversationKey, isClosed: Bool, touched: ContinuousClock.Instant)] = []
        var next: ContinuousClock.Instant?
        for (key, kept) in conversations where key != spared {
            let isClosed = kept.record.status == .closed
            let leavesAt = isClosed ? kept.touched : kept.touched + idle
            if leavesAt <= time {
                if tenant == nil || tenant == key.tenant {
                    leaving.append((key, isClosed, kept.touched))
                }
            } else if next.map({ leavesAt < $0 }) ?? true {
                next = leavesAt
            }
        }
        leaving.sort { $0.isClosed != $1.isClosed ? $0.isClosed : $0.touched < $1.touched }
        let batch = max(1, conversations.count / 100)
        for one in leaving.prefix(batch) { forget(one.key) }
        if tenant == nil { nextDeparture = leaving.count > batch ? nil : next }
    }

    mutating func forget(_ key: ConversationKey) {
        guard let kept = conversations.removeValue(forKey: key) else { return }
        unpack(key, kept.carrier)
        for event in kept.events { events.removeValue(forKey: event) }
        bytes -= kept.bytes
        let left = countOfTenant[key.tenant, default: 1] - 1
        countOfTenant[key.tenant] = left > 0 ? left : nil
    }
}
