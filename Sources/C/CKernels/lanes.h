// Arithmetic on a register of CK_LANES floats. Included by each table's file, which sets CK_LANES
// and the target.
//
// Written with the compiler's vector types, so that one source serves SSE, AVX2, AVX-512 and NEON.
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "include/CKernels.h"

typedef float ck_f __attribute__((vector_size(CK_LANES * 4)));
typedef int32_t ck_i __attribute__((vector_size(CK_LANES * 4)));
typedef float ck_f_loose __attribute__((vector_size(CK_LANES * 4), aligned(4), may_alias));
typedef int32_t ck_i_loose __attribute__((vector_size(CK_LANES * 4), aligned(4), may_alias));

typedef int16_t ck_s_loose __attribute__((vector_size(CK_LANES * 2), aligned(2), may_alias));
typedef uint8_t ck_b_loose __attribute__((vector_size(CK_LANES), aligned(1), may_alias));

#define CK_INLINE static inline __attribute__((always_inline))

CK_INLINE ck_f ck_load(const float *p) { return *(const ck_f_loose *)p; }
CK_INLINE void ck_store(float *p, ck_f v) { *(ck_f_loose *)p = v; }
CK_INLINE ck_f ck_all(float v) { return v - (ck_f){0}; }

// The last few elements of a row, the other lanes filled.
CK_INLINE ck_f ck_load_part(const float *p, long count, float fill) {
    float lanes[CK_LANES];
    for (long i = 0; i < CK_LANES; i++) lanes[i] = i < count ? p[i] : fill;
    return ck_load(lanes);
}

CK_INLINE void ck_store_part(float *p, long count, ck_f v) {
    float lanes[CK_LANES];
    ck_store(lanes, v);
    for (long i = 0; i < count; i++) p[i] = lanes[i];
}

CK_INLINE ck_f ck_choose(ck_i mask, ck_f yes, ck_f no) {
    return (ck_f)(((ck_i)yes & mask) | ((ck_i)no & ~mask));
}

CK_INLINE ck_f ck_max(ck_f a, ck_f b) { return ck_choose(a > b, a, b); }
CK_INLINE ck_f ck_min(ck_f a, ck_f b) { return ck_choose(a < b, a, b); }
CK_INLINE ck_f ck_abs(ck_f a) { return (ck_f)((ck_i)a & 0x7fffffff); }

CK_INLINE float ck_sum(ck_f v) {
    float lanes[CK_LANES];
    ck_store(lanes, v);
    for (long half = CK_LANES / 2; half > 0; half /= 2)
        for (long i = 0; i < half; i++) lanes[i] += lanes[i + half];
    return lanes[0];
}

CK_INLINE float ck_largest(ck_f v) {
    float lanes[CK_LANES];
    ck_store(lanes, v);
    for (long i = 1; i < CK_LANES; i++) lanes[0] = lanes[0] > lanes[i] ? lanes[0] : lanes[i];
    return lanes[0];
}

// To the nearest, ties to even: adding 1.5 * 2^23 leaves no room for a fraction. For |v| < 2^22.
CK_INLINE ck_i ck_round(ck_f v) {
    return (ck_i)(v + 12582912.0f) - (ck_i)ck_all(12582912.0f);
}

// e^v, relative error below 2e-7. v = n ln 2 + r; 2^n is put together from its bits, e^r is a
// Taylor series on |r| <= ln(2)/2. Beyond +-87 the result is that of +-87: nothing here tells
// e^-87 from 0.
CK_INLINE ck_f ck_exp(ck_f v) {
    v = ck_min(ck_max(v, ck_all(-87.0f)), ck_all(87.0f));
    ck_f shifted = v * 1.44269504f + 12582912.0f;
    ck_f n = shifted - 12582912.0f;
    ck_f r = v - n * 0.693359375f;
    r = r - n * -2.12194440e-4f;
    ck_f p = r * (1.0f / 5040) + (1.0f / 720);
    p = p * r + (1.0f / 120);
    p = p * r + (1.0f / 24);
    p = p * r + (1.0f / 6);
    p = p * r + 0.5f;
    p = p * r + 1.0f;
    p = p * r + 1.0f;
    ck_i exponent = ((ck_i)shifted - (ck_i)ck_all(12582912.0f)) << 23;
    return (ck_f)((ck_i)p + exponent);
}

CK_INLINE ck_f ck_sigmoid(ck_f v) { return 1.0f / (1.0f + ck_exp(-v)); }

// Near 0 the quotient would lose digits, so there it is the odd Taylor series.
CK_INLINE ck_f ck_tanh(ck_f v) {
    ck_f far = 1.0f - 2.0f / (ck_exp(v + v) + 1.0f);
    ck_f s = v * v;
    ck_f near = s * (-17.0f / 315) + (2.0f / 15);
    near = near * s - (1.0f / 3);
    near = near * s * v + v;
    return ck_choose(ck_abs(v) < ck_all(0.125f), near, far);
}

// v/2 * (1 + erf(v / sqrt 2)); erf by Abramowitz and Stegun 7.1.26, absolute error below 2e-7.
CK_INLINE ck_f ck_gelu(ck_f v) {
    ck_f z = ck_abs(v) * 0.70710678f;
    ck_f t = 1.0f / (z * 0.3275911f + 1.0f);
    ck_f p = t * 1.061405429f - 1.453152027f;
    p = p * t + 1.421413741f;
    p = p * t - 0.284496736f;
    p = p * t + 0.254829592f;
    ck_f tail = p * t * ck_exp(-z * z);
    ck_f erf = 1.0f - tail;
    ck_f half = v * 0.5f;
    return half + ck_abs(half) * erf;
}
