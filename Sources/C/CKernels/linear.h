// The packed product in floats, and what every packed product does at its end.
// Included by each table's file after lanes.h, with CK_ROWS rows a block and panels of two
// registers.
//
// Packed weights: [panel][input][2 * CK_LANES outputs], zeros beyond the last output. A block
// keeps CK_ROWS x 2 registers of sums; each output of each row is one chain of products in the
// order of the inputs, so a row's result does not depend on the rows beside it.

#define CK_PANEL (2 * CK_LANES)

static void pack_f32(const float *w, long outputs, long inputs, float *packed) {
    for (long panel = 0; panel < outputs; panel += CK_PANEL)
        for (long k = 0; k < inputs; k++)
            for (long c = 0; c < CK_PANEL; c++)
                *packed++ = panel + c < outputs ? w[(panel + c) * inputs + k] : 0;
}

CK_INLINE void finish(ck_f v, long left, int gelu, float *y) {
    if (gelu) v = ck_gelu(v);
    if (left >= CK_LANES)
        ck_store(y, v);
    else if (left > 0)
        ck_store_part(y, left, v);
}

CK_INLINE void block_f32(const float *x, long rows, long inputs, const float *w, const float *bias,
                         long left, int gelu, long outputs, float *y) {
    ck_f sums[6][2];
#pragma clang loop unroll(full)
    for (long r = 0; r < rows; r++) {
        sums[r][0] = ck_load(bias);
        sums[r][1] = ck_load(bias + CK_LANES);
    }
    for (long k = 0; k < inputs; k++, w += CK_PANEL) {
        ck_f low = ck_load(w), high = ck_load(w + CK_LANES);
#pragma clang loop unroll(full)
        for (long r = 0; r < rows; r++) {
            sums[r][0] = sums[r][0] + x[r * inputs + k] * low;
            sums[r][1] = sums[r][1] + x[r * inputs + k] * high;
        }
    }
#pragma clang loop unroll(full)
    for (long r = 0; r < rows; r++) {
        finish(sums[r][0], left, gelu, y + r * outputs);
        finish(sums[r][1], left - CK_LANES, gelu, y + r * outputs + CK_LANES);
    }
}

// Each number of rows is a function of its own: inlined side by side, their ends would claim the
// registers that the sums need.
#define CK_SIZED_F32(ROWS)                                                                       \
    static __attribute__((noinline)) void block_f32_##ROWS(                                      \
        const float *x, long inputs, const float *w, const float *bias, long left, int gelu,     \
        long outputs, float *y) {                                                                \
        block_f32(x, ROWS, inputs, w, bias, left, gelu, outputs, y);                             \
    }
CK_SIZED_F32(6)
CK_SIZED_F32(5)
CK_SIZED_F32(4)
CK_SIZED_F32(3)
CK_SIZED_F32(2)
CK_SIZED_F32(1)

#define CK_BLOCK_F32(ROWS)                                                                       \
    block_f32_##ROWS(x + r * inputs, inputs, w, layer->bias + panel, outputs - panel, gelu,      \
                     outputs, y + r * outputs + panel)

static void linear_f32(const float *x, long rows, const ck_linear *layer, int gelu, float *y) {
    const float *w = layer->weights;
    long inputs = layer->inputs, outputs = layer->outputs;
    for (long panel = 0; panel < outputs; panel += CK_PANEL, w += CK_PANEL * inputs) {
        long r = 0;
        for (; r + 6 <= rows; r += 6) CK_BLOCK_F32(6);
        switch (rows - r) {
        case 5: CK_BLOCK_F32(5); break;
        case 4: CK_BLOCK_F32(4); break;
        case 3: CK_BLOCK_F32(3); break;
        case 2: CK_BLOCK_F32(2); break;
        case 1: CK_BLOCK_F32(1); break;
        }
    }
}
