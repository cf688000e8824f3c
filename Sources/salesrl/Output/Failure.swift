internal import ArgumentParser
internal import Foundation
internal import Messages
internal import Training

/// Why a command ends before its work is done: a sentence for a person, an exit code for a script.
struct Failure: Error, Equatable {
    /// The codes of sysexits.h that `salesrl --help` lists.
    enum Code: Int32 {
        case badData = 65
        case noInput = 66
        case unreachable = 69
        case failed = 70
        case cannotWrite = 73
        case tryAgain = 75
        case refused = 77
        case configuration = 78
    }

    let code: Code
    let reason: String

    init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// What a call's status means to the one who typed the command.
    init(_ status: Status, doing what: String) {
        let code: Code =
            switch status.code {
            case .invalidArgument, .outOfRange, .alreadyExists, .failedPrecondition, .notFound:
                .badData
            case .unavailable: .unreachable
            case .resourceExhausted, .aborted, .deadlineExceeded: .tryAgain
            case .unauthenticated, .permissionDenied: .refused
            default: .failed
            }
        self.init(code, "\(what): \(status.message) (\(status.code))")
    }

    /// What the bench of models has to say; a run that was stopped is no failure, see `Train`.
    init(_ error: TrainingError) {
        let code: Code =
            switch error.code {
            case .unreadable: .noInput
            case .unwritable: .cannotWrite
            case .badSetting: .configuration
            default: .badData
            }
        self.init(code, error.reason)
    }

    static func exit(for error: any Error) -> Never {
        switch error {
        case let failure as Failure:
            Console.error("salesrl: \(failure.reason)")
            Foundation.exit(failure.code.rawValue)
        case let status as Status:
            exit(for: Failure(status, doing: "the daemon answered"))
        case is CancellationError:
            Foundation.exit(130)
        default:
            Salesrl.exit(withError: error)
        }
    }
}
