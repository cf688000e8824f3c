private import Foundation

/// A forecast as an action that is drawn: Beta(mu kappa, (1 - mu) kappa), with mu = sigmoid(logit)
/// and kappa = 2 + softplus(spread).
///
/// A Beta lives where probabilities live, so nothing is clipped and no gradient dies outside 0...1
/// (Chou, Maturana and Scherer 2017). kappa says how widely the policy tries things out; it is no
/// confidence: with the Brier reward -(a - y)^2, E (a - y)^2 = (mu - y)^2 + Var a, so the best
/// kappa grows without end whatever is known.
struct BetaPolicy: Sendable, Equatable {
    let logit, spread: Double

    var mu: Double { 1 / (1 + exp(-logit)) }
    var kappa: Double { 2 + max(spread, 0) + log1p(exp(-abs(spread))) }
    var alpha: Double { max(mu * kappa, Self.least) }
    var beta: Double { max((1 - mu) * kappa, Self.least) }

    /// Below this a density has nothing to say in double precision.
    private static let least = 1e-4

    /// A pair of derivatives, in logit and in spread.
    struct Slope: Equatable {
        var logit, spread: Double

        static func + (left: Slope, right: Slope) -> Slope {
            Slope(logit: left.logit + right.logit, spread: left.spread + right.spread)
        }

        static func * (factor: Double, slope: Slope) -> Slope {
            Slope(logit: factor * slope.logit, spread: factor * slope.spread)
        }
    }

    /// From derivatives in alpha and beta: alpha = mu kappa, beta = (1 - mu) kappa.
    private func slope(alpha: Double, beta: Double) -> Slope {
        let inMu = kappa * (alpha - beta)
        let inKappa = mu * alpha + (1 - mu) * beta
        return Slope(logit: inMu * mu * (1 - mu), spread: inKappa / (1 + exp(-spread)))
    }

    // MARK: - Density

    /// ln of the density at `action`, 0 < action < 1.
    func logDensity(_ action: Double) -> Double {
        (alpha - 1) * log(action) + (beta - 1) * log1p(-action)
            - (Gamma.log(alpha) + Gamma.log(beta) - Gamma.log(alpha + beta))
    }

    func logDensitySlope(_ action: Double) -> Slope {
        let both = Gamma.digamma(alpha + beta)
        return slope(
            alpha: log(action) - Gamma.digamma(alpha) + both,
            beta: log1p(-action) - Gamma.digamma(beta) + both)
    }

    // MARK: - Divergence

    /// Kullback and Leibler's divergence of this policy from `other`, in nats, in closed form:
    /// ln B(a', b') - ln B(a, b) + (a - a') psi(a) + (b - b') psi(b)
    /// + (a' - a + b' - b) psi(a + b), with a', b' the other's.
    func divergence(from other: BetaPolicy) -> Double {
        func logB(_ policy: BetaPolicy) -> Double {
            Gamma.log(policy.alpha) + Gamma.log(policy.beta)
                - Gamma.log(policy.alpha + policy.beta)
        }
        let (alphaGap, betaGap) = (alpha - other.alpha, beta - other.beta)
        return logB(other) - logB(self) + alphaGap * Gamma.digamma(alpha)
            + betaGap * Gamma.digamma(beta) - (alphaGap + betaGap) * Gamma.digamma(alpha + beta)
    }

    func divergenceSlope(from other: BetaPolicy) -> Slope {
        let (alphaGap, betaGap) = (alpha - other.alpha, beta - other.beta)
        let both = (alphaGap + betaGap) * Gamma.trigamma(alpha + beta)
        return slope(
            alpha: alphaGap * Gamma.trigamma(alpha) - both,
            beta: betaGap * Gamma.trigamma(beta) - both)
    }

    // MARK: - Reward

    /// Brier's: bounded and proper.
    static func reward(_ action: Double, outcome: Double) -> Double {
        -(action - outcome) * (action - outcome)
    }

    var variance: Double { mu * (1 - mu) / (kappa + 1) }

    /// What the policy expects of its own draw if its mean is right: -(mu (1 - mu) + Var a). The
    /// baseline of the advantage; gamma is 0, so nothing later is in it.
    var expectedReward: Double { -(mu * (1 - mu) + variance) }

    /// A draw, from two gamma variates (Marsaglia and Tsang 2000), held off the ends.
    func draw(_ random: inout Random) -> Double {
        let (x, y) = (Self.gamma(alpha, &random), Self.gamma(beta, &random))
        let sum = x + y
        return sum > 0 ? min(max(x / sum, 1e-6), 1 - 1e-6) : mu
    }

    private static func gamma(_ shape: Double, _ random: inout Random) -> Double {
        guard shape >= 1 else {
            let boost = pow(max(Double(random.unit()), 1e-12), 1 / shape)
            return gamma(shape + 1, &random) * boost
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = Double(random.normal())
            let v = pow(1 + c * x, 3)
            guard v > 0 else { continue }
            let u = max(Double(random.unit()), 1e-12)
            if log(u) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
        }
    }
}
