import Assessment
import Consistency
import TextFormats

/// Builds the part of a report on the indices of response quality, apart from maturity.
struct CredibilityBlocks {
    private let assessment: InstitutionAssessment

    init(_ assessment: InstitutionAssessment) { self.assessment = assessment }

    /// The indices with value and verdict, the reference group and what the indices cannot say.
    var all: [Report.Block] {
        let credibility = assessment.credibility
        guard !credibility.components.isEmpty else { return [] }
        let model = assessment.definition.credibility
        let verdict =
            credibility.verdict.map { model.text(for: $0).label }
            ?? LocalizedText(lv: "nav ko vērtēt", en: "nothing to judge")
        let entries = credibility.components.map { component in
            let verdict = component.verdict.map { model.text(for: $0).label }
            let value = Self.value(component.value)
            return Report.Entry(
                mark: Report.Span(LocalizedText(verbatim: "•"), Self.emphasis(component.verdict)),
                text: Report.Span(
                    LocalizedText(
                        lv: "\(component.index.label.lv): \(value.lv)"
                            + (verdict.map { " – \($0.lv)" } ?? ""),
                        en: "\(component.index.label.en): \(value.en)"
                            + (verdict.map { " – \($0.en)" } ?? ""))),
                details: [
                    Report.Span(
                        component.index.formula
                            + LocalizedText(verbatim: " [\(component.index.reference)]"), .faint)
                ])
        }
        var blocks: [Report.Block] = [
            .heading(
                level: 2,
                LocalizedText(
                    lv: "Atbilžu ticamības rādītāji: \(verdict.lv)",
                    en: "Credibility indices: \(verdict.en)")),
            .list(entries),
            .paragraph(Report.Span(model.note, .faint)),
        ]
        if let source = credibility.popularity?.source {
            blocks.append(.paragraph(Report.Span(source, .faint)))
        }
        return blocks
    }

    private static func emphasis(_ verdict: CredibilityVerdict?) -> Report.Span.Emphasis {
        switch verdict {
        case .doubtful?: .bad
        case .watch?: .doubtful
        case .normal?: .good
        case nil: .faint
        }
    }

    /// The value of an index with the counts from which it was computed.
    static func value(_ value: CredibilityAssessment.Value) -> LocalizedText {
        let none = LocalizedText(verbatim: "–")
        switch value {
        case .unknown, .agreement: return value.share?.percent ?? none
        case .errors(let errors):
            let normed = errors.normed?.decimal ?? none
            return LocalizedText(
                lv: "\(normed.lv) (kļūdas: \(errors.count))",
                en: "\(normed.en) (errors: \(errors.count))")
        case .runs(let runs):
            let longest = runs.longest.map(String.init) ?? "–"
            return LocalizedText(
                lv: "\(longest) no \(runs.count)", en: "\(longest) of \(runs.count)")
        case .variability(let variability):
            return variability.deviation.decimal
        case .undefined(let reason): return reason.text
        }
    }
}
