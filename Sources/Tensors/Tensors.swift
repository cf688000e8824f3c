// Numbers in rows: files that hold them and kernels that multiply them.
//
//   ModelFile/     our own container of named tensors, with checksum
//   Safetensors/   reads the container that others publish weights in
//   Kernels/       Kernels: one table of C functions for each instruction set
//                  Linear: a layer packed for one of them
//                  Kernels+Vectors: products with one vector, activations, attention
//                  Reference: the scalar truth that the tests hold the others to
//   AlignedBuffer  memory that begins where a vector register wants it
//
// It does not know what a model is, and starts no thread.
