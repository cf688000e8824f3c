// The table itself. Included last; CK_TABLE names it.
const ck_kernels CK_TABLE = {
    .name = CK_NAME,
    .panel_f32 = CK_PANEL, .pack_f32 = pack_f32, .linear_f32 = linear_f32,
    .panel_i16 = CK_PANEL16, .pack_i16 = pack_i16, .round_i16 = round_i16, .linear_i16 = linear_i16,
    .panel_i8 = CK_PANEL8, .pack_i8 = pack_i8, .round_i8 = round_i8, .linear_i8 = linear_i8,
    .matvec_f32 = matvec_f32, .matvec_i8 = matvec_i8, .round_vector_i8 = round_vector_i8,
    .sigmoid = map_sigmoid, .tanh = map_tanh, .gelu = map_gelu, .softmax = softmax,
    .layer_norm = layer_norm, .attention = attention,
};
