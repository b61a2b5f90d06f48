import Survey
import TextFormats

/// Reads over which questions an index runs: the member `over`.
///
/// `{}` means everything, `{"questions": ["U1..U34"]}` some questions, `{"scale": "share"}` those of
/// a scale; `scope` keeps the items of one scope of questions that are asked in several.
enum CredibilitySelection {
    /// The items that are selected, in questionnaire order; `nil` after a report.
    static func items(_ cursor: JSONCursor, in questionnaire: Questionnaire) -> [Int]? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let names = object.optional("questions")
        let scaleName = object.optional("scale")
        let scopeName = object.optional("scope")
        if let scaleName, names != nil {
            scaleName.report(
                code: "credibility.selection",
                LocalizedText(
                    lv: "norādiet vai nu „questions“, vai „scale“, ne abus.",
                    en: "give 'questions' or 'scale', not both."))
            return nil
        }
        var selected = Set(questionnaire.questions.indices)
        if let names {
            guard let questions = questions(names, in: questionnaire) else { return nil }
            selected = questions
        }
        if let scaleName {
            guard let scale = lookUp(scaleName, among: questionnaire.scales.map(\.id)) else {
                return nil
            }
            selected = selected.filter {
                questionnaire.questions[$0].kind == .single(scale: scale)
            }
        }
        var scope: Int?
        if let scopeName {
            scope = lookUp(scopeName, among: questionnaire.scopes.map(\.id))
            guard scope != nil else { return nil }
        }
        let items = questionnaire.items.indices.filter { index in
            let item = questionnaire.items[index]
            guard selected.contains(item.question) else { return false }
            guard let scope, let own = item.scope else { return true }
            return own == scope
        }
        guard items.isEmpty else { return items }
        cursor.report(
            code: "credibility.selection",
            LocalizedText(lv: "nav izvēlēts neviens jautājums.", en: "no question is selected."))
        return nil
    }

    private static func questions(
        _ cursor: JSONCursor, in questionnaire: Questionnaire
    ) -> Set<Int>? {
        let ids = questionnaire.questions.map(\.id)
        var questions: Set<Int> = []
        var isComplete = true
        for name in cursor.elements() {
            guard let text = name.string(), let range = range(text, at: name, among: ids) else {
                isComplete = false
                continue
            }
            if !questions.isDisjoint(with: range) {
                name.report(
                    code: "credibility.selection",
                    LocalizedText(
                        lv: "„\(text)“ atkārto jau nosauktus jautājumus.",
                        en: "'\(text)' repeats questions that are named already."))
            }
            questions.formUnion(range)
        }
        return isComplete ? questions : nil
    }

    /// The questions of `U3` or `U1..U34`, as rules write them.
    private static func range(
        _ text: String, at cursor: JSONCursor, among ids: [String]
    ) -> ClosedRange<Int>? {
        let ends = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let names = ends.count == 3 && ends[1].isEmpty ? [ends[0], ends[2]] : [text]
        var indices: [Int] = []
        for name in names {
            if let index = ids.firstIndex(of: name) {
                indices.append(index)
            } else {
                reportUnknownName(name, at: cursor, among: ids)
            }
        }
        guard indices.count == names.count, let first = indices.first, let last = indices.last
        else { return nil }
        guard first <= last else {
            cursor.report(
                code: "credibility.selection",
                LocalizedText(
                    lv: "„\(names[1])“ anketā ir pirms „\(names[0])“.",
                    en: "'\(names[1])' comes before '\(names[0])' in the questionnaire."))
            return nil
        }
        return first...last
    }
}
