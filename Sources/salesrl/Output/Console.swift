internal import Foundation

/// The two streams of a terminal program: what was asked for, and what is said about it.
enum Console {
    static func print(_ line: String) {
        write(line + "\n", to: STDOUT_FILENO)
    }

    static func error(_ line: String) {
        say(line + "\n")
    }

    /// Without a line's end, on standard error.
    static func say(_ text: String) {
        write(text, to: STDERR_FILENO)
    }

    /// Writes everything. A reader that went away (`salesrl info | head`) ends the program as
    /// SIGPIPE would, without a word; any other failure of standard output is told on standard
    /// error.
    static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno == EPIPE {
                exit(128 + SIGPIPE)
            } else if errno != EINTR && errno != EAGAIN {
                if descriptor != STDERR_FILENO {
                    say("salesrl: cannot write: \(String(cString: strerror(errno)))\n")
                }
                exit(Failure.Code.cannotWrite.rawValue)
            }
        }
    }

    static var isErrorATerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Columns of the terminal, 100 where there is none.
    static var width: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return 100
        }
        return Int(size.ws_col)
    }
}
