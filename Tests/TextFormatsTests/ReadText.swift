import TextFormats

/// What the JSON reader made of a text.
struct ReadText {
    let value: JSONValue?
    let findings: [Diagnostic]

    init(_ bytes: [UInt8], limits: JSONLimits = .standard) {
        let log = DiagnosticLog()
        value = JSONParser.parse(
            JSONSource(file: "test.json", bytes: bytes), limits: limits, log: log)
        findings = log.findings
    }

    init(_ text: String, limits: JSONLimits = .standard) {
        self.init(Array(text.utf8), limits: limits)
    }

    /// The codes of the findings without the common `json.`, in the order in which they were made.
    var codes: [String] { findings.map { String($0.code.trimmingPrefix("json.")) } }

    /// The canonical text of the value.
    var canonical: String? {
        value.map { String(decoding: JSONOutput($0).canonical(), as: UTF8.self) }
    }
}

/// A text with the places marked where faults are expected.
///
/// A place is marked with `▲` directly before it; the marks are taken out of the text.
struct MarkedText {
    let text: String
    let marks: [SourcePosition]

    init(_ marked: String) {
        var text = String.UnicodeScalarView()
        var marks: [SourcePosition] = []
        var position = SourcePosition(line: 1, column: 1)
        for scalar in marked.unicodeScalars {
            if scalar == "▲" {
                marks.append(position)
                continue
            }
            text.append(scalar)
            position.column += 1
            if scalar == "\n" { position = SourcePosition(line: position.line + 1, column: 1) }
        }
        self.text = String(text)
        self.marks = marks
    }
}
