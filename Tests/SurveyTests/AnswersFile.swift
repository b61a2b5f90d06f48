import Assessment
import Survey
import TestSupport
import TextFormats

/// Answers files to the bundled questionnaire, as text.
enum AnswersFile {
    /// A whole file; the answers are on line 9, from column 16.
    static func text(
        answers: String = "", profile: String = "", revision: String = "1",
        institution: String = #""registration_number": "1", "name": "T", "survey_year": 2021"#
    ) -> String {
        #"""
        {
          "schema": "briedums.answers/1",
          "questionnaire": {
            "id": "vppp", "version": "2021.1", "digest": "sha256:0"
          },
          "revision": \#(revision),
          "institution": { \#(institution) },
          "profile": { \#(profile) },
          "answers": { \#(answers) }
        }
        """#
    }

    /// Reads a file that must have no faults; its digest is taken to be the definition's.
    static func read(_ text: String, _ definition: Definition) throws -> Response {
        let (response, findings) = reading(text, definition)
        guard let response, findings.isEmpty else {
            throw MissingFixture(findings.map { $0.rendered(in: .english) }.joined(separator: "\n"))
        }
        return response
    }

    /// Reads a file and says what is wrong with it.
    static func reading(
        _ text: String, _ definition: Definition
    ) -> (response: Response?, findings: [Diagnostic]) {
        let log = DiagnosticLog()
        let source = JSONSource(file: "answers.json", bytes: Array(text.utf8))
        guard let root = JSONCursor(parsing: source, log: log), ResponseReader.header(root) != nil
        else { return (nil, log.findings) }
        return (ResponseReader.response(root, to: definition.questionnaire), log.findings)
    }
}

/// Random responses with every state and every form of an answer.
enum RandomResponse {
    static func make(
        _ questionnaire: Questionnaire, _ random: inout SplitMix64
    ) -> Response {
        var response = Response(
            questionnaire: questionnaire.identity,
            institution: Institution(
                registrationNumber: "0\(random.number(0...99))", name: text(&random),
                ministry: random.oneIn(2) ? text(&random) : nil, surveyYear: 2024),
            isSynthetic: random.oneIn(2), note: random.oneIn(2) ? text(&random) : nil)
        response.revision = random.number(0...1_000_000_000)
        for field in questionnaire.profile where !random.oneIn(3) {
            // The file format has no form for a fact that is known in part.
            response.profile[field.id] = values(
                questionnaire.domain(of: field), exactly: true, &random)
        }
        for item in questionnaire.items where !random.oneIn(4) {
            let isNotApplicable = questionnaire.allowsNotApplicable(item) && random.oneIn(4)
            let statement: Answer.Statement =
                isNotApplicable
                ? .notApplicable(reason: random.oneIn(2) ? text(&random) : nil)
                : random.oneIn(4) ? .unknown : .values(values(item.domain, &random))
            response.answers[item.id] = Answer(
                statement, comment: random.oneIn(4) ? text(&random) : nil,
                evidence: (0..<random.number(0...2)).map { _ in text(&random) },
                author: random.oneIn(4) ? text(&random) : nil,
                time: random.oneIn(4) ? "2021-05-0\(random.number(1...9))T10:00:00Z" : nil)
        }
        return response
    }

    private static func values(
        _ domain: Domain, exactly: Bool = false, _ random: inout SplitMix64
    ) -> PossibleValues {
        switch domain {
        case .single(let count):
            let one = OptionMask(index: random.number(0...count - 1))
            return .options(exactly || random.oneIn(2) ? one : one.union(mask(count, &random)))
        case .multiple(let count):
            let included = mask(count, &random)
            let excluded =
                exactly || random.oneIn(2) ? OptionMask.first(count) : mask(count, &random)
            return .subset(included: included, excluded: excluded.subtracting(included))
        case .count(let range):
            let low = random.number(range)
            return .count(
                low...(exactly || random.oneIn(2) ? low : random.number(low...range.upperBound)))
        }
    }

    private static func mask(_ count: Int, _ random: inout SplitMix64) -> OptionMask {
        OptionMask(rawValue: random.next()).intersection(.first(count))
    }

    private static func text(_ random: inout SplitMix64) -> String {
        random.pick([
            "a", "Ģirts “x”", "quote \" and \\ slash /", "two\nlines\tand a tab", "\u{1}\u{1F}",
            "👩‍👩‍👧 e\u{301} é", "\u{2028} and \u{A0}x", "</script>", "  spaces  ",
        ])
    }
}
