// A text becomes a point among all texts: 384 numbers of length 1, made once and remembered.
//
//   Embedder         what every maker of embeddings answers; EmbeddingError, Limits
//   MiniLM/          all-MiniLM-L6-v2 on this machine:
//     MiniLM           the embedder itself: weights, workers, `embed` and `embedNow`
//     WordPiece        text -> token numbers (Folding, FoldingTable, Vocabulary)
//     Encoder          token numbers -> vector, with packed kernels (EncoderWeights, Scratch)
//     ReferenceEncoder the same by the scalar reference
//     Workers          threads that take waiting texts together
//   Cache/           CachedEmbedder: remembers by content, computes a text once however many ask
//
// It does not normalise sales talk (Conversations does), judge, or call anyone over a network.
