internal import CMessages

/// A client's certificate and the principal that it stands for.
package struct AdminCertificate: Sendable, Equatable {
    /// "sha256:" and the fingerprint in hexadecimal, or "subject:" and the subject as RFC 2253
    /// writes it.
    package var name: String
    package var tenant: String
    package var principal: String
    package var role: String
    package var label: String
    package var createdMilliseconds: Int64
    package var etag: String

    package init(
        name: String = "", tenant: String = "", principal: String = "", role: String = "",
        label: String = "", createdMilliseconds: Int64 = 0, etag: String = ""
    ) {
        self.name = name
        self.tenant = tenant
        self.principal = principal
        self.role = role
        self.label = label
        self.createdMilliseconds = createdMilliseconds
        self.etag = etag
    }
}

extension AdminCertificate: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__certificate__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__Certificate) {
        self.init(
            name: text(fields.name), tenant: text(fields.tenant), principal: text(fields.principal),
            role: text(fields.role), label: text(fields.label),
            createdMilliseconds: fields.created_ms, etag: text(fields.etag))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__Certificate> {
        let fields = arena.make(Self.type)
        fields.pointee.name = arena.text(name)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.principal = arena.text(principal)
        fields.pointee.role = arena.text(role)
        fields.pointee.label = arena.text(label)
        fields.pointee.created_ms = createdMilliseconds
        fields.pointee.etag = arena.text(etag)
        return fields
    }
}

/// `salesrl.v1.ListCertificatesRequest`.
package struct ListCertificatesRequest: Sendable, Equatable {
    package var tenant: String
    package var pageSize: Int
    package var pageToken: String

    package init(tenant: String = "", pageSize: Int = 0, pageToken: String = "") {
        self.tenant = tenant
        self.pageSize = pageSize
        self.pageToken = pageToken
    }
}

extension ListCertificatesRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__list_certificates_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__ListCertificatesRequest) {
        self.init(
            tenant: text(fields.tenant), pageSize: Int(fields.page_size),
            pageToken: text(fields.page_token))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<
        Salesrl__V1__ListCertificatesRequest
    > {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.page_size = Int32(clamping: pageSize)
        fields.pointee.page_token = arena.text(pageToken)
        return fields
    }
}

/// `salesrl.v1.ListCertificatesResponse`.
package struct ListCertificatesResponse: Sendable, Equatable {
    package var certificates: [AdminCertificate]
    package var nextPageToken: String

    package init(certificates: [AdminCertificate] = [], nextPageToken: String = "") {
        self.certificates = certificates
        self.nextPageToken = nextPageToken
    }
}

extension ListCertificatesResponse: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__list_certificates_response__init)
    package static var name: String { type.name }
    package static var limits: DecodeLimits { .reply }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__ListCertificatesResponse) {
        self.init(
            certificates: list(fields.n_certificates, fields.certificates, AdminCertificate.init),
            nextPageToken: text(fields.next_page_token))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<
        Salesrl__V1__ListCertificatesResponse
    > {
        let fields = arena.make(Self.type)
        let certificates = arena.list(certificates) { $0.fields(in: arena) }
        fields.pointee.n_certificates = certificates.count
        fields.pointee.certificates = certificates.entries
        fields.pointee.next_page_token = arena.text(nextPageToken)
        return fields
    }
}

/// `salesrl.v1.BindCertificateRequest`.
package struct BindCertificateRequest: Sendable, Equatable {
    package var tenant: String
    /// As in Certificate; a fingerprint may come with colons, in capitals and without its prefix.
    package var certificate: String
    /// Empty makes a new one, named by the certificate.
    package var principal: String
    /// Of a new principal; may be left out for one that is there.
    package var role: String
    package var label: String
    package var validateOnly: Bool

    package init(
        tenant: String = "", certificate: String = "", principal: String = "", role: String = "",
        label: String = "", validateOnly: Bool = false
    ) {
        self.tenant = tenant
        self.certificate = certificate
        self.principal = principal
        self.role = role
        self.label = label
        self.validateOnly = validateOnly
    }
}

extension BindCertificateRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__bind_certificate_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__BindCertificateRequest) {
        self.init(
            tenant: text(fields.tenant), certificate: text(fields.certificate),
            principal: text(fields.principal), role: text(fields.role), label: text(fields.label),
            validateOnly: fields.validate_only != 0)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<
        Salesrl__V1__BindCertificateRequest
    > {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.certificate = arena.text(certificate)
        fields.pointee.principal = arena.text(principal)
        fields.pointee.role = arena.text(role)
        fields.pointee.label = arena.text(label)
        fields.pointee.validate_only = validateOnly ? 1 : 0
        return fields
    }
}

/// `salesrl.v1.UnbindCertificateRequest`.
package struct UnbindCertificateRequest: Sendable, Equatable {
    package var tenant: String
    package var certificate: String
    package var etag: String
    package var validateOnly: Bool

    package init(
        tenant: String = "", certificate: String = "", etag: String = "", validateOnly: Bool = false
    ) {
        self.tenant = tenant
        self.certificate = certificate
        self.etag = etag
        self.validateOnly = validateOnly
    }
}

extension UnbindCertificateRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__unbind_certificate_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__UnbindCertificateRequest) {
        self.init(
            tenant: text(fields.tenant), certificate: text(fields.certificate),
            etag: text(fields.etag), validateOnly: fields.validate_only != 0)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<
        Salesrl__V1__UnbindCertificateRequest
    > {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.certificate = arena.text(certificate)
        fields.pointee.etag = arena.text(etag)
        fields.pointee.validate_only = validateOnly ? 1 : 0
        return fields
    }
}
