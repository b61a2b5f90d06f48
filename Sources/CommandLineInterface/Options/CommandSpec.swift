import TextFormats

/// A command as data, with the function that carries it out.
struct CommandSpec: Sendable {
    /// Something given by its place.
    struct Positional: Sendable {
        /// The name in usage lines: FILE, NAME=VALUE….
        let name: LocalizedText
        /// The words allowed; empty for any.
        var choices: [String] = []
        /// Whether completion offers files.
        var isPath = false
    }

    /// The command's name.
    let name: String
    /// What it does, in one sentence.
    let summary: LocalizedText
    /// More about it.
    let discussion: LocalizedText
    /// What is given by place.
    let positionals: [Positional]
    /// How many positionals are needed at least, and how many may be given.
    let count: ClosedRange<Int>
    /// The options of this command; the common ones come on top.
    let options: [OptionSpec]
    /// Example calls with what they do.
    let examples: [(call: String, meaning: LocalizedText)]
    /// Carries the command out.
    let run: @Sendable (Invocation) throws(CommandFailure) -> ExitStatus
}

/// Options that every command takes.
let commonOptions: [OptionSpec] = [
    OptionSpec(
        "lang", value: .choice(Language.allCases.map(\.rawValue)),
        LocalizedText(
            lv: "Tekstu valoda; citādi BRIEDUMS_LANG, LC_ALL, LC_MESSAGES, LANG, tad lv.",
            en: "Language of texts; else BRIEDUMS_LANG, LC_ALL, LC_MESSAGES, LANG, then lv.")),
    OptionSpec(
        "questionnaires", value: .path(LocalizedText(lv: "MAPE", en: "DIR")),
        LocalizedText(
            lv: "Anketu definīciju mape iebūvēto vietā; arī BRIEDUMS_QUESTIONNAIRES.",
            en: "Folder of definitions instead of the built-in ones; also "
                + "BRIEDUMS_QUESTIONNAIRES.")),
    OptionSpec(
        "color", value: .choice(["auto", "always", "never"]),
        LocalizedText(lv: "Kad lietot krāsas.", en: "When to use colours.")),
    OptionSpec(
        "no-color", LocalizedText(lv: "Bez krāsām; arī NO_COLOR.", en: "No colours; also NO_COLOR.")
    ),
    OptionSpec(
        "quiet", letter: "q",
        LocalizedText(
            lv: "Rādīt tikai kļūdas un rezultātu.", en: "Show only errors and the result.")),
    OptionSpec("help", letter: "h", LocalizedText(lv: "Rādīt palīdzību.", en: "Show help.")),
]

/// The option for machine-readable output.
let jsonOption = OptionSpec(
    "json", LocalizedText(lv: "Rezultāts JSON formātā.", en: "The result as JSON."))

/// One call of a command, its arguments sorted out.
struct Invocation {
    /// The command.
    let command: CommandSpec
    /// What was given by place.
    let positionals: [String]
    /// The values of options by long name, in order; a switch has one empty value.
    let values: [String: [String]]
    /// The streams, the environment and the clock.
    let console: Console

    /// Whether a switch was given.
    func has(_ name: String) -> Bool { values[name] != nil }

    /// The last value of an option.
    func value(_ name: String) -> String? { values[name]?.last }
}

/// Why a command could not do its work.
struct CommandFailure: Error {
    /// The exit status.
    let status: ExitStatus
    /// What is wrong and what to do.
    let findings: [Diagnostic]

    /// Findings that end a command.
    init(_ status: ExitStatus, _ findings: [Diagnostic]) {
        self.status = status
        self.findings = findings
    }

    /// A single finding about the call.
    init(usage message: LocalizedText, advice: LocalizedText? = nil) {
        self.init(.usage, [Diagnostic(code: "usage", message, advice: advice)])
    }

    /// An output that exists already and may not be replaced without being asked.
    init(existingFile path: String) {
        self.init(
            .cannotCreate,
            [
                Diagnostic(
                    code: "file.exists", at: Diagnostic.Location(file: path),
                    LocalizedText(lv: "fails jau ir.", en: "the file already exists."),
                    advice: LocalizedText(
                        lv: "Lai aizstātu, lietojiet --force.", en: "Use --force to replace it."))
            ])
    }

    /// A file that could not be read or written.
    init(_ failure: FileFailure) {
        let status: ExitStatus =
            switch failure.kind {
            case .missingInput: .missingInput
            case .cannotCreate: .cannotCreate
            case .inputOutput, .busy: .inputOutput
            }
        self.init(status, [failure.diagnostic])
    }
}
