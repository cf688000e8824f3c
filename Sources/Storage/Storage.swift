// Remembers conversations, and which events were answered how.
//
//   Store.swift         what any store promises, and what goes in and out of it
//   Partition.swift     where a conversation belongs: one of 256, by a hash that never changes
//   StorageError.swift  why something was not remembered
//   MemoryStore.swift   the store of this build: one process's memory
//   MemoryStore+Room.swift  what leaves it when it is full
//   Limits.swift        how much it holds
//
// A turn, its forecast, the state after it and its event key are committed together or not at all.
//
// It deliberately does not: know what is in a state, decide which turn may come next beyond
// "the one after the last", or wait for anything but itself.
