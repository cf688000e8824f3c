internal import ArgumentParser
internal import Foundation

/// Asks before something is destroyed. Where nobody sits at a terminal it does not ask: it refuses.
struct Confirmation: ParsableArguments {
    @Flag(help: "Do not ask.")
    var yes = false

    /// Returns where the name was typed, or --yes was given.
    func ask(_ warning: String, typing name: String) throws {
        guard !yes else { return }
        guard isatty(STDIN_FILENO) == 1, Console.isErrorATerminal else {
            throw ValidationError(
                "\(warning). There is no terminal to ask at: give --yes to mean it")
        }
        Console.say("\(warning). Type \(name) to go on: ")
        guard readLine() == name else { throw Failure(.refused, "nothing was changed") }
    }
}
