package import Survey
package import TextFormats

/// Writes answers in the words of a form and understands what people type into one.
///
/// Ids and labels of both languages are understood in every form, whatever its language, without
/// regard to case and to the spaces that spreadsheets and copying leave behind.
package struct AnswerWords {
    /// The questionnaire whose answers these are.
    let questionnaire: Questionnaire

    /// The answer "I do not know".
    package static let unknown = LocalizedText(lv: "Nav zināms", en: "Unknown")
    /// The answer "does not apply".
    package static let notApplicable = LocalizedText(lv: "Nav attiecināms", en: "Not applicable")
    /// An option of several is chosen.
    static let chosen = LocalizedText(lv: "Jā", en: "Yes")
    /// An option of several is not chosen.
    static let notChosen = LocalizedText(lv: "Nē", en: "No")

    /// Makes the words of a questionnaire.
    package init(_ questionnaire: Questionnaire) { self.questionnaire = questionnaire }

    // MARK: Writing

    /// A value in words that ``values(typed:kind:)`` understands.
    ///
    /// Several possible options are separated by " / ", the ends of a range by "..".
    func text(_ values: PossibleValues, kind: Question.Kind) -> LocalizedText {
        let options = questionnaire.options(of: kind)
        switch values {
        case .options(let mask):
            return mask.indices.map { options[$0].label }.joined(separator: " / ")
        case .count(let range):
            return LocalizedText(
                verbatim: range.count == 1
                    ? "\(range.lowerBound)" : "\(range.lowerBound)..\(range.upperBound)")
        case .subset(let included, _):
            return included.indices.map { options[$0].label }.joined(separator: " | ")
        }
    }

    /// A statement in words.
    func text(_ statement: Answer.Statement, kind: Question.Kind) -> LocalizedText {
        switch statement {
        case .values(let values): text(values, kind: kind)
        case .unknown: Self.unknown
        case .notApplicable: Self.notApplicable
        }
    }

    // MARK: Reading

    /// What was typed, folded for comparison: spaces at the ends and doubled ones, no-break and
    /// zero-width characters do not count, nor does case.
    static func folded(_ text: String) -> String {
        let visible = text.unicodeScalars.filter {
            !["\u{FEFF}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{AD}"].contains($0)
        }
        return String(String.UnicodeScalarView(visible))
            .split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    }

    /// Whether a cell has nothing in it that a person could see.
    static func isBlank(_ text: String) -> Bool { folded(text).isEmpty }

    /// What a cell says about an item; `nil` for an empty cell.
    ///
    /// - Parameters:
    ///   - text: The cell's text.
    ///   - kind: The kind of question.
    ///   - allowsNotApplicable: Whether "not applicable" is an answer.
    /// - Returns: The statement, or what is wrong.
    func statement(
        typed text: String, kind: Question.Kind, allowsNotApplicable: Bool
    ) -> Result<Answer.Statement?, WordFault> {
        let folded = Self.folded(text)
        if folded.isEmpty { return .success(nil) }
        if isWord(folded, Self.unknown) || folded == "unknown" { return .success(.unknown) }
        if allowsNotApplicable, isWord(folded, Self.notApplicable) || folded == "not_applicable" {
            return .success(.notApplicable(reason: nil))
        }
        var extra = [Self.unknown]
        if allowsNotApplicable { extra.append(Self.notApplicable) }
        return values(typed: text, kind: kind, extra: extra).map { .values($0) }
    }

    /// The value that a cell gives.
    ///
    /// - Parameters:
    ///   - text: The cell's text, not blank.
    ///   - kind: The kind of question or profile field.
    ///   - extra: Words that are allowed besides, for the list of what is allowed.
    /// - Returns: The value, or what is wrong.
    func values(
        typed text: String, kind: Question.Kind, extra: [LocalizedText] = []
    ) -> Result<PossibleValues, WordFault> {
        let options = questionnaire.options(of: kind)
        switch kind {
        case .single:
            return mask(Self.parts(of: text, separators: ["/", "|"]), options, extra)
                .map { .options($0) }
        case .multiple:
            return mask(Self.parts(of: text, separators: ["|", ",", ";"]), options, extra).map {
                .subset(included: $0, excluded: OptionMask.first(options.count).subtracting($0))
            }
        case .count(let range):
            guard let numbers = Self.numbers(text), range.contains(numbers.lowerBound),
                range.contains(numbers.upperBound)
            else { return .failure(WordFault(text: text, allowed: extra, range: range)) }
            return .success(.count(numbers))
        }
    }

    /// Whether a cell beside an option of a multiple-choice question chooses it; `nil` when it is
    /// left open.
    func isChosen(typed text: String) -> Result<Bool?, WordFault> {
        let folded = Self.folded(text)
        if isWord(folded, Self.chosen) || folded == "x" || folded == "1" { return .success(true) }
        if isWord(folded, Self.notChosen) || folded == "0" { return .success(false) }
        if isWord(folded, Self.unknown) { return .success(nil) }
        return .failure(
            WordFault(
                text: text, allowed: [Self.chosen, Self.notChosen, Self.unknown], range: nil))
    }

    private func isWord(_ folded: String, _ word: LocalizedText) -> Bool {
        folded == word.lv.lowercased() || folded == word.en.lowercased()
    }

    private func mask(
        _ parts: [String], _ options: [Option], _ extra: [LocalizedText]
    ) -> Result<OptionMask, WordFault> {
        var mask: OptionMask = []
        for part in parts {
            let folded = Self.folded(part)
            let matches = options.indices.filter { index in
                folded == options[index].id.lowercased() || isWord(folded, options[index].label)
            }
            guard matches.count == 1 else {
                let allowed = options.map(\.label) + extra
                return .failure(
                    WordFault(
                        text: part, allowed: allowed, ids: options.map(\.id), range: nil))
            }
            mask.insert(OptionMask(index: matches[0]))
        }
        return .success(mask)
    }

    /// The parts between the first of some separators that occurs.
    private static func parts(of text: String, separators: [Character]) -> [String] {
        guard let separator = separators.first(where: { text.contains($0) }) else { return [text] }
        return text.split(separator: separator).map(String.init).filter { !isBlank($0) }
    }

    /// A whole number, `10..20` or `10–20`; spaces between groups of digits do not count.
    static func numbers(_ text: String) -> ClosedRange<Int>? {
        let digits = folded(text).replacing(" ", with: "").replacing("–", with: "..")
            .replacing("…", with: "..")
        let ends = digits.split(separator: "..", omittingEmptySubsequences: false)
        guard (1...2).contains(ends.count),
            ends.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let lower = Int(ends[0]), let upper = Int(ends[ends.count - 1]), lower <= upper
        else { return nil }
        return lower...upper
    }
}

