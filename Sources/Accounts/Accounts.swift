// Knows tenants, tokens and roles: who is calling, and what they may do.
//
//   AccountBook.swift    the tokens file, read; from a presented token to a principal
//   Token.swift          how a token looks, is made, and is kept (never itself, only a salted hash)
//   Role.swift           the six roles
//   Permissions.swift    the table of methods and roles; what is not in it is denied
//   DataDirectory.swift  what `salesrl init` makes: certificates, tokens, configuration
//   ExampleConfiguration.swift  the configuration with every key explained
//   AccountError.swift, Limits.swift
//
// It deliberately does not: know a call, a socket or a status, change an account while the daemon
// runs, or remember who did what.
