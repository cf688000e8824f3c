private import Foundation

/// The gamma function's logarithm and its derivatives, for x > 0.
enum Gamma {
    /// ln Gamma(x)
    static func log(_ x: Double) -> Double { lgamma(x) }

    /// Digamma: recurrence up to 6, then the asymptotic series (Abramowitz and Stegun 1964, 6.3.5
    /// and 6.3.18); within 1e-11.
    static func digamma(_ x: Double) -> Double {
        var (x, sum) = (x, 0.0)
        while x < 8 {
            sum -= 1 / x
            x += 1
        }
        let inverse = 1 / (x * x)
        let series =
            inverse
            * (1.0 / 12 - inverse
                * (1.0 / 120 - inverse * (1.0 / 252 - inverse * (1.0 / 240 - inverse / 132))))
        return sum + Foundation.log(x) - 0.5 / x - series
    }

    /// Trigamma, the derivative of digamma (ibid. 6.4.6 and 6.4.12); within 1e-11.
    static func trigamma(_ x: Double) -> Double {
        var (x, sum) = (x, 0.0)
        while x < 8 {
            sum += 1 / (x * x)
            x += 1
        }
        let inverse = 1 / (x * x)
        let series =
            inverse
            * (1.0 / 6 - inverse
                * (1.0 / 30 - inverse * (1.0 / 42 - inverse * (1.0 / 30 - inverse * 5 / 66))))
        return sum + 1 / x + 0.5 * inverse + series / x
    }
}
