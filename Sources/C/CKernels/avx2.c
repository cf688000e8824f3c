// Eight lanes with fused multiply-add: AVX2 and FMA.
#if defined(__x86_64__)
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

#define CK_LANES 8
#define CK_PANEL16 16
#define CK_PANEL8 16
#define CK_NAME "avx2"
#define CK_TABLE ck_avx2
#include "lanes.h"
#include "rows.h"
#include "linear.h"
#include "integers.h"

#define CK_REG __m256i
#define CK_ZERO() _mm256_setzero_si256()
#define CK_WEIGHTS(p) _mm256_load_si256((const __m256i *)(p))
#define CK_EVERYWHERE _mm256_set1_epi32
#define CK_PAIRS(s, a, b) _mm256_add_epi32(s, _mm256_madd_epi16(a, b))
#include "blocks16.h"

// Exact, not fast: vpmaddubsw would saturate, and without it 16 bits are as quick.
static void linear_i8(const uint8_t *q, const float *q_scales, const int32_t *zeros, long rows,
                      const ck_linear *layer, int gelu, float *y) {
    plain_i8(q, q_scales, zeros, rows, layer, gelu, y);
}

#include "table.h"
#pragma clang attribute pop
#endif
