import Assessment
import Improvement
import Maturity
import TextFormats

/// Words on one action of a plan: what to do, how to see that it is done, what it refers to.
struct PlanDetails {
    private let definition: Definition
    private let now: HalfYear?

    init(_ definition: Definition, now: HalfYear?) {
        self.definition = definition
        self.now = now
    }

    private var catalogue: ActionCatalogue { definition.catalogue }

    /// An action's number and title.
    func name(of action: Int) -> LocalizedText {
        let action = catalogue.actions[action]
        return LocalizedText(verbatim: "\(action.id) ") + action.title
    }

    /// An action with everything that is said about it.
    func entry(_ action: ActionCatalogue.Action, _ details: [Report.Span]) -> Report.Entry {
        Report.Entry(
            mark: Report.Span(LocalizedText(verbatim: action.id), .strong),
            text: Report.Span(action.title, .strong), details: details)
    }

    /// A period in a few letters.
    static func short(_ period: CalendarPeriod) -> LocalizedText {
        switch period.kind {
        case .halfYear:
            LocalizedText(
                lv: "\(period.year). g. \(period.number). p.",
                en: "H\(period.number) \(period.year)")
        case .quarter:
            LocalizedText(
                lv: "\(period.year). g. \(period.number). c.",
                en: "Q\(period.number) \(period.year)")
        }
    }

    /// From one period to another.
    func span(_ first: CalendarPeriod, _ last: CalendarPeriod) -> LocalizedText {
        guard first != last else { return first.label }
        return first.label + LocalizedText(verbatim: " – ") + last.label
    }

    /// Why an action is in the plan.
    func why(_ step: ImprovementPlan.Step) -> Report.Span {
        let wording = PlanWording(definition: definition)
        let reasons = step.reasons.map { wording.text($0) }.joined(separator: "; ")
        return Report.Span(
            LocalizedText(lv: "Kāpēc: \(reasons.lv).", en: "Why: \(reasons.en)."), .faint)
    }

    /// What to do, when it is done, and how success shows.
    func work(_ action: ActionCatalogue.Action) -> [Report.Span] {
        [
            (LocalizedText(lv: "Darāmais", en: "What to do"), action.what),
            (LocalizedText(lv: "Izdarīts, kad", en: "Done when"), action.done),
            (LocalizedText(lv: "Pierādījums", en: "Evidence"), action.evidence),
            (LocalizedText(lv: "Rādītājs", en: "Indicator"), action.indicator),
        ].map { Report.Span($0.0 + LocalizedText(verbatim: ": ") + $0.1) }
    }

    /// The policy documents, funding and planning documents; expired references are marked.
    func links(_ action: ActionCatalogue.Action, funding: [Int]) -> [Report.Span] {
        let expired = LocalizedText(lv: " (termiņš beidzies)", en: " (expired)")
        let references = action.references.map { reference in
            LocalizedText(verbatim: catalogue.name(of: reference))
                + (now.map { catalogue.isExpired(reference, at: $0) } == true
                    ? expired : LocalizedText(verbatim: ""))
        }
        let lines: [(LocalizedText, [LocalizedText])] = [
            (LocalizedText(lv: "Atsauces", en: "References"), references),
            (
                LocalizedText(lv: "Iespējamais finansējums", en: "Possible funding"),
                funding.map { catalogue.funding[$0].label }
            ),
            (
                LocalizedText(lv: "Plānošanas dokumenti", en: "Planning documents"),
                action.planningDocuments.map { catalogue.planningDocuments[$0].label }
            ),
        ]
        return lines.filter { !$0.1.isEmpty }.map { name, texts in
            Report.Span(
                name + LocalizedText(verbatim: ": ") + texts.joined(separator: "; "), .faint)
        }
    }
}
