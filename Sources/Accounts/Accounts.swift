// Knows tenants, principals, what they show and what they may do; remembers who changed what.
//
//   Book/AccountBook.swift      who shows this; how a change and its audit entry are kept
//   Book/AccountBook+X.swift    changes of tenants, principals, tokens, certificates
//   Book/AccountSnapshot.swift  all that is known at one moment, in memory
//   Book/Bodies.swift           how accounts are kept as records
//   Book/ServerKey.swift        the key under which tokens are kept as hashes
//   Book/RefusalLog.swift       refused calls, counted, on their way into the audit log
//   Book/Guesses.swift          slows down whoever shows wrong tokens
//   Values/                     tenant, principal, role, token, certificate
//   Permissions.swift           the table of methods and roles; what is not in it is denied
//   Setup/                      the files, and what `salesrl init` makes of them
//   AccountError.swift, Limits.swift
//
// It deliberately does not: know a call, a socket or a status, decide how much of a quota is left,
// or keep a secret that could be shown.
