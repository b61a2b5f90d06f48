import Survey
import TestSupport
import TextFormats
import Testing

/// One fault put into the small definition, and the finding that it must cause.
struct LintMutation: Sendable, CustomTestStringConvertible {
    let file: String
    /// A text that occurs once in the file; empty for the whole file.
    let old: String
    /// What stands there instead; `☠` is a byte that is no UTF-8.
    let new: String
    let code: String
    let pointer: String
    var severity = Diagnostic.Severity.error
    /// A part of the English advice.
    var advice: String?
    /// The file of the finding, when it is another than the one at fault.
    let foundIn: String
    /// Whether the same fault causes findings elsewhere, where something refers to it.
    var spreads = false

    init(
        _ file: String, _ old: String, _ new: String, _ code: String, _ pointer: String,
        _ severity: Diagnostic.Severity = .error, advice: String? = nil,
        in foundIn: String? = nil, spreads: Bool = false
    ) {
        self.file = file + ".json"
        self.old = old
        self.new = new
        self.code = code
        self.pointer = pointer
        self.severity = severity
        self.advice = advice
        self.foundIn = (foundIn ?? file) + ".json"
        self.spreads = spreads
    }

    var testDescription: String { "\(code) \(file)\(pointer): \(new.prefix(60))" }

    /// The small definition as it is.
    static func base() throws -> DefinitionFiles {
        var sources: [String: JSONSource] = [:]
        for name in DefinitionFiles.names where !DefinitionFiles.optionalNames.contains(name) {
            let bytes = try Repository.bytes("Tests/AssessmentTests/LintFixtures/small/1/\(name)")
            sources[name] = JSONSource(file: "small/1/\(name)", bytes: bytes)
        }
        return DefinitionFiles(folder: "small/1", sources: sources)
    }

    /// The small definition with the fault.
    func files() throws -> DefinitionFiles {
        let base = try Self.base()
        let text = String(decoding: base.sources[file]?.bytes ?? [], as: UTF8.self)
        let parts =
            old.isEmpty ? ["", ""] : text.split(separator: old, omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw MissingFixture("'\(old)' occurs \(parts.count - 1) times in \(file)")
        }
        let pieces = parts.joined(separator: new).split(
            separator: "☠", omittingEmptySubsequences: false)
        var sources = base.sources
        sources[file] = JSONSource(
            file: "small/1/\(file)",
            bytes: Array(pieces.map { Array($0.utf8) }.joined(separator: [0xFF]))
        )
        return DefinitionFiles(folder: base.folder, sources: sources)
    }

    static let all = json + questionnaire + conditions + rules + maturity + groups + actions

