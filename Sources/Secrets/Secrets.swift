// Keeps connectors' secrets so that a stolen database tells nothing.
//
//   KeyFile.swift      the key-encryption keys: a file of mode 0400, outside the database
//   Envelope.swift     a tenant's data key, wrapped; a secret, sealed under the data key
//   Vault.swift        sets, reads, lists and forgets secrets, in the registry
//   Vault+Rotation.swift  a new key-encryption key, a new data key, while reads go on
//   SecretError.swift, Limits.swift
//
// ```
// key file (0400) ──wraps──► data key of a tenant ──seals──► secret of (tenant, connector, field)
// ```
// Both steps are AES-256-GCM. Each sealed form names the key that opens it, and is bound to whose it
// is: a row that is moved to another tenant, connector or field does not open.
//
// It deliberately does not: write a secret to a log or a file, keep one in memory after it was
// handed over, or know what one is good for.
