// The encoder's products by our kernels and by oneDNN, one thread, taking turns: microseconds,
// best of many.
// Built and run by `Benchmarks/encoder/run --products`; needs Debian's libdnnl-dev.
#include <dnnl.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "CKernels.h"

static double now() {
    timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec * 1e6 + t.tv_nsec * 1e-3;
}

template <typename T> static T *room(long count) {
    size_t bytes = (count * sizeof(T) + 127) / 64 * 64;
    return static_cast<T *>(aligned_alloc(64, bytes));
}

int main() {
    const ck_kernels *tables[8];
    const ck_kernels *ours = tables[ck_available(tables, 8) - 1];
    const long shapes[][3] = {{16, 384, 1152}, {16, 384, 1536}, {16, 1536, 384},
                              {32, 384, 1536}, {32, 1536, 384}, {64, 384, 1536}};
    printf("microseconds; ours: %s, rounding of activations included\n", ours->name);
    printf("%18s %9s %9s %9s %12s %12s\n", "rows x in x out", "float", "int16", "int8",
           "dnnl_sgemm", "dnnl u8s8s32");
    for (auto &shape : shapes) {
        long m = shape[0], k = shape[1], n = shape[2];
        float *x = room<float>(m * k), *w = room<float>(n * k), *y = room<float>(m * n);
        float *bias = room<float>(n), *packed = room<float>(n * k), *scales16 = room<float>(n);
        int16_t *packed16 = room<int16_t>(n * k), *q16 = room<int16_t>(m * k);
        int8_t *packed8 = room<int8_t>(n * k), *b8 = room<int8_t>(n * k);
        uint8_t *q8 = room<uint8_t>(m * k);
        float *scales8 = room<float>(n), *rows = room<float>(m);
        int32_t *sums = room<int32_t>(n), *zeros = room<int32_t>(m), *c32 = room<int32_t>(m * n);
        for (long i = 0; i < m * k; i++) x[i] = rand() / (float)RAND_MAX - 0.5f;
        for (long i = 0; i < n * k; i++) {
            w[i] = rand() / (float)RAND_MAX - 0.5f;
            b8[i] = rand() % 100;
        }
        std::fill(bias, bias + n, 0.5f);
        ours->pack_f32(w, n, k, packed);
        ours->pack_i16(w, n, k, packed16, scales16);
        ours->pack_i8(w, n, k, packed8, scales8, sums);
        ck_linear f32 = {k, n, packed, nullptr, bias, nullptr};
        ck_linear i16 = {k, n, packed16, scales16, bias, nullptr};
        ck_linear i8 = {k, n, packed8, scales8, bias, sums};
        double best[5] = {1e9, 1e9, 1e9, 1e9, 1e9};
        int32_t offset = 0;
        for (int turn = 0; turn < 200; turn++) {
            double t[6];
            t[0] = now();
            ours->linear_f32(x, m, &f32, 0, y);
            t[1] = now();
            ours->round_i16(x, m, k, q16, rows);
            ours->linear_i16(q16, rows, m, &i16, 0, y);
            t[2] = now();
            ours->round_i8(x, m, k, q8, rows, zeros);
            ours->linear_i8(q8, rows, zeros, m, &i8, 0, y);
            t[3] = now();
            dnnl_sgemm('N', 'T', m, n, k, 1, x, k, w, k, 0, y, n);
            t[4] = now();
            dnnl_gemm_u8s8s32('N', 'N', 'F', m, n, k, 1, q8, k, 0, b8, n, 0, 0, c32, n, &offset);
            t[5] = now();
            for (int i = 0; i < 5; i++) best[i] = std::min(best[i], t[i + 1] - t[i]);
        }
        char name[40];
        snprintf(name, sizeof name, "%ld x %ld x %ld", m, k, n);
        printf("%18s %9.0f %9.0f %9.0f %12.0f %12.0f\n", name, best[0], best[1], best[2], best[3],
               best[4]);
    }
}
