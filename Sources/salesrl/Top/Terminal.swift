internal import Dispatch
internal import Foundation

/// The terminal while a program has it for itself: another screen, no cursor, keys as they are
/// pressed. ``restore()`` gives it back as it was, however the program ends.
final class Terminal: Sendable {
    enum Happening: Sendable {
        case resized
        /// Ctrl-C, a signal, or the key q.
        case stop
    }

    let happenings: AsyncStream<Happening>
    /// As it was found; nil where standard input is no terminal.
    private let before: termios?
    /// Held, and never touched again, so that they go on working.
    nonisolated(unsafe) private let sources: [any DispatchSourceProtocol]

    static var isThere: Bool {
        isatty(STDOUT_FILENO) == 1 && Environment["TERM"] != "dumb"
    }

    init() {
        var settings = termios()
        let hasKeys = isatty(STDIN_FILENO) == 1 && tcgetattr(STDIN_FILENO, &settings) == 0
        before = hasKeys ? settings : nil
        let (stream, continuation) = AsyncStream<Happening>.makeStream(
            bufferingPolicy: .bufferingNewest(8))
        happenings = stream
        let queue = DispatchQueue(label: "salesrl.terminal")
        var sources: [any DispatchSourceProtocol] = []
        // Stopping in the background would leave the other screen behind: Ctrl-Z does nothing here.
        for number in [SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                switch number {
                case SIGWINCH: continuation.yield(.resized)
                case SIGTSTP: break
                default: continuation.yield(.stop)
                }
            }
            source.resume()
            sources.append(source)
        }
        if hasKeys {
            settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
            tcsetattr(STDIN_FILENO, TCSANOW, &settings)
            let source = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: queue)
            source.setEventHandler {
                var key: UInt8 = 0
                guard read(STDIN_FILENO, &key, 1) == 1 else { return source.cancel() }
                if key == UInt8(ascii: "q") { continuation.yield(.stop) }
            }
            source.resume()
            sources.append(source)
        }
        self.sources = sources
        Console.write("\u{1B}[?1049h\u{1B}[?25l", to: STDOUT_FILENO)
    }

    func restore() {
        Console.write("\u{1B}[?25h\u{1B}[?1049l", to: STDOUT_FILENO)
        guard var before else { return }
        tcsetattr(STDIN_FILENO, TCSANOW, &before)
    }

    static var size: (rows: Int, columns: Int) {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
        else { return (40, 100) }
        return (Int(size.ws_row), Int(size.ws_col))
    }

    /// Draws from the first row on, in one write, so that nothing flickers.
    static func draw(_ lines: [Line], colours: Bool) {
        let (rows, columns) = size
        var text = "\u{1B}[H"
        for (index, line) in lines.prefix(rows).enumerated() {
            if index > 0 { text += "\r\n" }
            text += line.rendered(columns: columns, colours: colours) + "\u{1B}[K"
        }
        Console.write(text + "\u{1B}[J", to: STDOUT_FILENO)
    }
}
