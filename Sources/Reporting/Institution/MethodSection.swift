import Assessment
import Auditing
import Consistency
import Maturity
import Survey
import TextFormats

/// Builds the part on what the report rests on, how its figures are made and whose choices they
/// follow.
struct MethodSection {
    private let assessment: InstitutionAssessment
    private let plan: ReportedPlan
    private let audit: AuditResult?
    private let basis: InstitutionReport.Basis

    init(
        _ assessment: InstitutionAssessment, plan: ReportedPlan, audit: AuditResult?,
        basis: InstitutionReport.Basis
    ) {
        self.assessment = assessment
        self.plan = plan
        self.audit = audit
        self.basis = basis
    }

    private var definition: Definition { assessment.definition }
    private var questionnaire: Questionnaire { definition.questionnaire }
    private var model: MaturityModel { definition.model }

    /// Digests, formulas, thresholds, requirements, the origin of questions, limits.
    var blocks: [Report.Block] {
        [
            .heading(
                level: 2, LocalizedText(lv: "Metode un izcelsme", en: "Method and provenance")),
            .heading(
                level: 3,
                LocalizedText(lv: "Uz kā balstās šis pārskats", en: "What this report rests on")),
            .facts(facts),
            .paragraph(
                Report.Span(
                    LocalizedText(
                        lv: "Tās pašas atbildes, tā pati programmas versija un tas pats datums dod "
                            + "pārskatu, kas sakrīt līdz pēdējam baitam. Parakstīts PDF fails līdz "
                            + "ar kontrolsummām piesaista arī datus:",
                        en: "The same answers, the same version of the program and the same date "
                            + "give a report that is equal to the last byte. A signed PDF pins the "
                            + "data by the digests:"))),
            .verbatim(
                "sha256sum \(Self.exampleName)\nbriedums report \(Self.exampleName)"
                    + "\(audit == nil ? "" : " --audit \(Self.exampleAudit)") --date \(basis.date)"
            ),
            .heading(
                level: 3,
                LocalizedText(lv: "Kā rodas rādītāji", en: "How the figures are made")),
            .table(formulas),
            .heading(
                level: 3, LocalizedText(lv: "Līmeņi un to sliekšņi", en: "Levels and thresholds")),
            .table(levels),
            .table(gates),
            .heading(
                level: 3,
                LocalizedText(lv: "Jautājumu izcelsme", en: "Where the questions come from")),
            .table(provenance),
            .paragraph(Report.Span(questionnaire.description, .faint)),
            .heading(
                level: 3,
                LocalizedText(lv: "Ko šis pārskats nesaka", en: "What this report does not say")),
        ] + limits.map { .paragraph(Report.Span($0)) }
    }

    private static let exampleName = "FAILS.answers.json"
    private static let exampleAudit = "FAILS.audit.json"

    private var facts: [Report.Fact] {
        let identity = questionnaire.identity
        let status =
            switch questionnaire.status {
            case .draft: LocalizedText(lv: "projekts", en: "draft")
            case .released: LocalizedText(lv: "izdota", en: "released")
            case .retired: LocalizedText(lv: "vairs netiek piedāvāta", en: "retired")
            }
        return planFacts + auditFacts + [
            Report.Fact(
                LocalizedText(lv: "Anketas versija", en: "Questionnaire version"),
                Report.Span(LocalizedText(verbatim: "\(identity.name), ") + status),
                note: questionnaire.title),
            Report.Fact(
                LocalizedText(
                    lv: "Anketas definīcijas kontrolsumma", en: "Digest of the definition"),
                Report.Span(LocalizedText(verbatim: identity.digest))),
            Report.Fact(
                LocalizedText(lv: "Atbilžu faila kontrolsumma", en: "Digest of the answers file"),
                Report.Span(LocalizedText(verbatim: "sha256:\(basis.answersDigest)"))),
            Report.Fact(
                LocalizedText(lv: "Atbilžu faila redakcija", en: "Revision of the answers file"),
                Report.Span(.count(assessment.response.revision))),
            Report.Fact(
                LocalizedText(lv: "Pārskata diena", en: "Day of the report"),
                Report.Span(dateText(basis.date)),
                note: LocalizedText(
                    lv: "uz to vērtēti politikas dokumentu termiņi",
                    en: "deadlines of policy documents are judged at it")),
            Report.Fact(
                LocalizedText(lv: "Programma", en: "Program"),
                Report.Span(LocalizedText(verbatim: "briedums \(basis.toolVersion)"))),
        ]
    }

