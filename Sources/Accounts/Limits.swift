/// Every bound of this room.
package enum AccountLimits {
    /// Tenants, deleted ones too.
    package static let tenants = 10_000
    /// Principals of one tenant.
    package static let principals = 1_000
    /// Tokens of one tenant, those that are over too.
    package static let tokens = 1_000
    /// Certificates that stand for one tenant's principals.
    package static let certificates = 1_000
    /// Bytes of a tenant's or a principal's name.
    package static let nameBytes = 64
    package static let labelBytes = 200
    /// Bytes of a certificate's subject.
    package static let subjectBytes = 500
    /// Bytes of a presented token; a longer one is wrong without being looked at.
    package static let tokenBytes = 200
    /// Tokens whose hash was found right lately and is not reckoned again.
    static let remembered = 4_096
    /// Items on one page of a list.
    package static let page = 500
    /// How long a token may live, or go on beside the one that replaces it.
    package static let tokenLifetime = Duration.seconds(10 * 366 * 86_400)
    /// How long a deleted tenant can be had back, where nobody says otherwise.
    package static let grace = Duration.seconds(30 * 86_400)
    package static let graceMost = Duration.seconds(366 * 86_400)
    /// A token's last use is noted at most this often.
    static let useMilliseconds = 60_000
}