    /// Faults of the JSON itself.
    static let json = [
        LintMutation("glossary", "", " \n", "json.empty", ""),
        LintMutation(
            "glossary", "{\n  \"schema\"", "\u{FEFF}{\n  \"schema\"", "json.byte-order-mark", ""),
        LintMutation("glossary", "What it is.", "What\u{1}it is.", "json.control-character", ""),
        LintMutation(
            "glossary", #""source": "1""#, #""source": "1", "source": "2""#, "json.duplicate-key",
            ""),
        LintMutation("glossary", #""terms":"#, #""terms""#, "json.expected-colon", ""),
        LintMutation("glossary", #""source": "1","#, #""source": "1""#, "json.expected-comma", ""),
        LintMutation("glossary", #""terms":"#, "terms:", "json.expected-key", ""),
        LintMutation("glossary", #""source": "1""#, #""source": ,"#, "json.expected-value", ""),
        LintMutation("glossary", "What it is.", #"What \x it is."#, "json.invalid-escape", ""),
        LintMutation(
            "actions", #""person_days": 5"#, #""person_days": 05"#, "json.invalid-number", ""),
        LintMutation("glossary", "What it is.", "What ☠ is.", "json.invalid-utf8", ""),
        LintMutation("glossary", "What it is.", #"What \ud83d is."#, "json.lone-surrogate", ""),
        LintMutation(
            "glossary", #""questions": ["Q1"]"#, #""questions": ["Q1",]"#, "json.trailing-comma", ""
        ),
        LintMutation(
            "glossary", #""source": "1","#, "\"source\": \"1,", "json.unclosed-string", ""),
        LintMutation(
            "questionnaire", #""status": "draft""#, #""status": "draft", "scoped": True"#,
            "json.unknown-word", "",
            spreads: true),
        LintMutation(
            "glossary", #""questions": ["Q1"]"#,
            #""questions": "# + String(repeating: "[", count: 65), "json.too-deep", ""),
        LintMutation(
            "glossary", "What it is.", String(repeating: "x", count: 16 << 20), "json.too-large", ""
        ),
        LintMutation(
            "glossary", #""source": "1","#, #""source": "1" } ] } {"#, "json.text-after-end", ""),
        LintMutation("glossary", "    }\n  ]\n}", "    }\n  ]\n", "json.unexpected-end", ""),
        LintMutation(
            "glossary", #""source": "1""#, #""source": " ""#, "json.empty-text", "/terms/0/source"),
        LintMutation("glossary", #""source": "1","#, "", "json.missing-key", "/terms/0"),
        LintMutation(
            "actions", #""person_days": 5"#, #""person_days": 0"#, "json.number-out-of-range",
            "/efforts/0/person_days",
            spreads: true),
        LintMutation(
            "glossary", #""source": "1""#, #""sorce": "1", "source": "1""#, "json.unknown-key",
            "/terms/0/sorce", advice: "'source'"),
        LintMutation(
            "glossary", #""source": "1""#, #""source": 1"#, "json.wrong-kind", "/terms/0/source"),
        LintMutation(
            "rules", "briedums.rules/1", "briedums.rules/9", "json.unknown-schema", "/schema"),
    ]

    /// Faults of the questionnaire and the glossary.
    static let questionnaire = [
        LintMutation(
            "questionnaire", #""scopes": ["#, #""scopes": [], "x": ["#, "definition.missing-scopes",
            "/scales", spreads: true),
        LintMutation("glossary", #"["Q1"]"#, #"["Q9"]"#, "definition.dangling-id", "/terms/0"),
        LintMutation(
            "questionnaire", #""section": "services""#, #""section": "servics""#,
            "definition.dangling-id", "/questions/2/section", advice: "'services'", spreads: true),
        LintMutation(
            "questionnaire", #""group": "planning""#, #""group": "planing""#,
            "definition.dangling-id", "/questions/0/group", advice: "'planning'", spreads: true),
        LintMutation(
            "questionnaire", #""provenance": "quoted""#, #""provenance": "quotd""#,
            "definition.dangling-id", "/questions/0/provenance", advice: "'quoted'"),
        LintMutation(
            "questionnaire", #""id": "services""#, #""id": "general""#, "definition.duplicate-id",
            "/sections/1", spreads: true),
        LintMutation(
            "questionnaire", #""id": "Q2""#, #""id": "Q1""#, "definition.duplicate-id",
            "/questions/1", spreads: true),
        LintMutation(
            "questionnaire", #""id": "Q2""#, #""id": "kind""#, "definition.duplicate-id",
            "/questions/1", spreads: true),
        LintMutation(
            "questionnaire", #""id": "other""#, #""id": "ministry""#, "definition.duplicate-id",
            "/scales/2/options/1"),
        LintMutation(
            "questionnaire", #""id": "Q1""#, #""id": "Q-1""#, "definition.invalid-id",
            "/questions/0/id", spreads: true),
        LintMutation(
            "questionnaire", #""id": "other""#, #""id": "and""#, "definition.invalid-id",
            "/scales/2/options/1/id"),
        LintMutation(
            "glossary", #""id": "service""#, #""id": "pakalpojumā""#, "definition.invalid-id",
            "/terms/0/id"),
        LintMutation(
            "questionnaire", #""version": "1""#, #""version": "../1""#, "definition.invalid-id",
            "/version"),
        LintMutation(
            "questionnaire", #""lv": "Cits", "#, "", "definition.missing-translation",
            "/scales/2/options/1/label"),
        LintMutation(
            "rules", #", "en": "A contradiction.""#, "", "definition.missing-translation",
            "/rules/0/message"),
        LintMutation(
            "questionnaire", #""count": { "minimum": 0, "maximum": 9 }"#,
            #""scale": "yes_no", "options": []"#, "definition.kind", "/questions/1/options",
            spreads: true),
        LintMutation(
            "questionnaire", #""count": { "minimum": 0, "maximum": 9 }"#,
            #""count": { "minimum": 9, "maximum": 9 }"#, "definition.count-range",
            "/questions/1/count", spreads: true),
        LintMutation(
            "questionnaire", #""count": { "minimum": 0, "maximum": 9 }"#,
            #""options": [{ "id": "a", "label": { "lv": "a", "en": "a" } }]"#,
            "definition.option-count", "/questions/1/options", spreads: true),
        LintMutation(
            "questionnaire", #""id": "all","# + "\n      \"label\": { \"lv\": \"visi\"",
            "\"id\": \"all\", \"x\": 1,\n      \"label\": { \"lv\": \"visi\"",
            "json.unknown-key", "/scopes/0/x"),
        LintMutation(
            "questionnaire", "\"sections\": [\n",
            """
            "sections": [
                { "id": "empty", "title": { "lv": "x", "en": "x" },
                  "introduction": { "lv": "x", "en": "x" } },

            """, "lint.empty-section", "/sections/0", .warning),
        LintMutation(
            "questionnaire", #""group": "planning","#, "", "lint.empty-group", "/groups/0", .warning
        ),
        LintMutation(
            "questionnaire", "\"section\": \"general\",\n      \"title\"",
            "\"section\": \"services\",\n      \"title\"",
            "lint.group-section", "/questions/0/group"),
    ]

    /// Faults of the conditions under which questions are asked.
    static let conditions = [
        LintMutation(
            "questionnaire", #""Q1 = yes""#, #""Q4 = yes""#, "rule.condition",
            "/questions/2/asked_when",
            advice: "'Q1'"),
        LintMutation(
            "questionnaire", #""Q1 = yes""#, #""Q3 = all""#, "rule.condition",
            "/questions/2/asked_when"),
        LintMutation(
            "questionnaire", #""Q1 = yes""#, #""Q1 == yes""#, "rule.syntax",
            "/questions/2/asked_when"),
        LintMutation(
            "questionnaire", #""Q1 = yes""#, #""Q2 > 9""#, "lint.condition-never",
            "/questions/2/asked_when"),
        LintMutation(
            "questionnaire", #""Q1 = yes""#, #""Q2 <= 9""#, "lint.condition-always",
            "/questions/2/asked_when",
            .warning),
        LintMutation(
            "questionnaire", #""Q2 > 0""#, #""Q2 > 9""#, "lint.condition-never",
            "/scopes/1/asked_when"),
    ]

    /// Faults of the rules.
    static let rules = [
        LintMutation("rules", "=> Q2 > 0", "=> Q2 >", "rule.syntax", "/rules/0/rule"),
        LintMutation(
            "rules", "Q1 = yes", "Q1 = yess", "rule.syntax", "/rules/0/rule", advice: "'yes'"),
        LintMutation(
            "rules", "Q1 = yes", "kid = ministry", "rule.syntax", "/rules/0/rule", advice: "'kind'"),
        LintMutation(
            "rules", "Q1 = yes", "kind < other", "rule.syntax", "/rules/0/rule", advice: "= or !="),
        LintMutation("rules", "Q1 = yes", "Q2 has yes", "rule.syntax", "/rules/0/rule"),
        LintMutation(
            "rules", "S.key = all", "S.kye = all", "rule.syntax", "/rules/1/rule", advice: "'key'"),
        LintMutation(
            "rules", "each share", "each shares", "rule.syntax", "/rules/1/rule", advice: "'share'"),
        LintMutation(
            "rules", #""A contradiction.""#, #""{scope}""#, "rule.placeholder", "/rules/0/message"),
        LintMutation(
            "rules", #""id": "R2""#, #""id": "R1""#, "definition.duplicate-id", "/rules/1"),
        LintMutation(
            "rules", #""soft""#, #""sofd""#, "definition.dangling-id", "/rules/1/kind",
            advice: "'soft'"),
        LintMutation(
            "rules", "Q2 > 0",
            "Q2 < " + Array(repeating: "999999999 * 999999999", count: 12).joined(separator: " + "),
            "rule.syntax", "/rules/0/rule"),
        LintMutation(
            "rules", "Q1 = yes => Q2 > 0", "Q2 > 4 and Q2 < 4", "lint.rule-never-satisfied",
            "/rules/0/rule"),
        LintMutation(
            "rules", "Q1 = yes => Q2 > 0", "Q2 >= 4 or Q2 < 4", "lint.rule-never-violated",
            "/rules/0/rule",
            .warning),
    ]
}
