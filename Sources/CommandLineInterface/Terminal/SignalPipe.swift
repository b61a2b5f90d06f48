#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Signals as bytes of a pipe, to be waited for together with keys.
///
/// Nothing is interrupted by a signal, a file being written least of all: its turn comes when the
/// work in hand is done.
enum SignalPipe {
    private nonisolated(unsafe) static var writing: Int32 = -1

    /// The signals that an interview handles itself.
    static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH]

    /// Opens the pipe and installs the handlers.
    ///
    /// - Returns: The descriptor from which the numbers of signals are read; -1 on failure.
    static func open() -> Int32 {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return -1 }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
        }
        writing = ends[1]
        signals.forEach(install)
        return ends[0]
    }

    private static func install(_ number: Int32) {
        signal(number) { number in
            let before = errno
            var byte = UInt8(truncatingIfNeeded: number)
            _ = write(SignalPipe.writing, &byte, 1)
            errno = before
        }
    }

    /// Does what the signal does by default, and handles it again if the process goes on.
    static func raiseDefault(_ number: Int32) {
        signal(number, SIG_DFL)
        raise(number)
        install(number)
    }
}
