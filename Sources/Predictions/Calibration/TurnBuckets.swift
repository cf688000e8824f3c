/// Which turns are calibrated together: a forecast after turn 2 knows less than one after turn 20,
/// and says so.
package enum TurnBuckets {
    /// The last turn of each bucket; the one after the last bound is open, and the one after that
    /// is closing.
    package static let bounds = [2, 4, 7, 11, 16]
    package static let closing = bounds.count + 1
    package static let count = bounds.count + 2

    package static func bucket(turn: Int) -> Int {
        bounds.firstIndex { turn <= $0 } ?? bounds.count
    }

    package static func label(_ bucket: Int) -> String {
        if bucket == closing { return "closing" }
        let first = bucket == 0 ? 1 : bounds[bucket - 1] + 1
        return bucket < bounds.count ? "\(first)-\(bounds[bucket])" : "\(first)+"
    }
}
