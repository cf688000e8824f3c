import Messages
import Testing
import Wire

@testable import Secrets

private func hidden(_ text: String) -> HiddenBytes {
    Array(text.utf8).withUnsafeBytes { HiddenBytes(copying: $0) }
}

private func bytes(_ hidden: HiddenBytes?) -> [UInt8]? {
    hidden?.withUnsafeBytes { Array($0) }
}

@Suite("Sealing")
struct SealingTests {
    private let key = HiddenBytes.random(count: 32)

    @Test(
        "What is sealed is opened by the same key with the same additional data",
        arguments: [0, 1, 15, 16, 17, 65_536])
    func roundTrip(count: Int) {
        let plain = HiddenBytes.random(count: count)
        let sealed = Sealing.seal(plain, key: key, additional: [1, 2])
        #expect(sealed.count == count + Sealing.overhead)
        #expect(bytes(Sealing.open(sealed, key: key, additional: [1, 2])) == bytes(plain))
        #expect(Sealing.open(sealed, key: key, additional: [1, 3]) == nil)
        #expect(Sealing.open(sealed, key: key, additional: []) == nil)
        #expect(Sealing.open(sealed, key: .random(count: 32), additional: [1, 2]) == nil)
    }

    @Test("No bit of what is sealed can be changed, and no byte be missing")
    func everyBit() {
        let sealed = Sealing.seal(hidden("a secret"), key: key, additional: [])
        for bit in 0..<sealed.count * 8 {
            var changed = sealed
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(Sealing.open(changed, key: key, additional: []) == nil, "bit \(bit)")
        }
        for count in 0..<sealed.count {
            #expect(Sealing.open(Array(sealed[..<count]), key: key, additional: []) == nil)
        }
    }

    @Test("The same secret is never sealed to the same bytes")
    func nonces() {
        let sealed = (0..<100).map { _ in Sealing.seal(hidden("s"), key: key, additional: []) }
        #expect(Set(sealed).count == 100)
    }

    /// Test case 16 of the GCM specification (McGrew and Viega), as a peer would open it.
    @Test("The form is AES-256-GCM as everybody has it")
    func knownAnswer() throws {
        let key = try #require(
            unhex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"))
        let sealed = try #require(
            unhex(
                "cafebabefacedbaddecaf888"
                    + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                    + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                    + "76fc6ece0f4e1768cddf8853bb2d551b"))
        let additional = try #require(unhex("feedfacedeadbeeffeedfacedeadbeefabaddad2"))
        let plain = try #require(
            unhex(
                "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                    + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"))
        let opened = key.withUnsafeBytes {
            Sealing.open(sealed, key: HiddenBytes(copying: $0), additional: additional)
        }
        #expect(bytes(opened) == plain)
    }

    private func unhex(_ text: String) -> [UInt8]? {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == text.count else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map {
            UInt8(digits[$0] << 4 | digits[$0 + 1])
        }
    }
}

@Suite("Envelopes")
struct EnvelopeTests {
    private let place = SecretPlace(tenant: "acme", connector: "slack", field: "token")
    private let file = KeyFile(keys: [.random(count: 32)])

    @Test("A secret opens where it was sealed for, and nowhere else")
    func bound() throws {
        let key = HiddenBytes.random(count: 32)
        let sealed = SealedSecret(hidden("xoxb"), of: place, keyID: "k", key: key)
        #expect(bytes(try sealed.opened(at: place, with: key)) == Array("xoxb".utf8))
        for other in [
            SecretPlace(tenant: "acm", connector: "eslack", field: "token"),
            SecretPlace(tenant: "acme", connector: "slac", field: "ktoken"),
            SecretPlace(tenant: "other", connector: "slack", field: "token"),
            SecretPlace(tenant: "acme", connector: "gmail", field: "token"),
            SecretPlace(tenant: "acme", connector: "slack", field: "other"),
        ] {
            #expect(throws: SecretError(.damaged, "")) { try sealed.opened(at: other, with: key) }
        }
        var renamed = sealed
        renamed.key = "l"
        #expect(throws: SecretError(.damaged, "")) { try renamed.opened(at: place, with: key) }
    }

    @Test("A data key is its tenant's, and goes under a new key without changing")
    func wrapping() throws {
        let wrapped = WrappedKey.make(for: "acme", under: file)
        let key = bytes(try wrapped.unwrapped(for: "acme", with: file))
        #expect(throws: SecretError(.damaged, "")) {
            try wrapped.unwrapped(for: "other", with: file)
        }
        let next = KeyFile(keys: [.random(count: 32)] + file.keys.map(\.bytes))
        #expect(try wrapped.rewrapped(for: "acme", with: file) == nil)
        let rewrapped = try #require(try wrapped.rewrapped(for: "acme", with: next))
        #expect(rewrapped.under == next.current && rewrapped.id == wrapped.id)
        let alone = KeyFile(keys: [next.keys[0].bytes])
        #expect(bytes(try rewrapped.unwrapped(for: "acme", with: alone)) == key)
        #expect(throws: SecretError(.keyMissing, "")) {
            try wrapped.unwrapped(for: "acme", with: alone)
        }
    }
}
