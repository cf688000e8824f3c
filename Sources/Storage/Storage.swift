// Remembers conversations, which events were answered how, and the records of the control plane.
//
//   Store.swift         what any store promises, and what goes in and out of it
//   Outbox.swift        what waits to be carried back, kept with the entries that it tells of
//   Erasure.swift       the proof that a conversation is gone; Sweeper.swift: those too old to keep
//   Partition.swift     where a conversation belongs: one of 256, by a hash that never changes
//   StoreLoad.swift     what a store has before it
//   StorageError.swift  why something was not remembered
//   Memory/             a store in this process's memory, and what leaves it when it is full
//   SQLite/SQLiteStore.swift   the store on disk: one file, one writer, several readers
//   SQLite/Clerk.swift  a thread that owns a connection; group commit
//   SQLite/Schema.swift the tables, and how older ones are brought up to date
//   SQLite/Rows.swift   entries as rows, each with its checksum
//   SQLite/SQLiteStore+Outbox.swift, +Erasure.swift   the same two on disk
//   SQLite/Upkeep.swift back up, restore, export; Verification.swift: every row, every record
//   Registry/           the control plane's records, and the audit log: on disk or in memory
//   Limits.swift        how much it holds
//
// A turn, its forecast, the state after it and its event key are committed together or not at all.
//
// It deliberately does not: know what is in a state, decide which turn may come next beyond
// "the one after the last", or wait for anything but itself.
