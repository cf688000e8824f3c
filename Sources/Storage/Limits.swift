/// How much a store in memory holds. Every bound is checked before memory is taken.
package struct StoreLimits: Sendable, Equatable {
    /// `limits.conversations`: conversations kept at once, of all tenants.
    package var conversations = 100_000
    /// `limits.conversationsPerTenant`: so that one tenant cannot take the room of all.
    package var conversationsPerTenant = 50_000
    /// `limits.storeBytes`: bytes of turns, forecasts and states, as ``MemoryStore`` reckons them.
    package var bytes = 1 << 30
    /// `limits.conversationIdle`: a live conversation that has been silent this long may leave when
    /// room is needed.
    package var idle = Duration.seconds(24 * 60 * 60)

    package init() {}
}
