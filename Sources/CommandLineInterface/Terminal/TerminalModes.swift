#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How the terminal was before the interview took it, for every way out, a crash included.
///
/// Global because a signal handler can reach nothing else. Written only while no handler that
/// reads it is at work: before the handlers are installed and by the main thread.
enum TerminalModes {
    private nonisolated(unsafe) static var saved = termios()
    private nonisolated(unsafe) static var isTaken = false

    /// The other screen, paste in brackets, no cursor.
    private static let takingOver: StaticString = "\u{1B}[?1049h\u{1B}[?2004h\u{1B}[?25l"
    /// The same undone, in the opposite order.
    private static let givingBack: StaticString =
        "\u{1B}[0m\u{1B}[?25h\u{1B}[?2004l\u{1B}[?1049l"

    /// Takes the terminal: every key comes at once and unseen.
    ///
    /// Ctrl-C and Ctrl-Z stay signals, so that they reach every process of the job.
    ///
    /// - Returns: Whether standard input is a terminal that can be taken.
    static func take() -> Bool {
        if !isTaken { guard tcgetattr(STDIN_FILENO, &saved) == 0 else { return false } }
        var raw = saved
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO | IEXTEN)
        raw.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR | IGNCR | ISTRIP)
        withUnsafeMutableBytes(of: &raw.c_cc) { characters in
            characters[Int(VMIN)] = 1
            characters[Int(VTIME)] = 0
        }
        guard tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0 else { return false }
        isTaken = true
        put(takingOver)
        return true
    }

    /// Gives the terminal back as it was.
    ///
    /// Safe in a signal handler, harmless when not taken.
    ///
    /// - Parameter discardingInput: Whether keys typed ahead are dropped rather than left to the
    ///   shell.
    static func giveBack(discardingInput: Bool) {
        guard isTaken else { return }
        isTaken = false
        put(givingBack)
        // In the background this call would stop the process; then the shell has the terminal.
        guard tcgetpgrp(STDIN_FILENO) == getpgrp() else { return }
        tcsetattr(STDIN_FILENO, discardingInput ? TCSAFLUSH : TCSADRAIN, &saved)
    }

    private static func put(_ text: StaticString) {
        _ = write(STDOUT_FILENO, text.utf8Start, text.utf8CodeUnitCount)
    }
}
