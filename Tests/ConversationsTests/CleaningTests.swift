import Testing

@testable import Conversations

@Suite("Cleaning a text")
struct CleaningTests {
    @Test(
        "Spellings of one thing become one",
        arguments: [
            ("\u{201C}I don\u{2019}t\u{201D}", "\"I don't\""), ("a\u{2014}b \u{2026}", "a-b ..."),
            ("  two \t\n lines\r\n", "two lines"), ("non\u{A0}break", "non break"),
            ("zero\u{200B}width\u{FEFF}", "zerowidth"), ("\u{FF21}\u{FF22}\u{FF01}", "AB!"),
            ("e\u{301}", "\u{E9}"), ("\u{FB01}ne", "fine"), ("bell\u{7}", "bell"),
            ("nul\u{0}byte", "nulbyte"), ("\u{BD} price", "1/2 price"),
        ])
    func folding(_ raw: String, _ clean: String) {
        #expect(Cleaning.clean(raw).text == clean)
    }

    @Test("Composed and decomposed letters come out as the same bytes")
    func composition() {
        let one = Cleaning.clean("caf\u{E9}").text
        let other = Cleaning.clean("cafe\u{301}").text
        #expect(Array(one.utf8) == Array(other.utf8))
    }

    @Test(
        "Remnants of markup go, and comparisons stay",
        arguments: [
            ("a<br>b", "a b"), ("<p class=\"x\">Hi</p>", "Hi"), ("Tom &amp; Ann", "Tom & Ann"),
            ("it&#39;s", "it's"), ("&#x41;", "A"), ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
            ("i <3 it", "i <3 it"), ("AT&T;", "AT&T;"), ("&lt;b&gt;", "<b>"),
            ("a < b", "a < b"), ("<unclosed", "<unclosed"), ("&#xD800;", "&#xD800;"),
        ])
    func markup(_ raw: String, _ clean: String) {
        #expect(Cleaning.clean(raw).text == clean)
    }

    @Test("A text over the limit is cut at a whole character, and says so")
    func bounded() {
        let cleaned = Cleaning.clean(String(repeating: "\u{20AC}", count: 10_000), limit: 100)
        #expect(cleaned.isTruncated)
        #expect(cleaned.text.utf8.count == 99)
        #expect(!Cleaning.clean("short", limit: 100).isTruncated)
        #expect(!Cleaning.clean(String(repeating: "a", count: 100), limit: 100).isTruncated)
        #expect(Cleaning.clean(String(repeating: "a", count: 101), limit: 100).isTruncated)
    }

    @Test("Cleaning what is clean changes nothing")
    func idempotent() {
        for raw in ["Hello, world!", "a \u{2013} b", "<b>x</b> y", "\u{E9}t\u{E9} \u{1F600}"] {
            let once = Cleaning.clean(raw).text
            #expect(Cleaning.clean(once).text == once)
        }
    }
}
