/// Names a tenant. Comes from the caller's credentials, never from a message.
package struct TenantID: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let name: String

    package init(_ name: String) { self.name = name }

    package var description: String { name }

    package static func < (left: TenantID, right: TenantID) -> Bool { left.name < right.name }
}

/// Names one conversation of one tenant.
package struct ConversationKey: Sendable, Hashable {
    package let tenant: TenantID
    package let conversation: String

    package init(tenant: TenantID, conversation: String) {
        self.tenant = tenant
        self.conversation = conversation
    }
}

/// Names one event for ever: a second arrival under the same key changes nothing.
package struct EventKey: Sendable, Hashable {
    package let tenant: TenantID
    /// The door or connector that it came through: "rpc", or the connector's name.
    package let source: String
    package let event: String

    package init(tenant: TenantID, source: String, event: String) {
        self.tenant = tenant
        self.source = source
        self.event = event
    }
}

/// Something that happened in a conversation.
package struct Event: Sendable, Equatable {
    package enum What: Sendable, Equatable {
        case said(Turn)
        case closed
    }

    package let key: EventKey
    package let conversation: ConversationKey
    package let what: What

    package init(key: EventKey, conversation: ConversationKey, what: What) {
        self.key = key
        self.conversation = conversation
        self.what = what
    }
}
