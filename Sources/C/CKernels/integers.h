// Rounding and packing for the products in 16 and 8 bits, the same in every table but for the
// width of a panel. Included by each table's file after linear.h, which sets CK_PANEL16 and
// CK_PANEL8.
//
// 16 bits: weights [panel][pair of inputs][CK_PANEL16 outputs][2], largest magnitude 1023 an
// output; activations up to
//   the A with A * 1023 * inputs < 2^31, a row. So sums are exact in 32 bits, and about as exact
//     as floats overall.
// 8 bits: weights [panel][four inputs][CK_PANEL8 outputs][4], largest magnitude 127; activations
//   0...255, one of which stands for 0, so that the whole range of a row is used. What that shift
//   adds to a sum is the sum of the weights times the zero, and is taken off.

static void pack_i16(const float *w, long outputs, long inputs, int16_t *packed, float *scales) {
    for (long panel = 0; panel < outputs; panel += CK_PANEL16) {
        for (long c = 0; c < CK_PANEL16; c++)
            scales[panel + c] = panel + c < outputs
                ? magnitude(w + (panel + c) * inputs, inputs) / CK_WEIGHT_MAX_I16 : 0;
        for (long k = 0; k < inputs; k += 2)
            for (long c = 0; c < CK_PANEL16; c++)
                for (long i = k; i < k + 2; i++) {
                    float scale = scales[panel + c];
                    *packed++ = scale > 0 && i < inputs
                        ? (int16_t)rintf(w[(panel + c) * inputs + i] / scale) : 0;
                }
    }
}

static void pack_i8(const float *w, long outputs, long inputs, int8_t *packed, float *scales,
                    int32_t *sums) {
    for (long panel = 0; panel < outputs; panel += CK_PANEL8) {
        for (long c = 0; c < CK_PANEL8; c++) {
            scales[panel + c] = panel + c < outputs
                ? magnitude(w + (panel + c) * inputs, inputs) / 127 : 0;
            sums[panel + c] = 0;
        }
        for (long k = 0; k < inputs; k += 4)
            for (long c = 0; c < CK_PANEL8; c++)
                for (long i = k; i < k + 4; i++) {
                    float scale = scales[panel + c];
                    int8_t value = scale > 0 && i < inputs
                        ? (int8_t)rintf(w[(panel + c) * inputs + i] / scale) : 0;
                    sums[panel + c] += value;
                    *packed++ = value;
                }
    }
}

static void round_i16(const float *x, long rows, long inputs, int16_t *q, float *scales) {
    long padded = ck_padded_inputs(inputs, 2);
    float most = (float)ck_activation_max_i16(inputs);
    for (long r = 0; r < rows; r++, x += inputs, q += padded) {
        float top = magnitude(x, inputs);
        float factor = top > 0 ? most / top : 0;
        scales[r] = top / most;
        long i = 0;
        for (; i + CK_LANES <= inputs; i += CK_LANES) {
            ck_i n = ck_round(ck_load(x + i) * factor);
            *(ck_s_loose *)(q + i) = __builtin_convertvector(n, ck_s_loose);
        }
        for (; i < inputs; i++) q[i] = (int16_t)rintf(x[i] * factor);
        for (; i < padded; i++) q[i] = 0;
    }
}

