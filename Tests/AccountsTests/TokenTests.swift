import Testing

@testable import Accounts

@Suite("A token")
struct TokenTests {
    @Test("is kept as the HMAC-SHA-256 of its secret, as RFC 4231 reckons it")
    func kept() throws {
        let token = try #require(Token("srl_id_what do ya want for nothing?"))
        #expect(
            Hex.text(token.hash(salt: Array("Jefe".utf8)))
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test("is another one each time, and long enough that there is nothing to guess")
    func made() {
        let made = (0..<100).map { _ in Token.make() }
        #expect(Set(made.map(\.secret)).count == 100)
        #expect(made.allSatisfy { $0.secret.count == 43 && Token($0.text)?.id == $0.id })
    }
}
