// Simulation invents sales conversations from a seed, and knows the true forecast of each.
//
//   World/      who buys: industries, the buyer's hidden state, how it moves and what it shows
//   Ceiling/    the best forecast that anybody can make who hears every act: exact, by Bayes' rule
//   Grammar/    an act in, words out: phrase banks for training and for testing, noise
//   Writer/     the same with a language model for the words: what it is told, what is let pass
//   Episode     one conversation as it runs, with a representative of the caller's choice
//   Simulator   many conversations, on many threads, the same bytes whatever their number
//
// Read `Episode.swift` first. The engine decides acts, the buyer's state, the end and the outcome;
// the words come last and know nothing but the act, the industry and who speaks. So whatever a
// forecast learns from the words it learned from the acts, and the ceiling bounds it.
//
// What this room deliberately does not do: it learns nothing, and opens no file but those in which
// replies that were paid for are kept.
