import Assessment
package import Cohort
import Consistency
import Maturity
import Survey
import TextFormats

/// The report on many institutions that people read, print and sign.
package struct CohortStudyReport {
    /// What a report rests on besides the rows themselves.
    package struct Basis: Hashable, Sendable {
        /// The day of the report as `2026-11-21`.
        package let date: String
        /// The name of the table, without folders.
        package let tableName: String
        /// The SHA-256 digest of the table's bytes: 64 hexadecimal digits.
        package let tableDigest: String
        /// The SHA-256 digest of the list of invited institutions, if there is one.
        package let invitedDigest: String?
        /// The SHA-256 digest of the published figures, if there are any.
        package let publishedDigest: String?
        /// The version of the program.
        package let toolVersion: String

        /// States what a report rests on.
        package init(
            date: String, tableName: String, tableDigest: String, invitedDigest: String?,
            publishedDigest: String?, toolVersion: String
        ) {
            self.date = date
            self.tableName = tableName
            self.tableDigest = tableDigest
            self.invitedDigest = invitedDigest
            self.publishedDigest = publishedDigest
            self.toolVersion = toolVersion
        }
    }

    let summary: CohortSummary
    let study: CohortStudy
    let published: PublishedFigures?
    let counted: [Int?]
    let isRanked: Bool
    let basis: Basis

    /// Prepares a report.
    ///
    /// - Parameters:
    ///   - summary: What was counted.
    ///   - study: What was compared.
    ///   - published: Figures to show beside the computed ones.
    ///   - counted: What was counted for each of them.
    ///   - isRanked: Whether institutions are listed by name.
    ///   - basis: What the report rests on.
    package init(
        _ summary: CohortSummary, study: CohortStudy, published: PublishedFigures?,
        counted: [Int?], isRanked: Bool, basis: Basis
    ) {
        self.summary = summary
        self.study = study
        self.published = published
        self.counted = counted
        self.isRanked = isRanked
        self.basis = basis
    }

    /// The report.
    package var report: Report {
        let overview = CohortOverview(summary, study: study)
        let figures = CohortFigures(summary, study: study)
        var blocks = header + overview.blocks
        if let published {
            blocks += PublishedSection(published, counted: counted, summary: summary).blocks
        }
        blocks += figures.comparisons + GapSection(study).blocks + figures.consistency
        if isRanked { blocks += figures.ranking }
        blocks.append(.pageBreak)
        blocks += DistributionSection(summary).blocks
        blocks.append(.pageBreak)
        blocks += method
        return Report(blocks, imprint: imprint)
    }

    private var identity: QuestionnaireIdentity { summary.definition.questionnaire.identity }

    private var header: [Report.Block] {
        let counts = summary.counts
        var facts = [
            Report.Fact(
                LocalizedText(lv: "Iestādes", en: "Institutions"),
                Report.Span(.count(counts.scored))),
            Report.Fact(
                LocalizedText(lv: "Anketa", en: "Questionnaire"),
                Report.Span(LocalizedText(verbatim: identity.name))),
            Report.Fact(
                LocalizedText(lv: "Sagatavots", en: "Prepared on"),
                Report.Span(dateText(basis.date))),
            Report.Fact(
                LocalizedText(lv: "Tabulas faila SHA-256", en: "SHA-256 of the table"),
                Report.Span(LocalizedText(verbatim: basis.tableDigest))),
        ]
        if counts.rejected > 0 {
            facts.insert(
                Report.Fact(
                    LocalizedText(lv: "Noraidītas rindas", en: "Rejected rows"),
                    Report.Span(.count(counts.rejected), .bad)), at: 1)
        }
        var blocks: [Report.Block] = [
            .heading(
                level: 1,
                LocalizedText(
                    lv: "Iestāžu pakalpojumu pārvaldības briedums",
                    en: "Maturity of service management across institutions")), .facts(facts),
        ]
        if counts.isSynthetic { blocks.append(.notice(Report.Span(Wording.synthetic, .strong))) }
        return blocks
    }

    private var imprint: Report.Imprint {
        let definition = identity.digest.dropFirst("sha256:".count).prefix(12)
        let table = basis.tableDigest.prefix(16)
        let mark =
            summary.counts.isSynthetic
            ? LocalizedText(lv: "SINTĒTISKI DATI · ", en: "SYNTHETIC DATA · ")
            : LocalizedText(verbatim: "")
        return Report.Imprint(
            kind: LocalizedText(
                lv: "Pašnovērtējumu kopsavilkums", en: "Summary of self-assessments"),
            line: mark
                + LocalizedText(
                    lv: "iestādes: \(summary.counts.scored) · anketa \(identity.name) "
                        + "\(definition)… · tabula \(table)… · \(basis.date)",
                    en: "institutions: \(summary.counts.scored) · questionnaire \(identity.name) "
                        + "\(definition)… · table \(table)… · \(basis.date)"))
    }

    // MARK: Method

    private var method: [Report.Block] {
        [
            .heading(
                level: 2, LocalizedText(lv: "Metode un izcelsme", en: "Method and provenance")),
            .facts(facts),
        ] + texts.map { .paragraph(Report.Span($0)) }
    }

    private var facts: [Report.Fact] {
        func digest(_ lv: String, _ en: String, _ digits: String?) -> Report.Fact? {
            digits.map {
                Report.Fact(
                    LocalizedText(lv: lv, en: en),
                    Report.Span(LocalizedText(verbatim: "sha256:\($0)")))
            }
        }
        return [
            Report.Fact(
                LocalizedText(
                    lv: "Anketas definīcijas kontrolsumma", en: "Digest of the definition"),
                Report.Span(LocalizedText(verbatim: identity.digest))),
            digest(
                "Tabulas „\(basis.tableName)“ kontrolsumma",
                "Digest of the table \(basis.tableName)",
                basis.tableDigest),
            digest(
                "Uzaicināto saraksta kontrolsumma", "Digest of the list of invited",
                basis.invitedDigest),
            digest(
                "Publicēto rādītāju faila kontrolsumma", "Digest of the published figures",
                basis.publishedDigest),
            Report.Fact(
                LocalizedText(lv: "Programma", en: "Program"),
                Report.Span(LocalizedText(verbatim: "briedums \(basis.toolVersion)"))),
        ].compactMap { $0 }
    }

    private var texts: [LocalizedText] {
        var texts = [
            LocalizedText(
                lv: "Katra iestāde vērtēta tāpat kā tās pašas pārskatā. Vidējais ir iestāžu "
                    + "vērtējumu vidējais aritmētiskais; iestāde bez vērtējuma tajā neskaitās. "
                    + "Lielums sadalīts trijās aptuveni vienādās daļās ar apaļām robežām.",
                en:
                    "Each institution is judged as in its own report. A mean is the arithmetic mean "
                    + "of the institutions' scores; an institution without a score does not count. "
                    + "Size is divided into three parts of about equal number with round limits."),
            LocalizedText(
                lv: "Prasība ir tas, bez kā iestādes mērķa līmeni nepiešķir. Pasākums palīdz "
                    + "iestādei, ja tas tai ir pieejams un izpilda vismaz vienu prasību, kas tagad "
                    + "nav izpildīta. Viena pasākuma dēļ līmenis vēl var nemainīties.",
                en: "A requirement is what an institution's target level is not held without. An "
                    + "action helps an institution when it is available to it and meets at least "
                    + "one requirement that is not met now. One action alone need not change a "
                    + "level."),
            LocalizedText(
                lv: "Pašnovērtējums mēdz būt par augstu. Programma pārbauda, vai atbildes saskan, "
                    + "nevis vai tās ir patiesas.",
                en:
                    "Self-assessment tends to be too high. The program checks whether answers agree, "
                    + "not whether they are true."),
        ]
        if summary.limit > 1 {
            let limit = summary.limit
            texts.append(
                LocalizedText(
                    lv: "Skaitļi no 1 līdz \(limit - 1) un grupas, kurās ir mazāk par \(limit) "
                        + "iestādēm, ir slēpti (…); slēpti ir arī skaitļi un grupas, no kuriem tos "
                        + "varētu aprēķināt atņemot. Netiek meklēti vairāk nekā divu dažādu "
                        + "iedalījumu grupu salikumi.",
                    en: "Counts from 1 to \(limit - 1) and groups of fewer than \(limit) "
                        + "institutions are hidden (…), and so are counts and groups from which "
                        + "they could be computed by subtraction. Combinations of groups of more "
                        + "than two different groupings are not looked for."))
        }
        if isRanked {
            texts.append(
                LocalizedText(
                    lv:
                        "Iestāžu saraksts pēc indeksa pievienots pēc pieprasījuma; tajā iestādes ir "
                        + "nosauktas un nekas nav slēpts. Nepubliskojiet to bez iestāžu piekrišanas.",
                    en:
                        "The list of institutions by index was asked for; it names institutions and "
                        + "hides nothing. Do not publish it without their consent."))
        }
        return texts
    }
}
