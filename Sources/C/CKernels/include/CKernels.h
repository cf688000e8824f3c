// Vector kernels for inference: one table of functions for each instruction set, chosen at run
// time.
//
// Every table computes the same functions. Integer kernels agree to the bit; float kernels agree
// to rounding, because wider registers add in another order. No kernel allocates, none keeps
// state, all may run on any thread.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// A linear layer whose weights were packed by `pack_*` of the same table.
// y[rows, outputs] = x[rows, inputs] * transpose(w[outputs, inputs]) + bias[outputs]
typedef struct ck_linear {
    long inputs;
    long outputs;
    const void *weights;   // packed panels, 64-byte aligned
    const float *scales;   // one for each output, padded to whole panels; null for floats
    const float *bias;     // one for each output, padded to whole panels
    const int32_t *sums;   // 8-bit only: sum of the weights of each output; else null
} ck_linear;

typedef struct ck_kernels {
    const char *name;      // "avx2"

    // Floats.
    long panel_f32;        // outputs in one packed panel
    void (*pack_f32)(const float *w, long outputs, long inputs, float *packed);
    // gelu != 0 applies GELU(v) = v/2 * (1 + erf(v/sqrt(2))) to what is stored.
    void (*linear_f32)(const float *x, long rows, const ck_linear *layer, int gelu, float *y);

    // 16-bit integers: activations rounded row by row, weights output by output. Sums fit 32 bits:
    // see integers.h.
    long panel_i16;
    void (*pack_i16)(const float *w, long outputs, long inputs, int16_t *packed,
                     float *scales);
    void (*round_i16)(const float *x, long rows, long inputs, int16_t *q, float *scales);
    void (*linear_i16)(const int16_t *q, const float *q_scales, long rows, const ck_linear *layer,
                       int gelu, float *y);

    // 8-bit integers. x is (q - zero) * scale, zero and scale by row; see integers.h.
    long panel_i8;
    void (*pack_i8)(const float *w, long outputs, long inputs, int8_t *packed, float *scales,
                    int32_t *sums);
    void (*round_i8)(const float *x, long rows, long inputs, uint8_t *q, float *scales,
                     int32_t *zeros);
    void (*linear_i8)(const uint8_t *q, const float *q_scales, const int32_t *zeros, long rows,
                      const ck_linear *layer, int gelu, float *y);

    // y[rows] = w[rows, columns] * x[columns] + bias[rows]; w row-major, not packed; bias may be
    // null.
    void (*matvec_f32)(const float *w, long rows, long columns, const float *x, const float *bias,
                       float *y);
    // The same with w[r, c] = values[r, c] * scales[r] and x[c] = q[c] * q_scale.
    void (*matvec_i8)(const int8_t *values, const float *scales, long rows, long columns,
                      const int8_t *q, float q_scale, const float *bias, float *y);
    // q[i] = round(x[i] / scale), scale = max |x| / 127; returns the scale, 0 for a vector of
    // zeros.
    float (*round_vector_i8)(const float *x, long count, int8_t *q);

    // In place, element by element.
    void (*sigmoid)(float *x, long count);
    void (*tanh)(float *x, long count);
    void (*gelu)(float *x, long count);
    // x[i] = exp(x[i] - max) / sum.
    void (*softmax)(float *x, long count);
    // x[row] = gamma * (x[row] + residual[row] - mean) / sqrt(variance + epsilon) + beta; residual
    // may be null.
    void (*layer_norm)(float *x, const float *residual, const float *gamma, const float *beta,
                       float epsilon, long rows, long count);

    // Self-attention of one text. qkv[rows, 3 * heads * size]: queries, keys, values, each heads *
    // size wide. out[rows, heads * size]. `scratch` holds ck_attention_scratch(rows, size) floats.
    void (*attention)(const float *qkv, long rows, long heads, long size, float *scratch,
                      float *out);
} ck_kernels;

// The tables that this machine can run, slowest first; the portable one is always there. Returns
// how many.
int ck_available(const ck_kernels *tables[], int capacity);

// Floats of scratch that `attention` needs.
long ck_attention_scratch(long rows, long size);

// Largest magnitudes after rounding to 16 bits, so that `inputs` products fit a 32-bit sum.
#define CK_WEIGHT_MAX_I16 1023
long ck_activation_max_i16(long inputs);

// Rows of inputs are padded with zeros: pairs for 16 bits, fours for 8 bits.
static inline long ck_padded_inputs(long inputs, long multiple) {
    return (inputs + multiple - 1) / multiple * multiple;
}

#ifdef __cplusplus
}
#endif
#endif
