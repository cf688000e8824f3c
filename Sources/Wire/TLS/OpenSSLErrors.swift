internal import COpenSSL

/// OpenSSL's error queue. It belongs to the thread, so to every connection of an event loop: it is
/// cleared before each call whose failure will be looked at.
enum OpenSSLErrors {
    static func clear() { ERR_clear_error() }

    /// Empties the queue into a sentence: "no application protocol; …".
    static func take() -> String {
        var reasons: [String] = []
        while true {
            let error = ERR_get_error()
            if error == 0 { break }
            if let text = ERR_reason_error_string(error) {
                let reason = String(cString: text)
                if !reasons.contains(reason) { reasons.append(reason) }
            } else {
                reasons.append("error \(String(error, radix: 16))")
            }
        }
        return reasons.isEmpty ? "OpenSSL gave no reason" : reasons.joined(separator: "; ")
    }
}