static void round_i8(const float *x, long rows, long inputs, uint8_t *q, float *scales,
                     int32_t *zeros) {
    long padded = ck_padded_inputs(inputs, 4);
    for (long r = 0; r < rows; r++, x += inputs, q += padded) {
        ck_f low = {0}, high = {0};
        long i = 0;
        for (; i + CK_LANES <= inputs; i += CK_LANES) {
            low = ck_max(low, -ck_load(x + i));
            high = ck_max(high, ck_load(x + i));
        }
        if (i < inputs) {
            ck_f last = ck_load_part(x + i, inputs - i, 0);
            low = ck_max(low, -last);
            high = ck_max(high, last);
        }
        float below = ck_largest(low), range = below + ck_largest(high);
        float factor = range > 0 ? 255.0f / range : 0;
        int32_t zero = (int32_t)rintf(below * factor);
        scales[r] = range / 255.0f;
        zeros[r] = zero;
        for (i = 0; i + CK_LANES <= inputs; i += CK_LANES) {
            ck_i n = ck_round(ck_load(x + i) * factor) + zero;
            n = n & (n > 0);
            n = (n & (n < 255)) | (255 & (n >= 255));
            *(ck_b_loose *)(q + i) = __builtin_convertvector(n, ck_b_loose);
        }
        for (; i < inputs; i++) {
            int32_t n = (int32_t)rintf(x[i] * factor) + zero;
            q[i] = (uint8_t)(n < 0 ? 0 : n > 255 ? 255 : n);
        }
        for (; i < padded; i++) q[i] = 0;
    }
}

// From exact sums to floats: sum * scale of the row * scale of the output + bias.
CK_INLINE void finish_sums(ck_i sums, float row_scale, const float *scales, const float *bias,
                           long left, int gelu, float *y) {
    ck_f v = __builtin_convertvector(sums, ck_f) * (row_scale * ck_load(scales)) + ck_load(bias);
    finish(v, left, gelu, y);
}

// The plain loops: what the portable table runs, and what the others are held to.
CK_INLINE void plain_i16(const int16_t *q, const float *q_scales, long rows, const ck_linear *layer,
                         int gelu, float *y) {
    long inputs = ck_padded_inputs(layer->inputs, 2), outputs = layer->outputs;
    const int16_t *w = layer->weights;
    for (long panel = 0; panel < outputs; panel += CK_PANEL16, w += CK_PANEL16 * inputs)
        for (long r = 0; r < rows; r++) {
            int32_t sums[CK_PANEL16] = {0};
            for (long k = 0; k < inputs; k += 2) {
                int32_t first = q[r * inputs + k], second = q[r * inputs + k + 1];
                const int16_t *pairs = w + k * CK_PANEL16;
                for (long c = 0; c < CK_PANEL16; c++)
                    sums[c] += first * pairs[2 * c] + second * pairs[2 * c + 1];
            }
            for (long c = 0; c < CK_PANEL16; c += CK_LANES)
                finish_sums(*(const ck_i_loose *)(sums + c), q_scales[r], layer->scales + panel + c,
                            layer->bias + panel + c, outputs - panel - c, gelu,
                            y + r * outputs + panel + c);
        }
}

CK_INLINE void plain_i8(const uint8_t *q, const float *q_scales, const int32_t *zeros, long rows,
                        const ck_linear *layer, int gelu, float *y) {
    long inputs = ck_padded_inputs(layer->inputs, 4), outputs = layer->outputs;
    const int8_t *w = layer->weights;
    for (long panel = 0; panel < outputs; panel += CK_PANEL8, w += CK_PANEL8 * inputs)
        for (long r = 0; r < rows; r++) {
            int32_t sums[CK_PANEL8];
            for (long c = 0; c < CK_PANEL8; c++) sums[c] = -zeros[r] * layer->sums[panel + c];
            for (long k = 0; k < inputs; k += 4) {
                const uint8_t *four = q + r * inputs + k;
                const int8_t *fours = w + k * CK_PANEL8;
                for (long c = 0; c < CK_PANEL8; c++)
                    sums[c] += four[0] * fours[4 * c] + four[1] * fours[4 * c + 1]
                        + four[2] * fours[4 * c + 2] + four[3] * fours[4 * c + 3];
            }
            for (long c = 0; c < CK_PANEL8; c += CK_LANES)
                finish_sums(*(const ck_i_loose *)(sums + c), q_scales[r], layer->scales + panel + c,
                            layer->bias + panel + c, outputs - panel - c, gelu,
                            y + r * outputs + panel + c);
        }
}
