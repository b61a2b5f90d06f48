#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import TextFormats

/// One line on a terminal's standard error that says how far a long run is.
///
/// Nothing is shown when standard error is no terminal, or with `--quiet`.
final class ProgressLine: @unchecked Sendable {
    private let isShown: Bool
    private let language: Language
    private let total: Int?
    private var lastShown = 0
    private var start = 0

    /// Prepares the line; the first sign of life comes with the first rows.
    init(_ console: Console, total: Int?) {
        isShown = isatty(STDERR_FILENO) == 1 && !console.isQuiet
        language = console.language
        self.total = total
        start = Self.milliseconds
    }

    /// Shows how many rows and bytes are done, at most ten times a second; called by one thread at
    /// a time.
    func show(rows: Int, bytes: Int) {
        guard isShown else { return }
        let now = Self.milliseconds
        guard now - lastShown >= 100 else { return }
        lastShown = now
        var line = LocalizedText(lv: "\(rows) rindas", en: "\(rows) rows")
        if let total, total > 0 {
            let percent = min(100, bytes * 100 / total)
            line = line + LocalizedText(lv: ", \(percent) %", en: ", \(percent)%")
        }
        put("\r\u{1B}[K" + line[language])
    }

    /// Takes the line away.
    func finish() {
        if isShown, lastShown > 0 { put("\r\u{1B}[K") }
    }

    /// How long the run has taken, in milliseconds.
    var elapsed: Int { Self.milliseconds - start }

    private func put(_ text: String) {
        try? writeAll(Array(text.utf8), to: STDERR_FILENO, path: "<stderr>")
    }

    private static var milliseconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}

/// Ctrl-C during a long run: the run ends cleanly instead of being cut off.
enum Interruption {
    nonisolated(unsafe) private static var requested: sig_atomic_t = 0

    /// Watches for Ctrl-C and for being told to end; a second Ctrl-C ends at once.
    static func watch() {
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                Interruption.requested = 1
                signal(number, SIG_DFL)
            }
        }
    }

    /// Whether the run is to end.
    static var isRequested: Bool { requested != 0 }
}
