package import Survey
package import TextFormats

/// What importing a form would change in an answers file.
///
/// A form that was made from the file remembers what it said then, so three cases can be told
/// apart: changed in the form only, changed in the file only, changed in both. Only the last is a
/// difference that a person must decide.
package struct FormImport {
    /// Where a change is.
    package enum Subject: Hashable {
        /// An item of the questionnaire, by its index.
        case item(Int)
        /// A profile field, by its index.
        case profile(Int)
        /// The institution's name.
        case name
        /// The institution's ministry.
        case ministry
        /// The year that is answered for.
        case surveyYear
    }

    /// How a form's entry stands to the file's.
    package enum Kind: Hashable {
        /// The file has nothing there.
        case addition
        /// The form changes what the file still says as when the form was made, or an older answer.
        case update
        /// The file says something else that the form did not know.
        case conflict
    }

    /// Something that the form says and the file does not.
    package struct Change {
        /// Where.
        package let subject: Subject
        /// How it stands to the file.
        package let kind: Kind
        /// What the file says, in words.
        package let inFile: LocalizedText
        /// What the form says, in words.
        package let inForm: LocalizedText
        /// Where the form says it.
        package let place: String
        let apply: (inout Response) -> Void
    }

    /// Every change, facts first, then answers in questionnaire order.
    package private(set) var changes: [Change] = []
    private let form: FilledForm
    private let original: Response
    private let questionnaire: Questionnaire
    private let words: AnswerWords
    private let time: String
    private let author: String?

    /// Compares a form with a response.
    ///
    /// - Parameters:
    ///   - form: The form that came back.
    ///   - response: The answers file, or a new response.
    ///   - questionnaire: The questionnaire of both.
    ///   - author: Who answered, if the form does not say.
    ///   - time: When the form is imported, as UTC in ISO 8601.
    /// - Complexity: O(*items*).
    package init(
        _ form: FilledForm, into response: Response, of questionnaire: Questionnaire,
        author: String?, time: String
    ) {
        self.form = form
        original = response
        self.questionnaire = questionnaire
        words = AnswerWords(questionnaire)
        self.time = time
        self.author = form.author ?? author
        compareFacts()
        for (index, field) in questionnaire.profile.enumerated() { compare(field, at: index) }
        for (index, item) in questionnaire.items.enumerated() { compare(item, at: index) }
    }

    /// The changes of a kind.
    package func changes(_ kind: Kind) -> [Change] { changes.filter { $0.kind == kind } }

    /// The response with all additions and updates, and with some of the conflicts decided for the
    /// form.
    ///
    /// - Parameter isForForm: Whether a conflict is decided for the form.
    /// - Returns: The changed response, its revision as it was.
    package func response(deciding isForForm: (Change) -> Bool) -> Response {
        var response = original
        for change in changes where change.kind != .conflict || isForForm(change) {
            change.apply(&response)
        }
        if form.isSynthetic { response.isSynthetic = true }
        if response.note == nil { response.note = form.note }
        for doubt in form.acceptedDoubts
        where !response.acceptedDoubts.contains(where: { $0.edit == doubt.edit }) {
            response.acceptedDoubts.append(doubt)
        }
        return response
    }

    // MARK: Comparing

    private static let nothing = LocalizedText(verbatim: "–")

    private func kind(
        fileHasValue: Bool, fileFingerprint: String, base: String?, current: String?
    ) -> Kind? {
        // A new file takes everything that the form says, also what nobody has changed in it.
        if let base, base == current, original.revision > 0 || fileHasValue { return nil }
        if !fileHasValue { return .addition }
        if base == fileFingerprint { return .update }
        return .conflict
    }

    /// Facts have no time; in a page that was made from this very revision a change is known to be
    /// the newer.
    private func factKind(_ kind: Kind?, base: String?) -> Kind? {
        guard kind == .conflict, base == nil, let revision = form.revision, revision > 0,
            revision == original.revision
        else { return kind }
        return .update
    }

    private mutating func compareFacts() {
        fact(.name, form.name, original.institution.name) { $0.institution.name = $1 }
        fact(.ministry, form.ministry, original.institution.ministry) {
            $0.institution.ministry = $1
        }
        fact(.surveyYear, form.surveyYear, original.institution.surveyYear) {
            $0.institution.surveyYear = $1
        }
    }

    private mutating func fact<Value: Hashable & CustomStringConvertible>(
        _ subject: Subject, _ entry: FilledForm.Entry<Value>?, _ inFile: Value?,
        apply: @escaping (inout Response, Value) -> Void
    ) {
        guard let entry, let value = entry.value, value != inFile else { return }
        let text = inFile.map { "\($0)" } ?? ""
        let cells = AnswerCells(values: text.isEmpty ? [] : [text], comment: "", evidence: "")
        let kind = factKind(
            kind(
                fileHasValue: !text.isEmpty, fileFingerprint: cells.fingerprint, base: entry.base,
                current: entry.current), base: entry.base)
        guard let kind else { return }
        changes.append(
            Change(
                subject: subject, kind: kind,
                inFile: text.isEmpty ? Self.nothing : LocalizedText(verbatim: text),
                inForm: LocalizedText(verbatim: "\(value)"), place: entry.place,
                apply: { apply(&$0, value) }))
    }

    private mutating func compare(_ field: ProfileField, at index: Int) {
        guard let entry = form.profile[field.id], let value = entry.value else { return }
        let inFile = original.profile[field.id]
        guard value != inFile else { return }
        let text = inFile.map { words.text($0, kind: field.kind) }
        let cells = AnswerCells(
            values: text.map { [$0[form.language]] } ?? [], comment: "", evidence: "")
        let kind = factKind(
            kind(
                fileHasValue: inFile != nil, fileFingerprint: cells.fingerprint, base: entry.base,
                current: entry.current), base: entry.base)
        guard let kind else { return }
        changes.append(
            Change(
                subject: .profile(index), kind: kind, inFile: text ?? Self.nothing,
                inForm: words.text(value, kind: field.kind), place: entry.place,
                apply: { $0.profile[field.id] = value }))
    }

    private mutating func compare(_ item: Questionnaire.Item, at index: Int) {
        guard let entry = form.answers[item.id] else { return }
        let question = questionnaire.question(of: item)
        let inFile = original.answers[item.id]
        let cells = AnswerCells(inFile, kind: question.kind, words: words, in: form.language)
        guard let answer = entry.value else {
            // An answer that stood in the form and was deleted there: never taken for granted.
            guard let base = entry.base, base != entry.current, let inFile,
                base == cells.fingerprint
            else { return }
            add(item, index, .conflict, inFile, nil, entry.place)
            return
        }
        if let inFile, Self.saySame(inFile, answer) { return }
        var found = kind(
            fileHasValue: inFile != nil, fileFingerprint: cells.fingerprint, base: entry.base,
            current: entry.current)
        // A form that records when each answer was given tells which one is the newer.
        if found == .conflict, let mine = answer.time, let theirs = inFile?.time, mine > theirs {
            found = .update
        }
        if let found { add(item, index, found, inFile, answer, entry.place) }
    }

    /// Whether two answers differ at most in who gave them and when.
    private static func saySame(_ a: Answer, _ b: Answer) -> Bool {
        a.statement == b.statement && a.comment == b.comment && a.evidence == b.evidence
    }

    private mutating func add(
        _ item: Questionnaire.Item, _ index: Int, _ kind: Kind, _ inFile: Answer?,
        _ inForm: Answer?, _ place: String
    ) {
        var stamped = inForm
        if stamped != nil {
            stamped?.author = inForm?.author ?? author
            stamped?.time = inForm?.time ?? time
        }
        let result = stamped
        changes.append(
            Change(
                subject: .item(index), kind: kind, inFile: description(inFile, item),
                inForm: description(inForm, item), place: place,
                apply: { $0.answers[item.id] = result }))
    }

    /// An answer with its remarks, in words.
    private func description(_ answer: Answer?, _ item: Questionnaire.Item) -> LocalizedText {
        guard let answer else { return Self.nothing }
        var text = words.text(answer.statement, kind: questionnaire.question(of: item).kind)
        if text.lv.isEmpty {
            text = LocalizedText(lv: "nekas nav atzīmēts", en: "nothing selected")
        }
        var remarks: [String] = []
        if case .notApplicable(let reason?) = answer.statement { remarks.append(reason) }
        if let comment = answer.comment { remarks.append(comment) }
        remarks += answer.evidence
        guard !remarks.isEmpty else { return text }
        let joined = remarks.joined(separator: "; ")
        return text + LocalizedText(verbatim: " (\(joined))")
    }
}
