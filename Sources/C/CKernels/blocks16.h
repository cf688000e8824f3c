// The product in 16 bits on x86 registers. Included after integers.h by the tables that define
//   CK_REG               a register
//   CK_ZERO()            of zeros
//   CK_WEIGHTS(p)        loaded from aligned memory
//   CK_EVERYWHERE(v)     filled with one 32-bit number
//   CK_PAIRS(s, a, b)    s plus the sums of pairs of 16-bit products, exactly
//
// Six rows by two registers of outputs: twelve registers of sums, two of weights, one pair of
// activations, one product. That is all sixteen that AVX2 has.
CK_INLINE void block_i16(const int16_t *q, const float *q_scales, long rows, long inputs,
                         const int16_t *w, const float *scales, const float *bias, long left,
                         int gelu, long outputs, float *y) {
    CK_REG low[6], high[6];
#pragma clang loop unroll(full)
    for (long r = 0; r < rows; r++) low[r] = high[r] = CK_ZERO();
    for (long k = 0; k < inputs; k += 2, w += 2 * CK_PANEL16) {
        CK_REG first = CK_WEIGHTS(w), second = CK_WEIGHTS(w + CK_PANEL16);
#pragma clang loop unroll(full)
        for (long r = 0; r < rows; r++) {
            int32_t two;
            memcpy(&two, q + r * inputs + k, 4);
            CK_REG pair = CK_EVERYWHERE(two);
            low[r] = CK_PAIRS(low[r], pair, first);
            high[r] = CK_PAIRS(high[r], pair, second);
        }
    }
#pragma clang loop unroll(full)
    for (long r = 0; r < rows; r++) {
        finish_sums((ck_i)low[r], q_scales[r], scales, bias, left, gelu, y + r * outputs);
        finish_sums((ck_i)high[r], q_scales[r], scales + CK_LANES, bias + CK_LANES,
                    left - CK_LANES, gelu, y + r * outputs + CK_LANES);
    }
}

#define CK_SIZED_I16(ROWS)                                                                       \
    static __attribute__((noinline)) void block_i16_##ROWS(                                      \
        const int16_t *q, const float *q_scales, long inputs, const int16_t *w,                  \
        const float *scales, const float *bias, long left, int gelu, long outputs, float *y) {   \
        block_i16(q, q_scales, ROWS, inputs, w, scales, bias, left, gelu, outputs, y);           \
    }
CK_SIZED_I16(6)
CK_SIZED_I16(5)
CK_SIZED_I16(4)
CK_SIZED_I16(3)
CK_SIZED_I16(2)
CK_SIZED_I16(1)

#define CK_BLOCK_I16(ROWS)                                                                       \
    block_i16_##ROWS(q + r * inputs, q_scales + r, inputs, w, layer->scales + panel,             \
                     layer->bias + panel, outputs - panel, gelu, outputs,                        \
                     y + r * outputs + panel)

static void linear_i16(const int16_t *q, const float *q_scales, long rows, const ck_linear *layer,
                       int gelu, float *y) {
    long inputs = ck_padded_inputs(layer->inputs, 2), outputs = layer->outputs;
    const int16_t *w = layer->weights;
    for (long panel = 0; panel < outputs; panel += CK_PANEL16, w += CK_PANEL16 * inputs) {
        long r = 0;
        for (; r + 6 <= rows; r += 6) CK_BLOCK_I16(6);
        switch (rows - r) {
        case 5: CK_BLOCK_I16(5); break;
        case 4: CK_BLOCK_I16(4); break;
        case 3: CK_BLOCK_I16(3); break;
        case 2: CK_BLOCK_I16(2); break;
        case 1: CK_BLOCK_I16(1); break;
        }
    }
}
