// Predictions turns a feature vector and an utterance embedding into a probability, a value and how
// sure they are.
//
//   Model.swift                    start, step, close: what Guidance and Training call
//   Model+Loading.swift            from a model file, with every refusal
//   Prediction.swift               what comes out
//   RecurrentState.swift           what is kept between turns, and its bytes
//   Forward/MemberLayout.swift     the tensors of one member of the ensemble, by name and shape
//   Forward/Member.swift           one member's step: gated memory, hidden layer, three heads
//   Forward/Forest.swift           trees over the features, beside the members
//   Forward/Matrix.swift           matrix by vector, in floats or in 8-bit integers
//   Forward/Contributions.swift    which feature pushed how far
//   Moves/Model+Summary.swift      the state vector of a turn, for heads beside the forecast
//   Moves/MoveHead.swift           from that vector to what each move is worth, with its evidence
//   Moves/MoveNet.swift            one small network of that head
//   Moves/MoveCells.swift          past moments alike, and how often each move was made there
//   Calibration/TurnBuckets.swift  which turns are calibrated together
//   Calibration/Reliability.swift  what became of past conversations that scored alike
//   Confidence/ConfidenceRecord.swift  label set, novelty, agreement, and when to abstain
//   Confidence/NoveltyMap.swift    how far a turn lies from those of past conversations
//   Confidence/LabelSets.swift     outcomes that stay open at 90 %
//   Confidence/Trace.swift         what the heads read at a turn: penultimate features
//
// It reads no text and makes no embedding: those come in as values. It never trains: `Training`
// does, with the
// same layout and the same step, so that what is trained is what runs.
