/// A line of a terminal in pieces, each with its colour. Widths are counted in characters, of which
/// every one that is used here takes one column.
struct Line {
    enum Tone: String {
        case plain = ""
        case bold = "1"
        case dim = "2"
        case title = "1;36"
        case good = "32"
        case warm = "33"
        case bad = "1;31"
    }

    private(set) var pieces: [(text: String, tone: Tone)] = []

    init() {}

    init(_ text: String, _ tone: Tone = .plain) { pieces = [(text, tone)] }

    var width: Int { pieces.reduce(0) { $0 + $1.text.count } }

    /// Adds a piece; with a width it is cut or filled up, to its left where it is a figure.
    mutating func add(
        _ text: String, _ tone: Tone = .plain, width: Int? = nil, isFigure: Bool = false
    ) {
        guard let width else { return pieces.append((text, tone)) }
        guard text.count <= width else {
            return pieces.append((String(text.prefix(max(0, width - 1))) + "…", tone))
        }
        let gap = String(repeating: " ", count: width - text.count)
        pieces.append((isFigure ? gap + text : text + gap, tone))
    }

    /// Puts `other` beside it, from column `column` on.
    func beside(_ other: Line, at column: Int) -> Line {
        var line = self
        line.add("", width: max(0, column - width))
        line.pieces += other.pieces
        return line
    }

    /// As a terminal takes it, cut at `columns`.
    func rendered(columns: Int, colours: Bool) -> String {
        var text = ""
        var room = columns
        for piece in pieces where room > 0 {
            let shown = piece.text.prefix(room)
            room -= shown.count
            if colours, piece.tone != .plain {
                text += "\u{1B}[\(piece.tone.rawValue)m\(shown)\u{1B}[0m"
            } else {
                text += shown
            }
        }
        return text
    }
}
