package import Assessment
package import Auditing
import Consistency
import Improvement
import Survey
import TextFormats

/// The report on one institution that people read, print and sign.
///
/// It says everything in the order in which it is needed: what the result is, what stands behind
/// it, and at the end every answer and the method with the digests that pin the data.
package struct InstitutionReport {
    /// What a report rests on besides the answers themselves.
    package struct Basis: Hashable, Sendable {
        /// The day of the report as `2026-11-21`; deadlines are judged at it.
        package let date: String
        /// The SHA-256 digest of the answers file's bytes: 64 hexadecimal digits.
        package let answersDigest: String
        /// The version of the program.
        package let toolVersion: String

        /// States what a report rests on.
        package init(date: String, answersDigest: String, toolVersion: String) {
            self.date = date
            self.answersDigest = answersDigest
            self.toolVersion = toolVersion
        }
    }

    let assessment: InstitutionAssessment
    let plan: ReportedPlan
    let audit: AuditResult?
    let basis: Basis

    /// Prepares a report.
    ///
    /// - Parameters:
    ///   - assessment: The answers as the institution gave them, judged.
    ///   - plan: The plan to show.
    ///   - audit: What an auditor has verified of these answers; a part of its own tells of it.
    ///   - basis: What the report rests on besides.
    package init(
        _ assessment: InstitutionAssessment, plan: ReportedPlan, audit: AuditResult? = nil,
        basis: Basis
    ) {
        self.assessment = assessment
        self.plan = plan
        self.audit = audit
        self.basis = basis
    }

    /// Whether the answers or the verdicts on them are made up.
    private var isSynthetic: Bool {
        assessment.response.isSynthetic || audit?.audit.isSynthetic ?? false
    }

    /// The report.
    ///
    /// - Complexity: Dominated by the search for the questions to ask next.
    package var report: Report {
        let audited = audit.map { AuditSection($0) }
        var blocks = header + SummarySection(assessment, plan: plan, audit: audited).blocks
        blocks += MaturitySection(assessment).blocks
        blocks += ConsistencySection(assessment).blocks
        blocks += CredibilityBlocks(assessment).all
        blocks += audited?.blocks ?? []
        blocks +=
            PlanSection(
                assessment, plan: plan, now: HalfYear(containing: basis.date)
            ).blocks
        blocks += UnknownSection(assessment).blocks
        blocks.append(.pageBreak)
        blocks += AnswersSection(assessment).blocks
        blocks.append(.pageBreak)
        blocks += MethodSection(assessment, plan: plan, audit: audit, basis: basis).blocks
        return Report(
            blocks, imprint: imprint,
            data: audit.map { [("audit", AuditJSON($0).output)] } ?? [])
    }

    private var header: [Report.Block] {
        let institution = assessment.response.institution
        let identity = assessment.definition.questionnaire.identity
        var facts = [
            Report.Fact(
                LocalizedText(lv: "Reģistrācijas numurs", en: "Registration number"),
                Report.Span(LocalizedText(verbatim: institution.registrationNumber))),
            Report.Fact(
                LocalizedText(lv: "Pārskata gads", en: "Year described"),
                Report.Span(LocalizedText(verbatim: "\(institution.surveyYear)"))),
            Report.Fact(
                LocalizedText(lv: "Anketa", en: "Questionnaire"),
                Report.Span(LocalizedText(verbatim: identity.name))),
            Report.Fact(
                LocalizedText(lv: "Sagatavots", en: "Prepared on"),
                Report.Span(dateText(basis.date))),
            Report.Fact(
                LocalizedText(lv: "Atbilžu faila SHA-256", en: "SHA-256 of the answers file"),
                Report.Span(LocalizedText(verbatim: basis.answersDigest))),
        ]
        if let ministry = institution.ministry {
            facts.insert(
                Report.Fact(
                    LocalizedText(lv: "Resors", en: "Ministry (sector)"),
                    Report.Span(LocalizedText(verbatim: ministry))), at: 1)
        }
        var blocks: [Report.Block] = [
            .heading(level: 1, LocalizedText(verbatim: institution.name)), .facts(facts),
        ]
        if isSynthetic {
            blocks.append(.notice(Report.Span(Wording.synthetic, .strong)))
        }
        return blocks
    }

    private var imprint: Report.Imprint {
        let identity = assessment.definition.questionnaire.identity
        let institution = assessment.response.institution
        let definition = identity.digest.dropFirst("sha256:".count).prefix(12)
        let answers = basis.answersDigest.prefix(16)
        let mark =
            isSynthetic
            ? LocalizedText(lv: "SINTĒTISKI DATI · ", en: "SYNTHETIC DATA · ")
            : LocalizedText(verbatim: "")
        let name = String(institution.name.prefix(60))
        return Report.Imprint(
            kind: LocalizedText(
                lv: "Pakalpojumu pārvaldības pašnovērtējuma pārskats",
                en: "Report on the self-assessment of service management"),
            line: mark
                + LocalizedText(
                    lv: "\(name) · \(institution.surveyYear) · anketa \(identity.name) "
                        + "\(definition)… · atbildes \(answers)… · \(basis.date)",
                    en: "\(name) · \(institution.surveyYear) · questionnaire \(identity.name) "
                        + "\(definition)… · answers \(answers)… · \(basis.date)"))
    }
}
