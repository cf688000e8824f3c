@testable import Messages

/// One of every message of administration, with every field set to another value.
enum AdminSamples {
    static let all: [any MessageDraft & IncomingMessage & Equatable] = [
        AdminTenant(
            id: "i1", displayName: "d2", createdMilliseconds: 3007, updatedMilliseconds: 4007,
            deletedMilliseconds: 5007, purgeAtMilliseconds: 6007, etag: "e7",
            retentionMilliseconds: 8007),
        CreateTenantRequest(
            tenant: "t9", displayName: "d10", retentionMilliseconds: 11007, validateOnly: true),
        GetTenantRequest(tenant: "t13"),
        ListTenantsRequest(pageSize: 14007, pageToken: "p15", showDeleted: true),
        ListTenantsResponse(
            tenants: [
                AdminTenant(
                    id: "i18", displayName: "d19", createdMilliseconds: 20007,
                    updatedMilliseconds: 21007, deletedMilliseconds: 22007,
                    purgeAtMilliseconds: 23007, etag: "e24", retentionMilliseconds: 25007),
                AdminTenant(
                    id: "i18", displayName: "d19", createdMilliseconds: 20007,
                    updatedMilliseconds: 21007, deletedMilliseconds: 22007,
                    purgeAtMilliseconds: 23007, etag: "e24", retentionMilliseconds: 25007),
            ], nextPageToken: "n26"),
        UpdateTenantRequest(
            tenant: "t27", displayName: "d28", retentionMilliseconds: 29007,
            updateMask: ["u30", ""], etag: "e31", validateOnly: true),
        DeleteTenantRequest(
            tenant: "t33", etag: "e34", graceMilliseconds: 35007, validateOnly: true),
        UndeleteTenantRequest(tenant: "t37", etag: "e38", validateOnly: true),
        AdminToken(
            id: "i40", tenant: "t41", principal: "p42", role: "r43", label: "l44",
            createdMilliseconds: 45007, expiresMilliseconds: 46007, lastUsedMilliseconds: 47007,
            revokedMilliseconds: 48007, etag: "e49"),
        IssueTokenRequest(
            tenant: "t50", principal: "p51", role: "r52", label: "l53", lifetimeMilliseconds: 54007,
            validateOnly: true),
        IssueTokenResponse(
            token: AdminToken(
                id: "i57", tenant: "t58", principal: "p59", role: "r60", label: "l61",
                createdMilliseconds: 62007, expiresMilliseconds: 63007, lastUsedMilliseconds: 64007,
                revokedMilliseconds: 65007, etag: "e66"), secret: "s67"),
        ListTokensRequest(tenant: "t68", pageSize: 69007, pageToken: "p70"),
        ListTokensResponse(
            tokens: [
                AdminToken(
                    id: "i72", tenant: "t73", principal: "p74", role: "r75", label: "l76",
                    createdMilliseconds: 77007, expiresMilliseconds: 78007,
                    lastUsedMilliseconds: 79007, revokedMilliseconds: 80007, etag: "e81"),
                AdminToken(
                    id: "i72", tenant: "t73", principal: "p74", role: "r75", label: "l76",
                    createdMilliseconds: 77007, expiresMilliseconds: 78007,
                    lastUsedMilliseconds: 79007, revokedMilliseconds: 80007, etag: "e81"),
            ], nextPageToken: "n82"),
        RotateTokenRequest(
            tenant: "t83", token: "t84", overlapMilliseconds: 85007, etag: "e86", validateOnly: true
        ),
        RevokeTokenRequest(tenant: "t88", token: "t89", etag: "e90", validateOnly: true),
        AdminPrincipal(
            tenant: "t92", id: "i93", role: "r94", label: "l95", createdMilliseconds: 96007,
            etag: "e97"),
        ListPrincipalsRequest(tenant: "t98", pageSize: 99007, pageToken: "p100"),
        ListPrincipalsResponse(
            principals: [
                AdminPrincipal(
                    tenant: "t102", id: "i103", role: "r104", label: "l105",
                    createdMilliseconds: 106007, etag: "e107"),
                AdminPrincipal(
                    tenant: "t102", id: "i103", role: "r104", label: "l105",
                    createdMilliseconds: 106007, etag: "e107"),
            ], nextPageToken: "n108"),
        AssignRoleRequest(
            tenant: "t109", principal: "p110", role: "r111", label: "l112", etag: "e113",
            validateOnly: true),
        RemovePrincipalRequest(tenant: "t115", principal: "p116", etag: "e117", validateOnly: true),
        AdminCertificate(
            name: "n119", tenant: "t120", principal: "p121", role: "r122", label: "l123",
            createdMilliseconds: 124007, etag: "e125"),
        ListCertificatesRequest(tenant: "t126", pageSize: 127007, pageToken: "p128"),
        ListCertificatesResponse(
            certificates: [
                AdminCertificate(
                    name: "n130", tenant: "t131", principal: "p132", role: "r133", label: "l134",
                    createdMilliseconds: 135007, etag: "e136"),
                AdminCertificate(
                    name: "n130", tenant: "t131", principal: "p132", role: "r133", label: "l134",
                    createdMilliseconds: 135007, etag: "e136"),
            ], nextPageToken: "n137"),
        BindCertificateRequest(
            tenant: "t138", certificate: "c139", principal: "p140", role: "r141", label: "l142",
            validateOnly: true),
        UnbindCertificateRequest(
            tenant: "t144", certificate: "c145", etag: "e146", validateOnly: true),
        AdminQuota(
            tenant: "t148", eventsPerSecond: 149.5, concurrentCalls: 150007, storedBytes: 151007,
            embeddingsPerSecond: 152.5, etag: "e153"),
        GetQuotaRequest(tenant: "t154"),
        UpdateQuotaRequest(
            tenant: "t155",
            quota: AdminQuota(
                tenant: "t157", eventsPerSecond: 158.5, concurrentCalls: 159007,
                storedBytes: 160007, embeddingsPerSecond: 161.5, etag: "e162"),
            updateMask: ["u163", ""], etag: "e164", validateOnly: true),
        AdminConnector(
            tenant: "t166", name: "n167", library: "l168", enabled: true,
            settings: [Setting(name: "n170", value: "v170"), Setting(name: "n170", value: "v170")],
            updatedMilliseconds: 171007, etag: "e172", state: "s173", restarts: 174007,
            lastError: "l175", delivered: 176007, refused: 177007, writtenBack: 178007,
            writeBacksWaiting: 179007),
        ListConnectorsRequest(tenant: "t180", pageSize: 181007, pageToken: "p182"),
        ListConnectorsResponse(
            connectors: [
                AdminConnector(
                    tenant: "t184", name: "n185", library: "l186", enabled: true,
                    settings: [
                        Setting(name: "n188", value: "v188"), Setting(name: "n188", value: "v188"),
                    ], updatedMilliseconds: 189007, etag: "e190", state: "s191", restarts: 192007,
                    lastError: "l193", delivered: 194007, refused: 195007, writtenBack: 196007,
                    writeBacksWaiting: 197007),
                AdminConnector(
                    tenant: "t184", name: "n185", library: "l186", enabled: true,
                    settings: [
                        Setting(name: "n188", value: "v188"), Setting(name: "n188", value: "v188"),
                    ], updatedMilliseconds: 189007, etag: "e190", state: "s191", restarts: 192007,
                    lastError: "l193", delivered: 194007, refused: 195007, writtenBack: 196007,
                    writeBacksWaiting: 197007),
            ], nextPageToken: "n198"),
        GetConnectorRequest(tenant: "t199", name: "n200"),
        ConfigureConnectorRequest(
            tenant: "t201", name: "n202",
            settings: [Setting(name: "n203", value: "v203"), Setting(name: "n203", value: "v203")],
            removed: ["r204", ""], etag: "e205", validateOnly: true),
        EnableConnectorRequest(tenant: "t207", name: "n208", etag: "e209", validateOnly: true),
        DisableConnectorRequest(tenant: "t211", name: "n212", etag: "e213", validateOnly: true),
        AdminSecret(
            tenant: "t215", connector: "c216", field: "f217", updatedMilliseconds: 218007,
            keyID: "k219", etag: "e220"),
        ListSecretsRequest(tenant: "t221", connector: "c222"),
        ListSecretsResponse(secrets: [
            AdminSecret(
                tenant: "t224", connector: "c225", field: "f226", updatedMilliseconds: 227007,
                keyID: "k228", etag: "e229"),
            AdminSecret(
                tenant: "t224", connector: "c225", field: "f226", updatedMilliseconds: 227007,
                keyID: "k228", etag: "e229"),
        ]),
        DeleteSecretRequest(
            tenant: "t230", connector: "c231", field: "f232", etag: "e233", validateOnly: true),
        RotateKeysRequest(tenant: "t235", validateOnly: true),
        RotateKeysResponse(changed: 237007, keyID: "k238"),
        AdminGraph(
            tenant: "t239",
            nodes: [
                AdminGraphNode(
                    name: "n241", budgetMilliseconds: 242007, optional: true, replaceable: true),
                AdminGraphNode(
                    name: "n241", budgetMilliseconds: 242007, optional: true, replaceable: true),
            ],
            edges: [
                AdminGraphEdge(from: "f246", to: "t247", optional: true),
                AdminGraphEdge(from: "f246", to: "t247", optional: true),
            ]),
        AdminGraphNode(name: "n249", budgetMilliseconds: 250007, optional: true, replaceable: true),
        AdminGraphEdge(from: "f253", to: "t254", optional: true),
        GetGraphRequest(tenant: "t256"),
        AdminErasure(
            number: 257007, erasedMilliseconds: 258007, entries: 259007, contentHash: "c260",
            chainHash: "c261"),
        EraseConversationsRequest(tenant: "t262", conversations: ["c263", ""], validateOnly: true),
        EraseConversationsResponse(
            erasures: [
                AdminErasure(
                    number: 266007, erasedMilliseconds: 267007, entries: 268007,
                    contentHash: "c269", chainHash: "c270"),
                AdminErasure(
                    number: 266007, erasedMilliseconds: 267007, entries: 268007,
                    contentHash: "c269", chainHash: "c270"),
            ], found: 271007),
        AdminAuditEntry(
            number: 272007, atMilliseconds: 273007, actor: "a274", credential: "c275", peer: "p276",
            tenant: "t277", action: "a278", object: "o279", outcome: "o280", detail: "d281",
            count: 282007, hash: "h283"),
        ListAuditRequest(
            tenant: "t284", actor: "a285", action: "a286", fromMilliseconds: 287007,
            toMilliseconds: 288007, pageSize: 289007, pageToken: "p290"),
        ListAuditResponse(
            entries: [
                AdminAuditEntry(
                    number: 292007, atMilliseconds: 293007, actor: "a294", credential: "c295",
                    peer: "p296", tenant: "t297", action: "a298", object: "o299", outcome: "o300",
                    detail: "d301", count: 302007, hash: "h303"),
                AdminAuditEntry(
                    number: 292007, atMilliseconds: 293007, actor: "a294", credential: "c295",
                    peer: "p296", tenant: "t297", action: "a298", object: "o299", outcome: "o300",
                    detail: "d301", count: 302007, hash: "h303"),
            ], nextPageToken: "n304"),
    ]

    static let secret = SetSecretRequest.Draft(
        tenant: "t", connector: "c", field: "f", value: [0, 1, 255], etag: "e",
        validateOnly: true)
}
