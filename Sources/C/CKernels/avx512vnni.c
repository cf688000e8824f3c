// Sixteen lanes: AVX-512 with VNNI, whose vpdpbusd multiplies and adds four pairs of bytes exactly.
#if defined(__x86_64__)
#include <immintrin.h>
#define CK_TARGET "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2,fma"
#pragma clang attribute push(__attribute__((target(CK_TARGET))), apply_to = function)

#define CK_LANES 16
#define CK_PANEL16 32
#define CK_PANEL8 32
#define CK_NAME "avx512-vnni"
#define CK_TABLE ck_avx512vnni
#include "lanes.h"
#include "rows.h"
#include "linear.h"
#include "integers.h"

#define CK_REG __m512i
#define CK_ZERO() _mm512_setzero_si512()
#define CK_WEIGHTS(p) _mm512_load_si512((const void *)(p))
#define CK_EVERYWHERE _mm512_set1_epi32
#define CK_PAIRS(s, a, b) _mm512_dpwssd_epi32(s, a, b)
#include "blocks16.h"

CK_INLINE void block_i8(const uint8_t *q, const float *q_scales, const int32_t *zeros, long rows,
                        long inputs, const int8_t *w, const ck_linear *layer, long panel, int gelu,
                        float *y) {
    __m512i low[6], high[6];
    const int32_t *sums = layer->sums + panel;
#pragma clang loop unroll(full)
    for (long r = 0; r < rows; r++) low[r] = high[r] = _mm512_setzero_si512();
    for (long k = 0; k < inputs; k += 4, w += 4 * CK_PANEL8) {
        __m512i first = CK_WEIGHTS(w), second = CK_WEIGHTS(w + 2 * CK_PANEL8);
#pragma clang loop unroll(full)
        for (long r = 0; r < rows; r++) {
            int32_t four;
            memcpy(&four, q + r * inputs + k, 4);
            __m512i fours = _mm512_set1_epi32(four);
            low[r] = _mm512_dpbusd_epi32(low[r], fours, first);
            high[r] = _mm512_dpbusd_epi32(high[r], fours, second);
        }
    }
    const float *scales = layer->scales + panel, *bias = layer->bias + panel;
    long outputs = layer->outputs, left = outputs - panel;
#pragma clang loop unroll(full)
    for (long r = 0; r < rows; r++) {
        ck_i first = (ck_i)low[r] - zeros[r] * *(const ck_i_loose *)sums;
        ck_i second = (ck_i)high[r] - zeros[r] * *(const ck_i_loose *)(sums + CK_LANES);
        finish_sums(first, q_scales[r], scales, bias, left, gelu, y + r * outputs);
        finish_sums(second, q_scales[r], scales + CK_LANES, bias + CK_LANES, left - CK_LANES, gelu,
                    y + r * outputs + CK_LANES);
    }
}

#define CK_SIZED_I8(ROWS)                                                                        \
    static __attribute__((noinline)) void block_i8_##ROWS(                                       \
        const uint8_t *q, const float *q_scales, const int32_t *zeros, long inputs,              \
        const int8_t *w, const ck_linear *layer, long panel, int gelu, float *y) {               \
        block_i8(q, q_scales, zeros, ROWS, inputs, w, layer, panel, gelu, y);                    \
    }
CK_SIZED_I8(6)
CK_SIZED_I8(5)
CK_SIZED_I8(4)
CK_SIZED_I8(3)
CK_SIZED_I8(2)
CK_SIZED_I8(1)

#define CK_BLOCK_I8(ROWS)                                                                        \
    block_i8_##ROWS(q + r * inputs, q_scales + r, zeros + r, inputs, w, layer, panel, gelu,      \
                    y + r * layer->outputs + panel)

static void linear_i8(const uint8_t *q, const float *q_scales, const int32_t *zeros, long rows,
                      const ck_linear *layer, int gelu, float *y) {
    long inputs = ck_padded_inputs(layer->inputs, 4);
    const int8_t *w = layer->weights;
    for (long panel = 0; panel < layer->outputs; panel += CK_PANEL8, w += CK_PANEL8 * inputs) {
        long r = 0;
        for (; r + 6 <= rows; r += 6) CK_BLOCK_I8(6);
        switch (rows - r) {
        case 5: CK_BLOCK_I8(5); break;
        case 4: CK_BLOCK_I8(4); break;
        case 3: CK_BLOCK_I8(3); break;
        case 2: CK_BLOCK_I8(2); break;
        case 1: CK_BLOCK_I8(1); break;
        }
    }
}

#include "table.h"
#pragma clang attribute pop
#endif
