// What a process tells of itself: figures, lines and spans.
//
//   Metrics/  a backend of swift-metrics that Prometheus reads, and a reader of its pages
//   Logs/     a handler of swift-log: text or JSON, lines of one kind bounded by the second
//   Spans/    a tracer of swift-distributed-tracing that writes OTLP's JSON lines into a file
//   LineWriter.swift   a thread that writes, so that nobody who logs waits for a disk or a pipe
//   ProcessFigures.swift   what the kernel knows of this process
//
// Whoever counts, logs or traces knows only Apple's APIs, and pays next to nothing where nobody
// listens.
//
// It deliberately does not: know what is counted (the program declares its families), send anything
// to another machine, or ask for the attention of whoever serves calls.
