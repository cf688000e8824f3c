#include <nghttp2/nghttp2.h>
#include <stdbool.h>
#include <string.h>

/* The header fields that the gRPC mapping reads. Everything else is metadata. */
enum grpc_field {
    GRPC_FIELD_METADATA = 0,
    GRPC_FIELD_METHOD,
    GRPC_FIELD_PATH,
    GRPC_FIELD_STATUS,
    GRPC_FIELD_PSEUDO, /* any other pseudo-header */
    GRPC_FIELD_TE,
    GRPC_FIELD_CONTENT_TYPE,
    GRPC_FIELD_TIMEOUT,
    GRPC_FIELD_ENCODING,
    GRPC_FIELD_ACCEPT_ENCODING,
    GRPC_FIELD_GRPC_STATUS,
    GRPC_FIELD_GRPC_MESSAGE,
    GRPC_FIELD_STATUS_DETAILS,
    GRPC_FIELD_RESERVED /* "grpc-" and a word that we do not know, and fields of HTTP itself */
};

static inline bool bytes_equal(const void *left, const void *right, size_t count) {
    return memcmp(left, right, count) == 0;
}

#define GRPC_IS(literal) \
    (length == sizeof(literal) - 1 && memcmp(name, literal, sizeof(literal) - 1) == 0)

static inline enum grpc_field grpc_field_named(const uint8_t *name, size_t length) {
    if (length == 0) return GRPC_FIELD_RESERVED;
    switch (name[0]) {
    case ':':
        if (GRPC_IS(":path")) return GRPC_FIELD_PATH;
        if (GRPC_IS(":method")) return GRPC_FIELD_METHOD;
        if (GRPC_IS(":status")) return GRPC_FIELD_STATUS;
        return GRPC_FIELD_PSEUDO;
    case 't':
        if (GRPC_IS("te")) return GRPC_FIELD_TE;
        return GRPC_FIELD_METADATA;
    case 'c':
        if (GRPC_IS("content-type")) return GRPC_FIELD_CONTENT_TYPE;
        if (GRPC_IS("content-length")) return GRPC_FIELD_RESERVED;
        return GRPC_FIELD_METADATA;
    case 'g':
        if (length < 5 || memcmp(name, "grpc-", 5) != 0) return GRPC_FIELD_METADATA;
        if (GRPC_IS("grpc-timeout")) return GRPC_FIELD_TIMEOUT;
        if (GRPC_IS("grpc-encoding")) return GRPC_FIELD_ENCODING;
        if (GRPC_IS("grpc-accept-encoding")) return GRPC_FIELD_ACCEPT_ENCODING;
        if (GRPC_IS("grpc-status")) return GRPC_FIELD_GRPC_STATUS;
        if (GRPC_IS("grpc-message")) return GRPC_FIELD_GRPC_MESSAGE;
        if (GRPC_IS("grpc-status-details-bin")) return GRPC_FIELD_STATUS_DETAILS;
        return GRPC_FIELD_RESERVED;
    default:
        return GRPC_FIELD_METADATA;
    }
}

#undef GRPC_IS
