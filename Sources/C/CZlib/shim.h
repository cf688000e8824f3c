#include <zlib.h>

/* zlib's initialisers are macros, which Swift does not see. 16: a gzip wrapper. */

static inline int zlib_inflate_init_gzip(z_stream *stream) {
    return inflateInit2(stream, 16 + MAX_WBITS);
}

static inline int zlib_deflate_init_gzip(z_stream *stream) {
    return deflateInit2(
        stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
}
