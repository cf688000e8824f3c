import Testing

@testable import Accounts

@Suite("A token")
struct TokenTests {
    @Test("is kept as an HMAC-SHA-256 of its text under the server's key")
    func kept() throws {
        let key = ServerKey(bytes: Array("Jefe".utf8))
        let token = try #require(Token("srl_id_secret"))
        // printf 'salesrl token\\0srl_id_secret' | openssl dgst -sha256 -hmac Jefe
        #expect(
            Hex.text(key.hash(of: token))
                == "86234fbc04456ea2399fb51afac4a7ad46142169a9ffc121245f06d81bffe92b"
        )
        #expect(key.hash(of: token) != ServerKey.make().hash(of: token))
    }

    @Test("is another one each time, and long enough that there is nothing to guess")
    func made() {
        let made = (0..<100).map { _ in Token.make() }
        #expect(Set(made.map(\.secret)).count == 100)
        #expect(made.allSatisfy { $0.secret.count == 43 && Token($0.text)?.id == $0.id })
    }
}
