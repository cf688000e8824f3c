// Sixteen lanes: AVX-512.
#if defined(__x86_64__)
#include <immintrin.h>
#pragma clang attribute push(                                                                    \
    __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"))), apply_to = function)

#define CK_LANES 16
#define CK_PANEL16 32
#define CK_PANEL8 32
#define CK_NAME "avx512"
#define CK_TABLE ck_avx512
#include "lanes.h"
#include "rows.h"
#include "linear.h"
#include "integers.h"

#define CK_REG __m512i
#define CK_ZERO() _mm512_setzero_si512()
#define CK_WEIGHTS(p) _mm512_load_si512((const void *)(p))
#define CK_EVERYWHERE _mm512_set1_epi32
#define CK_PAIRS(s, a, b) _mm512_add_epi32(s, _mm512_madd_epi16(a, b))
#include "blocks16.h"

// Exact, not fast: without VNNI, 16 bits are as quick.
static void linear_i8(const uint8_t *q, const float *q_scales, const int32_t *zeros, long rows,
                      const ck_linear *layer, int gelu, float *y) {
    plain_i8(q, q_scales, zeros, rows, layer, gelu, y);
}

#include "table.h"
#pragma clang attribute pop
#endif
