#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Turns a trap into a short message and exit status 70 instead of a backtrace.
enum CrashReport {
    /// Installs the handlers.
    static func install() {
        for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] {
            signal(number) { _ in
                let text: StaticString = """
                    briedums: iekšēja kļūda; lūdzu, ziņojiet par to projekta uzturētājiem, \
                    pievienojot komandu un failu.
                    briedums: internal error; please report it to the project's maintainers \
                    with the command and the file.

                    """
                // Only calls that are safe in a signal handler.
                TerminalModes.giveBack(discardingInput: true)
                _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
                _exit(ExitStatus.bug.rawValue)
            }
        }
    }
}
