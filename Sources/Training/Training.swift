// Training makes a model from conversations whose outcome is known, and says how good it is before
// it is used.
//
//   TrainingRun.swift the whole run: read, embed, cross-validate, calibrate, train, write
//   TrainingConfiguration.swift        what can be chosen
//   TrainingReport.swift               what was found
//   Data/Corpus.swift JSONL conversations, with file, line and field of what is wrong
//   Data/Examples.swift                conversations as numbers
//   Data/EmbeddingScratch.swift        vectors kept on disk between runs
//   Stages/                            TD, balance, students, policies, curriculum, the 8-bit gate
//   CounterExamples/Family.swift       labelled conversations changed so that words mislead
//   Checkpoints/Checkpoint.swift       what a run that was stopped goes on from
//   Learning/Learner.swift             forward and backward of one member, by hand
//   Learning/MemberTraining.swift      the epochs of one member
//   Learning/ForestTraining.swift      the trees beside the members; TreeGrowth.swift, one of them
//   Learning/Standardizer.swift        means, scales and the projection of the embedding
//   Large/LargeRun.swift               the run where there are many conversations
//   Large/Pool.swift                   many conversations as flat arrays, each text once
//   Large/ActTraining.swift            the act head, and its answers for wordings it has not seen
//   Large/PoolMember.swift             a member trained on a pool; OutlookTraining.swift, the rest
//   Evaluation/CrossValidation.swift five folds by conversation, forecasts of what was not trained
// on
//   Evaluation/Calibrator.swift        temperatures and the reliability table
//   Evaluation/Metrics.swift           AUC, Brier, ECE, skill, accuracy
//   Evaluation/EvaluationRun.swift     the recipe or a model, judged; baselines, ablations, report
//   Confidence/ConfidenceTraining.swift  label sets, novelty and their thresholds, all held out
//   Confidence/ConfidenceReport.swift    how far they hold
//   Evaluation/Scorer.swift            forecasts of whole conversations in this process
//   Data/Import/ConversationImport.swift   other programs' transcripts
//   Leakage/DataReport.swift           duplicates and probes
//   Card/ModelCard.swift               the page that lies beside the model
//
// The same seed, data and code give the same model, byte for byte, whatever the number of threads.
// It never runs inside
// the daemon, and it never sees a turn that comes after the one it forecasts.
