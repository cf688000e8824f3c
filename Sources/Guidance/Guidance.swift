// Tells the story of one event: from what was said to what is answered.
//
//   EventGraph.swift  the declared graph that every turn walks, from any door: read this first
//   Moment.swift      the value that travels it
//   Ahead.swift       vectors of a whole transcript's texts, made side by side before its walks
//   Nodes/            its steps, one file each
//   Story.swift       who walks it: turns of live conversations, closings, whole transcripts
//   StoryWatch.swift  who is told how long steps took and what became of events
//   Story+Refusals.swift  what goes wrong on the way, as statuses
//   Lanes.swift       one event of a conversation at a time, without blocking a thread
//   WatchHub.swift    who hears of a forecast; slow readers get the latest
//   Playbook.swift    the card of the next step: the moves worth most, or by declared rules
//   Play.swift        what to say for a move; Plays/ holds one a move
//   Decisions.swift   steps at which an open outcome is a reason to abstain
//   Reasons.swift     why the probability is what it is, in words
//   Checks.swift      what a request must hold, with the field and the limit named
//   Limits.swift
//
// It deliberately does not: know a door, a socket, a token or a wire format; compute features,
// vectors or probabilities itself; keep anything that the store does not.
