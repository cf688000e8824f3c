import Testing

@testable import salesrl

@Suite("What salesrl top shows")
struct TopTests {
    @Test(
        "figures are short and have their units",
        arguments: [
            (Amounts.rate(0), "0.0"), (Amounts.rate(12.34), "12.3"), (Amounts.rate(1243), "1 243"),
            (Amounts.whole(1_234_567), "1 234 567"), (Amounts.whole(-1234), "-1 234"),
            (Amounts.rate(.nan), "–"), (Amounts.time(nil), "–"),
            (Amounts.time(0.000_012), "12 µs"), (Amounts.time(0.000_84), "0.84 ms"),
            (Amounts.time(0.0421), "42.1 ms"), (Amounts.time(2.1), "2.10 s"),
            (Amounts.span(45), "45 s"), (Amounts.span(7980), "2 h 13 min"),
            (Amounts.span(277_200), "3 d 5 h"), (Amounts.bytes(512), "512 B"),
            (Amounts.bytes(222_298_112), "212 MiB"), (Amounts.bytes(1536), "1.5 KiB"),
            (Amounts.percent(0.931), "93.1 %"), (Amounts.percent(nil), "–"),
            (Amounts.sparks([0, 4, 8], width: 4), " ▁▄█"),
            (Amounts.sparks([1, 2, 3, 4], width: 2), "▆█"),
        ])
    func amounts(shown: String, expected: String) {
        #expect(shown == expected)
    }

    @Test("a line keeps its columns, and is cut where the terminal ends")
    func lines() {
        var line = Line()
        line.add("a rather long name", width: 8)
        line.add("12", .bold, width: 5, isFigure: true)
        #expect(line.rendered(columns: 80, colours: false) == "a rathe…   12")
        #expect(line.rendered(columns: 12, colours: false) == "a rathe…   1")
        #expect(line.rendered(columns: 80, colours: true) == "a rathe…\u{1B}[1m   12\u{1B}[0m")
        #expect(line.beside(Line("x"), at: 15).rendered(columns: 80, colours: false).count == 16)
    }
}