/// Why a cell does not answer its question.
package struct WordFault: Error, Hashable, Sendable {
    /// What was typed.
    let text: String
    /// The words that are allowed.
    let allowed: [LocalizedText]
    /// The ids that are allowed beside the words.
    var ids: [String] = []
    /// The numbers that are allowed.
    let range: ClosedRange<Int>?

    /// What is wrong.
    package var message: LocalizedText {
        let shown = excerpt(text)
        return LocalizedText(
            lv: "„\(shown)“ nav šī jautājuma atbilde.",
            en: "'\(shown)' does not answer this question.")
    }

    /// What is allowed, with the nearest word first.
    package var advice: LocalizedText {
        var advice = LocalizedText(verbatim: "")
        let candidates = allowed.flatMap { [$0.lv, $0.en] } + ids
        let typed = AnswerWords.folded(text)
        if let near = Diagnostic.didYouMean(nearestName(to: typed, among: candidates)) {
            advice = near + LocalizedText(verbatim: " ")
        }
        if let range {
            let numbers = "\(range.lowerBound)–\(range.upperBound)"
            advice =
                advice
                + LocalizedText(
                    lv: "Atļauts: vesels skaitlis \(numbers) vai, ja tas nav precīzi zināms, "
                        + "mazākais un lielākais, piemēram, 10..20",
                    en: "Allowed: a whole number \(numbers) or, if it is not known exactly, the "
                        + "lowest and highest, like 10..20")
            guard !allowed.isEmpty else { return advice + LocalizedText(verbatim: ".") }
            return advice + LocalizedText(verbatim: "; ") + allowed.joined(separator: ", ")
                + LocalizedText(verbatim: ".")
        }
        let words = allowed.joined(separator: ", ")
        return advice + LocalizedText(lv: "Atļauts: \(words.lv).", en: "Allowed: \(words.en).")
    }
}
