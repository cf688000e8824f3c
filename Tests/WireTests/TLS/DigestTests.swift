import Testing
import Wire

@Suite("Digests")
struct DigestTests {
    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test(
        "are those of FIPS 180-4",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                String(repeating: "a", count: 1_000_000),
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
            ),
        ])
    func digests(message: String, digest: String) {
        #expect(hex(Digest.sha256(Array(message.utf8))) == digest)
    }

    @Test("authenticate as RFC 4231 says, with a short key and with one longer than a block")
    func authenticates() {
        #expect(
            hex(
                Digest.authenticate(
                    Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8)))
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        #expect(
            hex(
                Digest.authenticate(
                    Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
                    key: [UInt8](repeating: 0xaa, count: 131)))
                == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
    }

    @Test("are equal only where every byte is")
    func equal() {
        let one = Digest.sha256([1])
        #expect(Digest.equal(one, one))
        #expect(Digest.equal([], []))
        #expect(!Digest.equal(one, Array(one.dropLast())))
        for index in one.indices {
            var other = one
            other[index] ^= 1
            #expect(!Digest.equal(one, other))
        }
    }
}
