// Row by row: activation functions, softmax, layer normalisation, products with a vector,
// attention. Included by each table's file after lanes.h.

#define CK_MAP(NAME, FUNCTION) \
    static void NAME(float *x, long count) { \
        long i = 0; \
        for (; i + CK_LANES <= count; i += CK_LANES) ck_store(x + i, FUNCTION(ck_load(x + i))); \
        if (i < count) \
            ck_store_part(x + i, count - i, FUNCTION(ck_load_part(x + i, count - i, 0))); \
    }
CK_MAP(map_sigmoid, ck_sigmoid)
CK_MAP(map_tanh, ck_tanh)
CK_MAP(map_gelu, ck_gelu)

static void softmax(float *x, long count) {
    ck_f largest = ck_all(-INFINITY);
    long i = 0;
    for (; i + CK_LANES <= count; i += CK_LANES) largest = ck_max(largest, ck_load(x + i));
    if (i < count) largest = ck_max(largest, ck_load_part(x + i, count - i, -INFINITY));
    float top = ck_largest(largest);
    ck_f sum = {0};
    for (i = 0; i + CK_LANES <= count; i += CK_LANES) {
        ck_f e = ck_exp(ck_load(x + i) - top);
        ck_store(x + i, e);
        sum = sum + e;
    }
    float total = ck_sum(sum);
    if (i < count) {
        ck_store_part(x + i, count - i, ck_exp(ck_load_part(x + i, count - i, 0) - top));
        for (long j = i; j < count; j++) total += x[j];
    }
    float scale = 1.0f / total;
    for (i = 0; i + CK_LANES <= count; i += CK_LANES) ck_store(x + i, ck_load(x + i) * scale);
    for (; i < count; i++) x[i] *= scale;
}

static void layer_norm(float *x, const float *residual, const float *gamma, const float *beta,
                       float epsilon, long rows, long count) {
    long whole = count / CK_LANES * CK_LANES;
    for (long row = 0; row < rows; row++, x += count) {
        ck_f sums = {0};
        float sum = 0;
        if (residual) {
            for (long i = 0; i < whole; i += CK_LANES)
                ck_store(x + i, ck_load(x + i) + ck_load(residual + i));
            for (long i = whole; i < count; i++) x[i] += residual[i];
            residual += count;
        }
        for (long i = 0; i < whole; i += CK_LANES) sums = sums + ck_load(x + i);
        for (long i = whole; i < count; i++) sum += x[i];
        float mean = (ck_sum(sums) + sum) / (float)count;
        ck_f squares = {0};
        float square = 0;
        for (long i = 0; i < whole; i += CK_LANES) {
            ck_f d = ck_load(x + i) - mean;
            squares = squares + d * d;
        }
        for (long i = whole; i < count; i++) square += (x[i] - mean) * (x[i] - mean);
        float variance = (ck_sum(squares) + square) / (float)count;
        float scale = 1.0f / sqrtf(variance + epsilon);
        for (long i = 0; i < whole; i += CK_LANES)
            ck_store(x + i, (ck_load(x + i) - mean) * scale * ck_load(gamma + i)
                                + ck_load(beta + i));
        for (long i = whole; i < count; i++) x[i] = (x[i] - mean) * scale * gamma[i] + beta[i];
    }
}

// MARK: products with a vector

CK_INLINE void dots(const float *w, long stride, long columns, const float *x, long rows,
                    float *y) {
    ck_f sums[4] = {{0}, {0}, {0}, {0}};
    long i = 0;
    for (; i + CK_LANES <= columns; i += CK_LANES) {
        ck_f v = ck_load(x + i);
        for (long r = 0; r < rows; r++) sums[r] = sums[r] + ck_load(w + r * stride + i) * v;
    }
    for (long r = 0; r < rows; r++) {
        float sum = ck_sum(sums[r]);
        for (long j = i; j < columns; j++) sum += w[r * stride + j] * x[j];
        y[r] = sum;
    }
}

