#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Reporting
import TextFormats

/// The program's contact with the outside: two streams, the environment and the clock.
///
/// Everything below the command line gets these as values and prints nothing itself.
final class Console {
    /// The environment variables.
    let environment: [String: String]
    private var output: [UInt8] = []
    private var messageText = ""
    /// The language of texts; set once the arguments are read.
    var language: Language
    /// Whether messages that are not errors are kept back.
    var isQuiet = false
    /// Whether to colour: `nil` decides by the stream and the environment.
    var colorChoice: Bool?

    /// Opens the console of this process.
    init(environment: [String: String]) {
        self.environment = environment
        language = Self.language(from: environment)
    }

    /// The language asked for by the environment; Latvian when nothing says otherwise.
    private static func language(from environment: [String: String]) -> Language {
        for name in ["BRIEDUMS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = environment[name], !value.isEmpty else { continue }
            if let language = Language(rawValue: String(value.prefix(2)).lowercased()) {
                return language
            }
        }
        return .latvian
    }

    // MARK: Streams

    /// Adds to the result, which goes to standard output.
    func write(_ text: String) { output += text.utf8 }

    /// Adds bytes to the result, which goes to standard output.
    func write(_ bytes: [UInt8]) { output += bytes }

    /// Adds a line to the messages, which go to standard error.
    func message(_ text: LocalizedText) {
        if !isQuiet { messageText += text[language] + "\n" }
    }

    /// Shows findings, errors always, alike ones grouped after the first ten.
    func report(_ findings: [Diagnostic]) {
        var counts: [String: Int] = [:]
        for finding in findings where finding.severity == .error || !isQuiet {
            let kind = "\(finding.location?.file ?? "") \(finding.code)"
            counts[kind, default: 0] += 1
            guard counts[kind, default: 0] <= 10 else { continue }
            messageText += visibleText(finding.rendered(in: language)) + "\n"
        }
        for (kind, count) in counts.sorted(by: { $0.key < $1.key }) where count > 10 {
            let code = kind.split(separator: " ").last.map(String.init) ?? kind
            let rest = LocalizedText(
                lv: "… un vēl \(count - 10) × [\(code)].",
                en: "… and \(count - 10) × [\(code)].")
            messageText += rest[language] + "\n"
        }
    }

    /// Adds a report to the result, laid out for the terminal's width.
    func write(_ report: Report) {
        let renderer = TerminalRenderer(
            language: language, width: width, isColored: isColored(STDOUT_FILENO))
        write(renderer.render(report))
    }

    /// Sends everything written so far to its stream.
    ///
    /// - Returns: `inputOutput` when the output failed; a reader that has gone away is no failure.
    func flush() -> ExitStatus? {
        defer {
            output = []
            messageText = ""
        }
        do throws(FileFailure) {
            try writeAll(Array(messageText.utf8), to: STDERR_FILENO, path: "<stderr>")
        } catch {
            // Nobody is left to be told.
        }
        do throws(FileFailure) {
            try writeAll(output, to: STDOUT_FILENO, path: "<stdout>")
            return nil
        } catch {
            if errno == EPIPE { return nil }
            let failure = Diagnostic(
                code: "file.input-output", at: Diagnostic.Location(file: error.path),
                LocalizedText(
                    lv: "rezultātu nevar izvadīt (\(error.reason)).",
                    en: "cannot write the result (\(error.reason))."))
            let text = Array((failure.rendered(in: language) + "\n").utf8)
            try? writeAll(text, to: STDERR_FILENO, path: "<stderr>")
            return .inputOutput
        }
    }

    // MARK: Terminal

    /// Whether standard input is a terminal.
    var isInputTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Whether standard output is a terminal.
    var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Whether standard output may be coloured.
    var isOutputColored: Bool { isColored(STDOUT_FILENO) }

    /// Asks a person at the terminal a question, after everything written so far.
    ///
    /// - Returns: What was typed, without the end of the line; `nil` at the end of input.
    func ask(_ question: LocalizedText) -> String? {
        _ = flush()
        try? writeAll(Array((question[language] + " ").utf8), to: STDERR_FILENO, path: "<stderr>")
        return readLine()
    }

    /// The columns for reports: the terminal's width between 40 and 100, or 80 without one.
    private var width: Int {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
            size.ws_col > 0
        else { return 80 }
        return min(max(Int(size.ws_col), 40), 100)
    }

    private func isColored(_ descriptor: Int32) -> Bool {
        if let colorChoice { return colorChoice }
        return isatty(descriptor) == 1 && environment["NO_COLOR", default: ""].isEmpty
            && environment["TERM"] != "dumb"
    }

    // MARK: Clock

    /// Now as UTC in ISO 8601, or the time of `SOURCE_DATE_EPOCH` for reproducible output.
    var now: String {
        var seconds = environment["SOURCE_DATE_EPOCH"].flatMap { time_t($0) } ?? time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func digits(_ number: Int32, _ count: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        let date =
            "\(digits(parts.tm_year + 1900, 4))-\(digits(parts.tm_mon + 1, 2))-"
            + digits(parts.tm_mday, 2)
        return date + "T\(digits(parts.tm_hour, 2)):\(digits(parts.tm_min, 2)):"
            + "\(digits(parts.tm_sec, 2))Z"
    }
}
