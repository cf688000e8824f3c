import Messages
import Testing

@testable import Accounts

@Suite("Permissions")
struct PermissionTests {
    @Test("has a rule for every method of the contract")
    func everyMethod() {
        var count = 0
        for service in Descriptors.ours.services where !service.name.hasPrefix("grpc.testing.") {
            for method in service.methods {
                let path = "\(service.name)/\(method.name)"
                #expect(Permissions.table[path] != nil, "no rule for \(path)")
                count += 1
            }
        }
        #expect(count > 10)
    }

    @Test("lets nobody in without a token but those who ask whether the server is well")
    func anonymous() {
        let open = Permissions.table.filter { $0.value == .everyone }.keys.sorted()
        #expect(
            open == [
                "grpc.health.v1.Health/Check", "grpc.health.v1.Health/List",
                "grpc.health.v1.Health/Watch",
            ])
        for role in Role.allCases {
            for version in ["v1", "v1alpha"] {
                let path = "grpc.reflection.\(version).ServerReflection/ServerReflectionInfo"
                #expect(Permissions.allows(role, path))
            }
        }
    }

    @Test("denies what it does not know")
    func denies() {
        for role in Role.allCases {
            #expect(!Permissions.allows(role, "salesrl.v1.Scoring/NoSuchMethod"))
            #expect(!Permissions.allows(role, "salesrl.v1.ConnectorHost/Deliver"))
        }
    }

    @Test("lets each role do what it is for, and no more")
    func roles() {
        let may: [Role: [String]] = [
            .viewer: ["Watch", "GetConversation"],
            .service: [
                "ScoreConversation", "Observe", "Live", "Watch", "Close", "GetConversation",
            ],
            .connector: ["Observe", "Live", "Close"],
            .manager: ["ScoreConversation", "Watch", "GetConversation"],
            .admin: ["ScoreConversation", "Observe", "Live", "Watch", "Close", "GetConversation"],
            .auditor: ["Watch", "GetConversation"],
            // Administers tenants, and has no business in their conversations.
            .operator: [],
        ]
        for role in Role.allCases {
            for (path, _) in Permissions.table where path.hasPrefix("salesrl.v1.Scoring/") {
                let method = String(path.dropFirst("salesrl.v1.Scoring/".count))
                #expect(
                    Permissions.allows(role, path) == (may[role]?.contains(method) ?? false),
                    "\(role) \(method)")
            }
        }
    }
}
