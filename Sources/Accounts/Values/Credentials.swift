package import Messages

/// What is known of a token; never the token itself. Times are milliseconds since 1970-01-01 UTC.
package struct TokenRecord: Sendable, Hashable {
    package let id: String
    package let tenant: TenantID
    /// Whose it is.
    package let principal: String
    /// The principal's.
    package let role: Role
    package let label: String
    package let createdAt: Int
    /// Nil: it does not expire.
    package let expiresAt: Int?
    /// Coarse: at most a minute behind, and written a little later still. Nil: never.
    package let lastUsedAt: Int?
    package let revokedAt: Int?
    package let revision: Int

    package func isGood(at now: Int) -> Bool {
        revokedAt == nil && expiresAt.map { now < $0 } ?? true
    }
}

/// A token that was just made: the only moment at which its text can be shown.
package struct IssuedToken: Sendable {
    package let record: TokenRecord
    /// Empty after a dry run.
    package let text: String
}

/// By what a client's certificate is known.
package enum CertificateName: Sendable, Hashable {
    /// SHA-256 over the certificate's DER: 64 hexadecimal digits, small letters.
    case fingerprint(String)
    /// Its subject as RFC 2253 writes it: "CN=billing,O=Acme". Any certificate of the client
    /// authority with this subject is meant, so a renewed one needs no new binding.
    case subject(String)

    /// As it is kept: "sha256:…" or "subject:…".
    package var text: String {
        switch self {
        case .fingerprint(let digits): "sha256:" + digits
        case .subject(let subject): "subject:" + subject
        }
    }

    /// Reads ``text``; a fingerprint may come with colons, in capitals, and without its prefix.
    package init(_ text: String) throws(AccountError) {
        if text.hasPrefix("subject:") {
            let subject = String(text.dropFirst("subject:".count))
            guard !subject.isEmpty, subject.utf8.count <= AccountLimits.subjectBytes else {
                throw .invalid(
                    "certificate",
                    "names a subject of \(subject.utf8.count) bytes; 1 to "
                        + "\(AccountLimits.subjectBytes) are possible")
            }
            self = .subject(subject)
            return
        }
        let digits = (text.hasPrefix("sha256:") ? text.dropFirst(7) : text[...])
            .replacing(":", with: "").lowercased()
        guard Hex.bytes(digits)?.count == 32 else {
            throw .invalid(
                "certificate",
                "is \"\(text.prefix(100))\"; it must be a SHA-256 fingerprint of 64 hexadecimal "
                    + "digits, or subject: and the subject, such as subject:CN=billing,O=Acme")
        }
        self = .fingerprint(digits)
    }
}

/// Whom a client's certificate stands for.
package struct CertificateBinding: Sendable, Hashable {
    package let name: CertificateName
    package let tenant: TenantID
    package let principal: String
    /// The principal's.
    package let role: Role
    package let label: String
    /// Milliseconds since 1970-01-01 UTC.
    package let createdAt: Int
    package let revision: Int
}

/// One page of a list that is in the order of its names.
package struct Page<Item: Sendable>: Sendable {
    package let items: [Item]
    /// Ask for what comes after this name; nil on the last page.
    package let next: String?

    package init(items: [Item], next: String?) {
        self.items = items
        self.next = next
    }
}
