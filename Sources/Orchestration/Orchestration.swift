// Runs a declared directed acyclic graph of steps under one deadline.
//
//   Step.swift       what a step is, and what it may answer
//   Node.swift       a step's place in a graph: what it needs, what it may cost, what replaces it
//   Graph.swift      the declaration, and the checks that it passes before anything runs
//   GraphError.swift every mistake of a declaration, all at once
//   Walk.swift       one moment's way through the graph
//   Walk+Spans.swift what a tracer hears of it
//   Race.swift       work against a deadline
//
// A step that need not wait runs inline, without a task. One that must wait hands back the waiting
// as a closure that returns a change; a change that comes late is never applied, so that nobody can
// write into a moment that has gone on without it.
//
// It deliberately does not: know what a moment is, run steps side by side, retry, or keep anything
// between two walks.
