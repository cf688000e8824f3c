package import Messages

/// Erases conversations that their tenant no longer wants kept, a few at a time, so that nobody
/// waits for it.
package struct Sweeper: Sendable {
    /// How long a tenant keeps a conversation after its last entry; nil for always.
    package typealias Age = @Sendable (TenantID) -> Duration?

    /// Conversations that one step looks at, and so the most that it erases.
    package static let stepMax = 256
    private static let betweenSteps = Duration.seconds(1)
    private static let betweenRounds = Duration.seconds(600)

    private let store: any Store
    private let age: Age

    package init(_ store: any Store, age: @escaping Age) {
        self.store = store
        self.age = age
    }

    /// Looks at the conversations after `place`, and erases what is too old. Returns where to go
    /// on, nil at the end, and what was erased.
    package func step(
        after place: ConversationKey?, looking count: Int = stepMax
    ) async throws(StorageError) -> (next: ConversationKey?, erased: [Erasure]) {
        let (silent, next) = try await store.silent(for: age, after: place, looking: count)
        let erased = silent.isEmpty ? [] : try await store.erase(silent, because: .age)
        return (next, erased)
    }

    /// Goes round until the task is cancelled. `note` hears how many a step erased, or why it
    /// failed; the next one tries again.
    package func run(note: @Sendable (Result<Int, StorageError>) -> Void) async {
        var place: ConversationKey?
        while !Task.isCancelled {
            do throws(StorageError) {
                let (next, erased) = try await step(after: place)
                if !erased.isEmpty { note(.success(erased.count)) }
                place = next
            } catch {
                note(.failure(error))
            }
            let pause = place == nil ? Self.betweenRounds : Self.betweenSteps
            guard (try? await Task.sleep(for: pause)) != nil else { return }
        }
    }
}
