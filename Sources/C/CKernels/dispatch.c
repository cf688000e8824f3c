// Which tables this machine can run.
#include "include/CKernels.h"

extern const ck_kernels ck_portable;
#if defined(__x86_64__)
extern const ck_kernels ck_avx2;
extern const ck_kernels ck_avx512;
extern const ck_kernels ck_avx512vnni;
#endif

int ck_available(const ck_kernels *tables[], int capacity) {
    int count = 0;
    if (count < capacity) tables[count++] = &ck_portable;
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (count < capacity && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        tables[count++] = &ck_avx2;
    int wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    if (count < capacity && wide) tables[count++] = &ck_avx512;
    if (count < capacity && wide && __builtin_cpu_supports("avx512vnni"))
        tables[count++] = &ck_avx512vnni;
#endif
    return count;
}

long ck_attention_scratch(long rows, long size) {
    return (size + 1) * ck_padded_inputs(rows, 16);
}

long ck_activation_max_i16(long inputs) {
    long most = 0x7fffffffL / CK_WEIGHT_MAX_I16 / (inputs > 0 ? inputs : 1);
    return most < 4095 ? most : 4095;
}
