internal import Foundation
internal import Training

/// `train --from`: climbs the ladder and says what each rung was worth.
enum Adaptation {
    static func run(_ adaptation: AdaptationRun, json: Bool) async throws {
        let report = try await onOwnThread { () throws(TrainingError) in try adaptation.run() }
        if json {
            Console.print(try report.jsonLine())
        } else {
            let order = report.isByTime ? "by time" : "in the order of the files"
            Console.print(
                "\(report.model): judged on the last \(report.later) of \(report.conversations) "
                    + "conversations, \(order)")
            for step in report.steps { Console.print("  " + line(step)) }
            if let written = report.written { Console.print("\(written): the adapted model") }
        }
        guard report.written != nil else {
            throw Failure(.badData, "no rung won, nothing was written; keep \(adaptation.model)")
        }
    }

    private static func line(_ step: AdaptationRun.Step) -> String {
        let name = padded(step.rung.rawValue, to: 20) + (step.isTaken ? "taken    " : "refused  ")
        guard let before = step.before, let after = step.after, let low = step.low,
            let high = step.high
        else { return name + step.why }
        return name
            + String(
                format: "log-loss %.4f to %.4f, gain %.4f (%.4f to %.4f): ", before, after,
                before - after, low, high) + step.why
    }
}
