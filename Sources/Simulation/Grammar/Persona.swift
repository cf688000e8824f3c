/// How somebody talks. Drawn without a look at the buyer's state, so it says nothing about it.
struct Persona: Sendable {
    let role: String
    /// Writes in lower case and drops full stops.
    let casual: Double
    /// Mistypes a word.
    let typo: Double
    /// Begins with "well," and the like.
    let filler: Double

    static let all: [Persona] = [
        Persona(role: "owner", casual: 0.25, typo: 0.04, filler: 0.14),
        Persona(role: "finance director", casual: 0.03, typo: 0.01, filler: 0.06),
        Persona(role: "operations manager", casual: 0.12, typo: 0.03, filler: 0.10),
        Persona(role: "technical lead", casual: 0.20, typo: 0.02, filler: 0.06),
        Persona(role: "purchasing manager", casual: 0.06, typo: 0.02, filler: 0.08),
        Persona(role: "assistant", casual: 0.10, typo: 0.02, filler: 0.12),
        Persona(role: "team lead", casual: 0.22, typo: 0.04, filler: 0.12),
        Persona(role: "private buyer", casual: 0.30, typo: 0.05, filler: 0.16),
    ]
    static let representative = Persona(
        role: "representative", casual: 0.03, typo: 0.01, filler: 0.06)
}

/// How the words reached the transcript.
enum Channel: String, CaseIterable, Sendable {
    case chat, email, call
}
