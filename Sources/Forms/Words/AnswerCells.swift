import Survey
import TextFormats

/// An answer as the cells of a form show it.
struct AnswerCells: Hashable {
    /// The value in words; for a multiple-choice question that of each option, then whether the
    /// whole is unknown.
    var values: [String]
    /// The comment, or why the question does not apply.
    var comment: String
    /// The evidence, one piece a line.
    var evidence: String

    /// Empty cells.
    static let blank = AnswerCells(values: [], comment: "", evidence: "")

    /// The cells of an answer, in a language.
    init(_ answer: Answer?, kind: Question.Kind, words: AnswerWords, in language: Language) {
        guard let answer else {
            self = .blank
            return
        }
        if case .multiple(let options, _) = kind, case .values(let values) = answer.statement,
            case .subset(let included, let excluded) = values
        {
            self.values = options.indices.map { index in
                let word =
                    included.contains(index: index)
                    ? AnswerWords.chosen
                    : excluded.contains(index: index) ? AnswerWords.notChosen : AnswerWords.unknown
                return word[language]
            }
        } else {
            values = [words.text(answer.statement, kind: kind)[language]]
        }
        var remarks: [String] = []
        if case .notApplicable(let reason?) = answer.statement { remarks.append(reason) }
        if let comment = answer.comment { remarks.append(comment) }
        comment = remarks.joined(separator: "\n")
        evidence = answer.evidence.joined(separator: "\n")
    }

    init(values: [String], comment: String, evidence: String) {
        self.values = values
        self.comment = comment
        self.evidence = evidence
    }

    /// A short fingerprint by which a form notices which answers were changed in it.
    ///
    /// Spaces do not count, so that a program that tidies texts up changes nothing.
    var fingerprint: String {
        let parts = [values.joined(separator: "\u{1F}"), comment, evidence]
        let text = parts.map { AnswerWords.folded($0) }.joined(separator: "\u{1E}")
        return String(SHA256.hexDigest(of: Array(text.utf8)).prefix(16))
    }
}
