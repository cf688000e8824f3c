import Testing
import Wire

@Suite("The other end of a connection")
struct PeerTests {
    @Test(
        "is known by its host when it connects again, and of IPv6 by its network",
        arguments: [
            ("10.0.0.1:5000", "10.0.0.1"),
            ("[2001:db8:1:2:3:4:5:6]:5000", "2001:db8:1:2::/64"),
            ("[2001:db8::3:4]:5000", "2001:db8:0:0::/64"),
            ("[::1]:9", "0:0:0:0::/64"), ("socketpair", "socketpair"),
        ])
    func network(_ address: String, _ network: String) {
        #expect(Peer(address: address).network == network)
    }
}
