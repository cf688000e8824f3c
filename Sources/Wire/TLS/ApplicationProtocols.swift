internal import COpenSSL

/// ALPN names as they travel: each behind its length. Never changed, so shared between threads.
final class ApplicationProtocols: Sendable {
    let names: [[UInt8]]

    /// A name outside 1...255 bytes is our own mistake.
    init(_ names: [String]) {
        self.names = names.map { Array($0.utf8) }
        precondition(self.names.allSatisfy { (1...255).contains($0.count) })
    }

    var encoded: [UInt8] { names.flatMap { [UInt8($0.count)] + $0 } }

    /// The index of the first of our names that the client offers too. `offer` is as OpenSSL
    /// checked it.
    func choice(from offer: UnsafeBufferPointer<UInt8>) -> (name: [UInt8], offset: Int)? {
        for name in names {
            var position = 0
            while position < offer.count {
                let length = Int(offer[position])
                let end = position + 1 + length
                guard end <= offer.count else { break }
                if offer[(position + 1)..<end].elementsEqual(name) { return (name, position) }
                position = end
            }
        }
        return nil
    }

    /// OpenSSL's callback: chooses in the server's order, and refuses with the alert
    /// `no_application_protocol` where nothing is shared.
    static let select:
        @convention(c) (
            OpaquePointer?, UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
            UnsafeMutablePointer<UInt8>?, UnsafePointer<UInt8>?, UInt32, UnsafeMutableRawPointer?
        ) -> Int32 = { _, chosen, length, offer, offerLength, own in
            guard let chosen, let length, let offer, let own else { return SSL_TLSEXT_ERR_NOACK }
            let protocols = Unmanaged<ApplicationProtocols>.fromOpaque(own).takeUnretainedValue()
            let bytes = UnsafeBufferPointer(start: offer, count: Int(offerLength))
            guard let choice = protocols.choice(from: bytes) else {
                return SSL_TLSEXT_ERR_ALERT_FATAL
            }
            chosen.pointee = offer + choice.offset + 1
            length.pointee = UInt8(choice.name.count)
            return SSL_TLSEXT_ERR_OK
        }
}
