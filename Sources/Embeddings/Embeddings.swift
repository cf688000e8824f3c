// A text becomes a point among all texts, made once and remembered: 384 numbers of length 1 on this
// machine, or as many as a service's model has.
//
//   Embedder         what every maker of embeddings answers; EmbeddingError, Limits
//   MiniLM/          all-MiniLM-L6-v2 on this machine:
//     MiniLM           the embedder itself: weights, workers, `embed` and `embedNow`
//     WordPiece        text -> token numbers (Folding, FoldingTable, Vocabulary)
//     Encoder          token numbers -> vector, with packed kernels (EncoderWeights, Scratch)
//     ReferenceEncoder the same by the scalar reference
//     Workers          threads that take waiting texts together
//   Remote/          RemoteEmbedder: a service in OpenAI's form or Azure's, many texts a call
//   Cache/           CachedEmbedder: remembers by content, computes a text once however many ask
//
// It does not normalise sales talk (Conversations does) or judge. Only Remote/ calls anybody,
// through Outbound.
