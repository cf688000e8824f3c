internal import ArgumentParser
internal import Foundation
internal import Training

/// The stages of training that can be chosen; Docs/TRAINING.md says what each was worth.
struct StageOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Keep what is done in this folder, and go on from it.", valueName: "path"))
    var checkpoint: String?

    @Option(help: "Members of the ensemble.")
    var members: Int = TrainingConfiguration.Shape().members

    @Option(
        help: ArgumentHelp(
            "TD(lambda): 1 learns from the outcome alone, less leans on the next forecast of a slow copy.",
            valueName: "0...1"))
    var lambda: Float = 1

    @Flag(help: "Batches hold as many of each outcome; the log-odds are corrected afterwards.")
    var balanced = false

    @Flag(help: "Also distil the members to one student, the fast form of the model.")
    var student = false

    @Flag(help: "Members also learn from counter-examples of the families for training.")
    var counterExamples = false

    @Flag(help: "Clean conversations first, then noisy ones, then all; needs --counter-examples.")
    var curriculum = false

    @Flag(help: "Train the members on as policies (Beta-PPO) with Brier's reward.")
    var policy = false

    func validate() throws {
        guard counterExamples || !curriculum else {
            throw ValidationError(
                "--curriculum paces counter-examples; it needs --counter-examples")
        }
    }

    func apply(to settings: inout TrainingConfiguration) {
        settings.checkpoint = checkpoint
        settings.shape.members = members
        settings.learning.lambda = lambda
        settings.learning.isBalanced = balanced
        settings.learning.isPaced = curriculum
        settings.hasStudent = student
        settings.hasCounterExamples = counterExamples
        if policy { settings.policy = .init() }
    }

    /// What became of the smaller forms of the model.
    static func lines(_ forms: TrainingReport.Forms) -> [String] {
        let rounding = forms.rounding
        var lines = [
            "  8 bits against floats: " + figures(rounding.comparison)
                + (rounding.isOpen ? "; 8 bits are the default" : "; floats are the default")
        ]
        if let student = forms.student {
            lines.append("  student against members: " + figures(student))
        }
        if let policy = forms.policy {
            lines.append("  policies against supervised members: " + figures(policy))
        }
        return lines
    }

    private static func figures(_ comparison: FormComparison) -> String {
        comparison.rows.map {
            String(format: "%@ AUC %+.4f Brier %+.5f", $0.turn, $0.auc, $0.brier)
        }.joined(separator: ", ")
            + String(format: ", largest %.4f", comparison.largest)
    }
}
