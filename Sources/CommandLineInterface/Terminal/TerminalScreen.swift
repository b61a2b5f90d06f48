#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Interview
import TextFormats

/// The terminal as a full screen: keys and signals in, frames out.
final class TerminalScreen {
    /// What has happened.
    enum Event {
        /// Bytes from the keyboard.
        case bytes([UInt8])
        /// A signal.
        case signal(Int32)
        /// Nothing for as long as was waited.
        case pause
        /// The terminal is gone.
        case closed
    }

    private let signals: Int32
    private let isColored: Bool

    /// Takes the terminal; `nil` when standard input or output is none.
    init?(isColored: Bool) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return nil }
        self.isColored = isColored
        signals = SignalPipe.open()
        guard signals >= 0, TerminalModes.take() else { return nil }
    }

    /// Gives the terminal back as it was.
    func close() { TerminalModes.giveBack(discardingInput: true) }

    /// The columns and lines.
    var size: (width: Int, height: Int) {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
        else { return (80, 24) }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    // MARK: In

    /// Waits for what happens next.
    ///
    /// - Parameter patience: How long to wait, in milliseconds; `nil` for ever.
    /// - Returns: What happened.
    func next(patience: Int32?) -> Event {
        while true {
            var waiting = [
                pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
                pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&waiting, 2, patience ?? -1)
            if count == 0 { return .pause }
            if count < 0 {
                if errno == EINTR { continue }
                return .closed
            }
            if waiting[0].revents != 0 {
                var number: UInt8 = 0
                if read(signals, &number, 1) == 1 { return .signal(Int32(number)) }
            }
            if waiting[1].revents != 0 {
                var buffer = [UInt8](repeating: 0, count: 4096)
                let read = read(STDIN_FILENO, &buffer, buffer.count)
                if read < 0, errno == EINTR || errno == EAGAIN { continue }
                return read > 0 ? .bytes(Array(buffer[..<read])) : .closed
            }
        }
    }

    /// Stops like any other program, with the terminal as it was, until `fg`.
    func suspend() {
        TerminalModes.giveBack(discardingInput: false)
        SignalPipe.raiseDefault(SIGTSTP)
        // Here the process goes on. Nothing may be shown before the terminal is taken again.
        resume()
    }

    /// Takes the terminal again after a stop, also one that could not be seen coming (SIGSTOP).
    func resume() { _ = TerminalModes.take() }

    /// Ends the process by a signal, as its sender expects, with the terminal as it was.
    func end(by number: Int32) {
        TerminalModes.giveBack(discardingInput: true)
        SignalPipe.raiseDefault(number)
    }

    // MARK: Out

    /// Shows a frame, line over line, so that nothing flickers.
    func show(_ frame: Frame) {
        var text = "\u{1B}[?25l\u{1B}[H"
        for (index, line) in frame.lines.enumerated() {
            if index > 0 { text += "\r\n" }
            text += ansi(line) + "\u{1B}[K"
        }
        text += "\u{1B}[J"
        if let cursor = frame.cursor {
            text += "\u{1B}[\(cursor.line + 1);\(cursor.column + 1)H\u{1B}[?25h"
        }
        // A terminal that has gone away is seen when it is read.
        try? writeAll(Array(text.utf8), to: STDOUT_FILENO, path: "<stdout>")
    }

    private func ansi(_ line: StyledLine) -> String {
        line.spans.map { span in
            guard isColored, let code = Self.code(span.style) else { return span.text }
            return "\u{1B}[\(code)m\(span.text)\u{1B}[0m"
        }.joined()
    }

    private static func code(_ style: StyledLine.Style) -> String? {
        switch style {
        case .plain: nil
        case .strong: "1"
        case .faint: "2"
        case .good: "32"
        case .doubtful: "33"
        case .bad: "31"
        case .selected: "1;36"
        }
    }
}
