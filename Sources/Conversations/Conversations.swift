// Conversations turns text into a clean conversation, and a conversation into features.
//
//   Transcript/   plain text, or a line of JSONL, -> turns
//   Normalise/    a turn's text -> cleaned text, words and entities
//   Lexicons/     what phrases are a sign of, as tables, and the matcher that finds them
//   Features/     turns, one after the other -> numbers with names; the state in between
//
// Read `Features/ConversationState.swift` first: `measure` is the whole room in four lines.
//
// What gets embedded stays natural: the cleaned text as it was written, except that links, e-mail
// addresses and phone numbers become plain words. They mean nothing to a sentence encoder, make
// every text unique to a cache, and are personal data. Amounts, dates and numbers stay: they are
// what bargaining is about, and the encoder has seen plenty of them.
//
// The measuring knows nothing of the future: no total length, no share of what is done. What
// becomes known when a conversation is closed are features of their own, zero until then.
//
// What this room deliberately does not do: it does not embed, judge or predict, keeps nothing
// between calls but the value it hands back, reads no file and no clock, and never refuses a turn.
