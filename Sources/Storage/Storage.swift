// Remembers conversations, which events were answered how, and the records of the control plane.
//
//   Store.swift         what any store promises, and what goes in and out of it
//   Partition.swift     where a conversation belongs: one of 256, by a hash that never changes
//   StorageError.swift  why something was not remembered
//   Memory/             a store in this process's memory, and what leaves it when it is full
//   SQLite/SQLiteStore.swift   the store on disk: one file, one writer, several readers
//   SQLite/Clerk.swift  a thread that owns a connection; group commit
//   SQLite/Schema.swift the tables, and how older ones are brought up to date
//   SQLite/Rows.swift   entries as rows, each with its checksum
//   SQLite/Upkeep.swift verify, back up, restore, export
//   Registry/           the control plane's records, and the audit log: on disk or in memory
//   Limits.swift        how much it holds
//
// A turn, its forecast, the state after it and its event key are committed together or not at all.
//
// It deliberately does not: know what is in a state, decide which turn may come next beyond
// "the one after the last", or wait for anything but itself.