    private var planFacts: [Report.Fact] {
        guard case .file(_, _, let digest) = plan.source else { return [] }
        return [
            Report.Fact(
                LocalizedText(lv: "Plāna faila kontrolsumma", en: "Digest of the plan file"),
                Report.Span(LocalizedText(verbatim: "sha256:\(digest)")))
        ]
    }

    private var auditFacts: [Report.Fact] {
        guard let audit else { return [] }
        return [
            Report.Fact(
                LocalizedText(lv: "Audita faila kontrolsumma", en: "Digest of the audit file"),
                Report.Span(LocalizedText(verbatim: "sha256:\(audit.auditDigest)"))),
            Report.Fact(
                LocalizedText(lv: "Audita faila redakcija", en: "Revision of the audit file"),
                Report.Span(.count(audit.audit.revision))),
            Report.Fact(
                LocalizedText(
                    lv: "Atzinuma robežu kontrolsumma",
                    en: "Digest of the thresholds for the conclusion"),
                Report.Span(LocalizedText(verbatim: "sha256:\(audit.conclusion.policy.sha256)"))),
        ]
    }

    // MARK: Formulas

    private var formulas: Report.Table {
        let ours = LocalizedText(lv: "šī rīka metode", en: "this tool's method")
        let rows: [(LocalizedText, LocalizedText, LocalizedText)] = [
            (
                LocalizedText(lv: "Vērtējums", en: "Score"),
                LocalizedText(
                    lv: "Σ svars × vērtība / Σ svars pār jautājumiem ar precīzu atbildi; „nav "
                        + "attiecināms“ un neuzdotie neskaitās.",
                    en: "Σ weight × value / Σ weight over items with an exact answer; not "
                        + "applicable and not asked items do not count."), model.weightSource
            ),
            (
                LocalizedText(lv: "Intervāls", en: "Interval"),
                LocalizedText(
                    lv: "Tas pats, katru atklāto atbildi ņemot zemāko un augstāko.",
                    en: "The same with every open answer at its lowest and its highest."), ours
            ),
            (
                LocalizedText(lv: "Līmenis", en: "Level"),
                LocalizedText(
                    lv: "Augstākais, kura slieksni vērtējums sasniedz un kura un visu zemāko "
                        + "līmeņu prasības ir izpildītas; atklāta prasība nav izpildīta.",
                    en: "The highest whose threshold the score reaches and whose requirements, "
                        + "and those of all lower levels, are met; an open requirement is not met."
                ), ours
            ),
            (
                LocalizedText(lv: "Kopējais līmenis", en: "Overall level"),
                LocalizedText(
                    lv: "Zemākais no dimensiju līmeņiem.", en: "The lowest of the dimensions."),
                ours
            ),
            (
                LocalizedText(lv: "Kopējais indekss", en: "Overall index"),
                LocalizedText(
                    lv: "Dimensiju vērtējumu vidējais aritmētiskais.",
                    en: "The arithmetic mean of the dimension scores."), ours
            ),
            (
                LocalizedText(lv: "Mazākais labojums", en: "Smallest correction"),
                LocalizedText(
                    lv: "Vismazākā svara atbilžu kopa, ko mainot visi noteikumi var būt izpildīti.",
                    en: "The set of answers of least weight whose change lets all rules hold."),
                LocalizedText(
                    lv: "Fellegi un Holt (1976); svari: \(definition.rules.reliability.source.lv)",
                    en:
                        "Fellegi and Holt (1976); weights: \(definition.rules.reliability.source.en)"
                )
            ),
        ]
        return Report.Table(
            columns: [
                Report.Table.Column(LocalizedText(lv: "Rādītājs", en: "Figure"), share: 18),
                Report.Table.Column(
                    LocalizedText(lv: "kā to iegūst", en: "how it is made"), share: 44),
                Report.Table.Column(
                    LocalizedText(lv: "kas to noteicis", en: "whose it is"), share: 38),
            ],
            rows: rows.map { [Report.Span($0.0), Report.Span($0.1), Report.Span($0.2, .faint)] },
            caption: LocalizedText(
                lv: "Aprēķini ir precīzi; noapaļots ir tikai parādītais skaitlis, vienu reizi.",
                en: "All arithmetic is exact; only the figure shown is rounded, once."))
    }

