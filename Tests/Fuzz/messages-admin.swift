internal import CMessages

/// The messages of administration. They are values, so reading one is reading all of it.
let adminTypes: [Subject] = [
    Subject(salesrl__v1__tenant__init) { try AdminTenant(decoding: $0).bytes().count },
    Subject(salesrl__v1__create_tenant_request__init) {
        try CreateTenantRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__get_tenant_request__init) {
        try GetTenantRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__list_tenants_request__init) {
        try ListTenantsRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__list_tenants_response__init) {
        try ListTenantsResponse(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__update_tenant_request__init) {
        try UpdateTenantRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__delete_tenant_request__init) {
        try DeleteTenantRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__undelete_tenant_request__init) {
        try UndeleteTenantRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__token__init) { try AdminToken(decoding: $0).bytes().count },
    Subject(salesrl__v1__issue_token_request__init) {
        try IssueTokenRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__issue_token_response__init) {
        try IssueTokenResponse(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__list_tokens_request__init) {
        try ListTokensRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__list_tokens_response__init) {
        try ListTokensResponse(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__rotate_token_request__init) {
        try RotateTokenRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__revoke_token_request__init) {
        try RevokeTokenRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__principal__init) { try AdminPrincipal(decoding: $0).bytes().count },
    Subject(salesrl__v1__list_principals_request__init) {
        try ListPrincipalsRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__list_principals_response__init) {
        try ListPrincipalsResponse(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__assign_role_request__init) {
        try AssignRoleRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__remove_principal_request__init) {
        try RemovePrincipalRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__certificate__init) { try AdminCertificate(decoding: $0).bytes().count },
    Subject(salesrl__v1__list_certificates_request__init) {
        try ListCertificatesRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__list_certificates_response__init) {
        try ListCertificatesResponse(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__bind_certificate_request__init) {
        try BindCertificateRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__unbind_certificate_request__init) {
        try UnbindCertificateRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__quota__init) { try AdminQuota(decoding: $0).bytes().count },
    Subject(salesrl__v1__get_quota_request__init) {
        try GetQuotaRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__update_quota_request__init) {
        try UpdateQuotaRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__connector__init) { try AdminConnector(decoding: $0).bytes().count },
    Subject(salesrl__v1__list_connectors_request__init) {
        try ListConnectorsRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__list_connectors_response__init) {
        try ListConnectorsResponse(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__get_connector_request__init) {
        try GetConnectorRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__configure_connector_request__init) {
        try ConfigureConnectorRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__enable_connector_request__init) {
        try EnableConnectorRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__disable_connector_request__init) {
        try DisableConnectorRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__secret_entry__init) { try AdminSecret(decoding: $0).bytes().count },
    Subject(salesrl__v1__set_secret_request__init) {
        let message = try SetSecretRequest(decoding: $0)
        return message.tenant.utf8.count &+ message.withValue(\.count)
    },
    Subject(salesrl__v1__list_secrets_request__init) {
        try ListSecretsRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__list_secrets_response__init) {
        try ListSecretsResponse(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__delete_secret_request__init) {
        try DeleteSecretRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__rotate_keys_request__init) {
        try RotateKeysRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__rotate_keys_response__init) {
        try RotateKeysResponse(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__graph__init) { try AdminGraph(decoding: $0).bytes().count },
    Subject(salesrl__v1__graph_node__init) { try AdminGraphNode(decoding: $0).bytes().count },
    Subject(salesrl__v1__graph_edge__init) { try AdminGraphEdge(decoding: $0).bytes().count },
    Subject(salesrl__v1__get_graph_request__init) {
        try GetGraphRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__erasure_entry__init) { try AdminErasure(decoding: $0).bytes().count },
    Subject(salesrl__v1__erase_conversations_request__init) {
        try EraseConversationsRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__erase_conversations_response__init) {
        try EraseConversationsResponse(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__audit_entry__init) { try AdminAuditEntry(decoding: $0).bytes().count },
    Subject(salesrl__v1__list_audit_request__init) {
        try ListAuditRequest(decoding: $0).bytes().count
    },
    Subject(salesrl__v1__list_audit_response__init) {
        try ListAuditResponse(decoding: $0).bytes().count
    },
]
