#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import TextFormats

/// The program: arguments in, exit status out.
public enum CommandLineTool {
    /// The version of the program.
    package static let version = "0.1.0"

    /// Every command, in the order in which help lists them.
    static let commands: [CommandSpec] = [
        .assess, .check, .score, .report, .cohort, .bundle, .verify, .plan, .planStatus,
        .planUpdate, .batch, .batchMerge, .map, .show, .new, .answer, .set, .accept, .merge,
        .form, .import, .migrate, .confirm, .compare, .audit, .auditRecord, .auditSample,
        .anonymise, .diff, .questionnaires, .lint, .completions, .help,
    ]

    /// Runs the program with the process's arguments, environment and streams.
    ///
    /// - Parameter arguments: The arguments after the program's name.
    /// - Returns: The exit status, documented in `docs/exit-codes.md`.
    public static func run(_ arguments: [String]) -> Int32 {
        // A reader that has gone away is seen as EPIPE, not as a deadly signal.
        signal(SIGPIPE, SIG_IGN)
        // A file that has reached its permitted size is seen as EFBIG.
        signal(SIGXFSZ, SIG_IGN)
        CrashReport.install()
        let console = Console(environment: processEnvironment())
        let status = run(arguments, on: console)
        return (console.flush() ?? status).rawValue
    }

    private static func run(_ arguments: [String], on console: Console) -> ExitStatus {
        // The language is needed even to say that the arguments are wrong.
        if let language = requestedLanguage(arguments) { console.language = language }
        do throws(CommandFailure) {
            switch try ArgumentParser(commands).parse(arguments) {
            case .help(let command):
                console.write(
                    command.map { HelpPage.page(on: $0) } ?? HelpPage.overview(of: commands))
                return .success
            case .version:
                console.write("briedums \(version)\n")
                return .success
            case .run(let command, let positionals, let values):
                let invocation = Invocation(
                    command: command, positionals: positionals, values: values, console: console)
                console.isQuiet = invocation.has("quiet")
                console.colorChoice = colorChoice(invocation)
                return try command.run(invocation)
            }
        } catch {
            console.report(error.findings)
            return error.status
        }
    }

    private static func requestedLanguage(_ arguments: [String]) -> Language? {
        var result: Language?
        for (argument, next) in zip(arguments, arguments.dropFirst() + [""]) {
            if argument == "--lang" { result = Language(rawValue: next) ?? result }
            if argument.hasPrefix("--lang=") {
                result = Language(rawValue: String(argument.dropFirst(7))) ?? result
            }
        }
        return result
    }

    private static func colorChoice(_ invocation: Invocation) -> Bool? {
        switch invocation.value("color") {
        case "always": true
        case "never": false
        default: invocation.has("no-color") ? false : nil
        }
    }

    private static func processEnvironment() -> [String: String] {
        var result: [String: String] = [:]
        let names = [
            "BRIEDUMS_LANG", "BRIEDUMS_QUESTIONNAIRES", "LC_ALL", "LC_MESSAGES", "LANG",
            "NO_COLOR", "TERM", "ACCESSIBLE", "SOURCE_DATE_EPOCH",
        ]
        for name in names {
            if let value = getenv(name) { result[name] = String(cString: value) }
        }
        return result
    }
}
