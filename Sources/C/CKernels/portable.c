// The table that runs anywhere: four lanes, as SSE2 and NEON have them.
#define CK_LANES 4
#define CK_PANEL16 16
#define CK_PANEL8 16
#define CK_NAME "portable"
#define CK_TABLE ck_portable
#include "lanes.h"
#include "rows.h"
#include "linear.h"
#include "integers.h"

static void linear_i16(const int16_t *q, const float *q_scales, long rows, const ck_linear *layer,
                       int gelu, float *y) {
    plain_i16(q, q_scales, rows, layer, gelu, y);
}

static void linear_i8(const uint8_t *q, const float *q_scales, const int32_t *zeros, long rows,
                      const ck_linear *layer, int gelu, float *y) {
    plain_i8(q, q_scales, zeros, rows, layer, gelu, y);
}

#include "table.h"
