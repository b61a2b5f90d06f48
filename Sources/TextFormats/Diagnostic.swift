/// Something wrong with what a person gave the program, and what to do about it.
///
/// Expected bad input is never thrown one problem at a time: every problem of a run is collected
/// as a value of this type and shown together.
package struct Diagnostic: Hashable, Sendable {
    /// How much a finding matters.
    package enum Severity: String, Sendable {
        /// The input cannot be used.
        case error
        /// The input can be used but deserves a look.
        case warning
    }

    /// Where in a file a finding is.
    ///
    /// Lines and columns count from 1, columns in Unicode scalars.
    package struct Location: Hashable, Sendable {
        /// The file as the person named it.
        package var file: String
        /// The line and column, when the finding has a place in the file's text.
        package var position: SourcePosition?
        /// The JSON pointer (RFC 6901) of the value, when the file is JSON.
        package var pointer: String?

        /// Makes a location.
        package init(file: String, position: SourcePosition? = nil, pointer: String? = nil) {
            self.file = file
            self.position = position
            self.pointer = pointer
        }
    }

    /// Whether the input can still be used.
    package var severity: Severity
    /// A stable English code, such as `answers.unknown-option`.
    package var code: String
    /// Where the finding is; `nil` when it concerns the call rather than a file.
    package var location: Location?
    /// What is wrong.
    package var message: LocalizedText
    /// What to do next.
    package var advice: LocalizedText?

    /// Makes a diagnostic.
    package init(
        _ severity: Severity = .error, code: String, at location: Location? = nil,
        _ message: LocalizedText, advice: LocalizedText? = nil
    ) {
        self.severity = severity
        self.code = code
        self.location = location
        self.message = message
        self.advice = advice
    }

    /// One line: `file:line:column: error[code] pointer: what is wrong; what to do`.
    package func rendered(in language: Language) -> String {
        var line = ""
        if let location {
            line += location.file
            if let position = location.position {
                line += ":\(position.line):\(position.column)"
            }
            line += ": "
        }
        line += "\(Self.word(severity)[language])[\(code)]"
        if let pointer = location?.pointer, !pointer.isEmpty { line += " \(pointer)" }
        line += ": \(message[language])"
        if let advice { line += " \(advice[language])" }
        return Self.harmless(line)
    }

    /// A line in which nothing from a file can break the line or command the terminal.
    ///
    /// Control, formatting and separator characters are shown as `\u{1B}`.
    private static func harmless(_ line: String) -> String {
        func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: true
            default: false
            }
        }
        guard line.unicodeScalars.contains(where: isHarmful) else { return line }
        var shown = String.UnicodeScalarView()
        for scalar in line.unicodeScalars {
            if isHarmful(scalar) {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                shown.append(contentsOf: "\\u{\(digits)}".unicodeScalars)
            } else {
                shown.append(scalar)
            }
        }
        return String(shown)
    }

    private static func word(_ severity: Severity) -> LocalizedText {
        switch severity {
        case .error: LocalizedText(lv: "kļūda", en: "error")
        case .warning: LocalizedText(lv: "brīdinājums", en: "warning")
        }
    }

    /// The advice "Did you mean 'x'?", or `nil` when there is no near name.
    package static func didYouMean(_ name: String?) -> LocalizedText? {
        name.map { LocalizedText(lv: "Vai domājāt „\($0)“?", en: "Did you mean '\($0)'?") }
    }
}

extension Sequence<Diagnostic> {
    /// Whether any finding makes the input unusable.
    package var containsErrors: Bool { contains { $0.severity == .error } }
}

/// A place in a text: line and column from 1, columns in Unicode scalars.
package struct SourcePosition: Hashable, Comparable, Sendable {
    /// The line, from 1.
    package var line: Int
    /// The column, from 1.
    package var column: Int

    /// Makes a position.
    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The earlier position first.
    package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// Findings collected while reading; the one mutable thing that readers share.
package final class DiagnosticLog {
    /// The findings so far, in the order in which they were made.
    package private(set) var findings: [Diagnostic] = []

    /// Makes an empty log.
    package init() {}

    /// The most findings kept, so that a hostile file cannot exhaust memory with faults.
    private static let capacity = 10_000

    /// Adds a finding; after ten thousand one more says that the rest is left out.
    package func add(_ finding: Diagnostic) {
        guard findings.count < Self.capacity else {
            guard findings.count == Self.capacity else { return }
            let location = finding.location.map { Diagnostic.Location(file: $0.file) }
            findings.append(
                Diagnostic(
                    code: "too-many-findings", at: location,
                    LocalizedText(
                        lv: "pārāk daudz kļūdu; pārējās netiek rādītas.",
                        en: "too many faults; the rest is left out.")))
            return
        }
        findings.append(finding)
    }

    /// Adds several findings.
    package func add(_ more: some Sequence<Diagnostic>) { more.forEach { add($0) } }

    /// Whether any finding makes the input unusable.
    package var containsErrors: Bool { findings.containsErrors }
}
