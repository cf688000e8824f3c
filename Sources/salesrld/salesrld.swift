// Reads the configuration, builds the rooms, opens the doors, and closes them in order.
//
//   Main.swift            the command line, signals, exit codes
//   House.swift           the rooms from the ground up: read this first
//   Configuration.swift   everything that can be set; Setting: each key; ConfigurationReader: the
//   file ModelFiles.swift      where model and weights are
//   Services/             Gate, and what stands between messages and the story
//   Metrics.swift         figures for Prometheus; Gauges: what rooms know of themselves
//
// It deliberately does not: score, remember, parse frames, or train.