static void matvec_f32(const float *w, long rows, long columns, const float *x, const float *bias,
                       float *y) {
    long r = 0;
    for (; r + 4 <= rows; r += 4) dots(w + r * columns, columns, columns, x, 4, y + r);
    for (; r < rows; r++) dots(w + r * columns, columns, columns, x, 1, y + r);
    if (bias)
        for (r = 0; r < rows; r++) y[r] += bias[r];
}

// Sums of integers may be reordered, so the compiler makes vectors of this loop by itself.
static void matvec_i8(const int8_t *values, const float *scales, long rows, long columns,
                      const int8_t *q, float q_scale, const float *bias, float *y) {
    for (long r = 0; r < rows; r++) {
        const int8_t *row = values + r * columns;
        int32_t sum = 0;
        for (long i = 0; i < columns; i++) sum += (int32_t)row[i] * (int32_t)q[i];
        y[r] = (float)sum * (scales[r] * q_scale) + (bias ? bias[r] : 0);
    }
}

CK_INLINE float magnitude(const float *x, long count) {
    ck_f largest = {0};
    long i = 0;
    for (; i + CK_LANES <= count; i += CK_LANES) largest = ck_max(largest, ck_abs(ck_load(x + i)));
    if (i < count) largest = ck_max(largest, ck_abs(ck_load_part(x + i, count - i, 0)));
    return ck_largest(largest);
}

static float round_vector_i8(const float *x, long count, int8_t *q) {
    float top = magnitude(x, count);
    float factor = top > 0 ? 127.0f / top : 0;
    for (long i = 0; i < count; i++) q[i] = (int8_t)rintf(x[i] * factor);
    return top / 127.0f;
}

// MARK: attention

// Keys are turned on their side first, so that the scores of one query are whole registers of keys.
static void attention(const float *qkv, long rows, long heads, long size, float *scratch,
                      float *out) {
    long width = heads * size, stride = 3 * width;
    long padded = ck_padded_inputs(rows, 16);
    float *keys = scratch;                  // [size, padded]
    float *scores = scratch + size * padded; // [padded]
    float factor = 1.0f / sqrtf((float)size);
    memset(keys, 0, sizeof(float) * (size_t)(size * padded));
    for (long head = 0; head < heads; head++) {
        const float *query = qkv + head * size;
        const float *key = query + width;
        const float *value = key + width;
        for (long j = 0; j < rows; j++)
            for (long d = 0; d < size; d++) keys[d * padded + j] = key[j * stride + d] * factor;
        for (long i = 0; i < rows; i++) {
            const float *q = query + i * stride;
            for (long j = 0; j < rows; j += 16) {
                ck_f sums[16 / CK_LANES];
                for (long v = 0; v < 16 / CK_LANES; v++) sums[v] = (ck_f){0};
                for (long d = 0; d < size; d++)
                    for (long v = 0; v < 16 / CK_LANES; v++)
                        sums[v] = sums[v] + q[d] * ck_load(keys + d * padded + j + v * CK_LANES);
                for (long v = 0; v < 16 / CK_LANES; v++)
                    ck_store(scores + j + v * CK_LANES, sums[v]);
            }
            softmax(scores, rows);
            float *o = out + i * width + head * size;
            long d = 0;
            for (; d + 2 * CK_LANES <= size; d += 2 * CK_LANES) {
                ck_f low = {0}, high = {0};
                for (long j = 0; j < rows; j++) {
                    low = low + scores[j] * ck_load(value + j * stride + d);
                    high = high + scores[j] * ck_load(value + j * stride + d + CK_LANES);
                }
                ck_store(o + d, low);
                ck_store(o + d + CK_LANES, high);
            }
            for (; d < size; d++) {
                float sum = 0;
                for (long j = 0; j < rows; j++) sum += scores[j] * value[j * stride + d];
                o[d] = sum;
            }
        }
    }
}