    private var levels: Report.Table {
        Report.Table(
            columns: [
                Report.Table.Column(LocalizedText(lv: "Līmenis", en: "Level")),
                Report.Table.Column(
                    LocalizedText(lv: "no vērtējuma", en: "from a score of"), isNumeric: true),
                Report.Table.Column(LocalizedText(lv: "kas to noteicis", en: "whose it is")),
            ],
            rows: model.levels.map {
                [
                    Report.Span($0.label), Report.Span(.percent($0.threshold)),
                    Report.Span($0.source, .faint),
                ]
            })
    }

    private var gates: Report.Table {
        let states: [DimensionAssessment.GateState: (LocalizedText, Report.Span.Emphasis)] = [
            .passed: (LocalizedText(lv: "izpildīta", en: "met"), .good),
            .failed: (LocalizedText(lv: "nav izpildīta", en: "not met"), .bad),
            .open: (LocalizedText(lv: "atklāta", en: "open"), .doubtful),
            .dropped: (
                LocalizedText(lv: "neattiecas", en: "does not apply"), .faint
            ),
        ]
        let rows = assessment.maturity.dimensions.flatMap { dimension in
            dimension.gates.map { entry -> [Report.Span] in
                let (word, emphasis) =
                    states[entry.state] ?? (LocalizedText(verbatim: "–"), .plain)
                return [
                    Report.Span(model.dimensions[dimension.dimension].label),
                    Report.Span(model.levels[entry.gate.level].label),
                    Report.Span(LocalizedText(verbatim: entry.gate.text)),
                    Report.Span(word, emphasis),
                    Report.Span(entry.gate.source, .faint),
                ]
            }
        }
        return Report.Table(
            columns: [
                Report.Table.Column(LocalizedText(lv: "Dimensija", en: "Dimension")),
                Report.Table.Column(LocalizedText(lv: "līmenis", en: "level")),
                Report.Table.Column(LocalizedText(lv: "prasība", en: "requirement")),
                Report.Table.Column(LocalizedText(lv: "stāvoklis", en: "state")),
                Report.Table.Column(LocalizedText(lv: "kas to noteicis", en: "whose it is")),
            ], rows: rows,
            caption: LocalizedText(
                lv: "Obligātās prasības, bez kurām līmeni nepiešķir",
                en: "Requirements without which a level is not held"))
    }

    // MARK: Questions and limits

    private var provenance: Report.Table {
        Report.Table(
            columns: [
                Report.Table.Column(LocalizedText(lv: "Izcelsme", en: "Origin")),
                Report.Table.Column(
                    LocalizedText(lv: "jautājumi", en: "questions"), isNumeric: true),
                Report.Table.Column(LocalizedText(lv: "ko tas nozīmē", en: "what it means")),
            ],
            rows: Provenance.allCases.map { provenance in
                let count = questionnaire.questions.count { $0.provenance == provenance }
                return [
                    Report.Span(AnswersSection.name(of: provenance)), Report.Span(.count(count)),
                    Report.Span(
                        questionnaire.provenanceNotes[provenance] ?? LocalizedText(verbatim: "–"),
                        .faint),
                ]
            })
    }

    private var limits: [LocalizedText] {
        var texts = [
            LocalizedText(
                lv:
                    "Tas balstās uz iestādes pašas atbildēm. Programma pārbauda, vai tās saskan cita "
                    + "ar citu, bet ne to, vai tās ir patiesas; pierādījumi ir tikai uzskaitīti.",
                en: "It rests on the institution's own answers. The program checks whether they "
                    + "agree with each other, not whether they are true; evidence is only listed."),
            LocalizedText(
                lv: "Ticamības rādītāji neietekmē vērtējumu un nevienam neko nepārmet.",
                en: "Credibility indices do not enter the score and accuse nobody."),
            LocalizedText(
                lv: "Svari, sliekšņi un cilvēkdienas, pie kuriem nav norādīts avots, ir šī rīka "
                    + "noklusējumi, nevis valsts noteikti lielumi.",
                en: "Weights, thresholds and person-days without a stated source are defaults of "
                    + "this tool, not figures set by the state."),
        ]
        if audit != nil {
            texts.append(
                LocalizedText(
                    lv: "Spriedumi ir auditora. Programma pierādījumu saturu neatver un nevērtē, "
                        + "bet tikai salīdzina failu kontrolsummas.",
                    en: "The verdicts are the auditor's. The program does not open or judge "
                        + "evidence, it only compares the digests of files."))
        }
        if assessment.response.isSynthetic { texts.insert(Wording.synthetic, at: 0) }
        return texts
    }
}
