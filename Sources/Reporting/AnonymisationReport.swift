package import Anonymisation
import Consistency
package import Survey
package import TextFormats

/// Builds the account of an anonymisation.
///
/// It says what was generalised, withheld and removed, and which risk remains; it holds no value of
/// any single institution.
package struct AnonymisationReport {
    private let cohort: AnonymisedCohort
    private let questionnaire: Questionnaire
    private let unknownColumnCount: Int

    /// Prepares the account.
    ///
    /// - Parameters:
    ///   - cohort: The anonymised answers.
    ///   - questionnaire: Their questionnaire.
    ///   - unknownColumnCount: How many columns of a table were left out.
    package init(
        _ cohort: AnonymisedCohort, of questionnaire: Questionnaire, unknownColumnCount: Int
    ) {
        self.cohort = cohort
        self.questionnaire = questionnaire
        self.unknownColumnCount = unknownColumnCount
    }

    private var recoding: Recoding { cohort.recoding }

    /// The account as a person reads it.
    package var report: Report {
        let count = cohort.responses.count
        let withheld = recoding.isWithheld.filter { $0 }.count
        var blocks: [Report.Block] = [
            .heading(
                level: 1,
                LocalizedText(
                    lv: "Anonimizētas atbildes: \(count) (k = \(recoding.k))",
                    en: "Anonymised answers: \(count) (k = \(recoding.k))"))
        ]
        if cohort.responses.contains(where: \.isSynthetic) {
            blocks.append(.paragraph(Report.Span(Wording.synthetic, .strong)))
        }
        blocks.append(.paragraph(Report.Span(summary(withheld), .strong)))
        blocks.append(
            .table(
                Report.Table(
                    columns: [
                        Report.Table.Column(LocalizedText(lv: "ziņa", en: "fact")),
                        Report.Table.Column(LocalizedText(lv: "publicēts", en: "published")),
                    ],
                    rows: recoding.identifiers.enumerated().map { index, identifier in
                        [
                            Report.Span(name(of: identifier)),
                            Report.Span(treatment(identifier, recoding.levels[index])),
                        ]
                    })))
        blocks += [
            .heading(level: 2, LocalizedText(lv: "Izņemts", en: "Removed")),
            .paragraph(Report.Span(removed)),
            .heading(level: 2, LocalizedText(lv: "Kas paliek riskanti", en: "Remaining risk")),
            .paragraph(Report.Span(risk)),
        ]
        return Report(blocks)
    }

    private func summary(_ withheld: Int) -> LocalizedText {
        let k = recoding.k
        guard recoding.isAttainable else {
            return LocalizedText(
                lv: "Iestāžu ir mazāk par \(k), tāpēc no profila nekas nav publicēts.",
                en: "There are fewer than \(k) institutions, so nothing of the profile is "
                    + "published.")
        }
        let smallest = recoding.classSizes.first ?? 0
        let proof =
            recoding.isProvenLeast
            ? LocalizedText(
                lv: "mazāk zaudēt ar šādu paņēmienu nevar (pierādīts)",
                en: "no recoding of this kind loses less (proven)")
            : LocalizedText(
                lv: "nav pierādīts, ka zudums ir mazākais",
                en: "not proven to be the least loss")
        return LocalizedText(
            lv:
                "Katra profila ziņu kombinācija ir vismaz \(smallest) iestādēm; kombināciju skaits: "
                + "\(recoding.classSizes.count). Iestādes, par kurām no profila nav publicēts "
                + "nekas: \(withheld). Zudums: \(recoding.loss.decimal.lv) vērtības; \(proof.lv).",
            en:
                "Every combination of profile facts is shared by at least \(smallest) institutions; "
                + "combinations: \(recoding.classSizes.count). Institutions of whose profile "
                + "nothing is published: \(withheld). Loss: \(recoding.loss.decimal.en) values; "
                + "\(proof.en).")
    }

    private func name(of identifier: QuasiIdentifier) -> LocalizedText {
        switch identifier.subject {
        case .ministry: LocalizedText(lv: "Resors", en: "Ministry")
        case .profile(let index): questionnaire.profile[index].label
        case .count(let item): LocalizedText(verbatim: questionnaire.items[item].id)
        case .presence(let items): LocalizedText(verbatim: names(items))
        }
    }

    /// Items as people name them, long lists cut.
    private func names(_ items: [Int]) -> String {
        let ids = items.map { questionnaire.items[$0].id }
        return ids.count <= 3
            ? ids.joined(separator: ", ") : "\(ids[0]), \(ids[1]) … \(ids[ids.count - 1])"
    }

    private func treatment(_ identifier: QuasiIdentifier, _ level: Int) -> LocalizedText {
        if !recoding.isAttainable || level == identifier.levelCount - 1 {
            return LocalizedText(lv: "izņemts", en: "withheld")
        }
        if let bands = identifier.bands {
            let highest = bands.ranges.map(\.upperBound).max()
            let list = bands.merged(level).map { range in
                if range.upperBound == highest { return "≥ \(range.lowerBound)" }
                return range.count == 1
                    ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
            }.joined(separator: "; ")
            return LocalizedText(lv: "grupās: \(list)", en: "in bands: \(list)")
        }
        if case .presence = identifier.subject {
            return LocalizedText(lv: "atbildes kā dotas", en: "answers as given")
        }
        return LocalizedText(lv: "kā dots", en: "as given")
    }

    private var removed: LocalizedText {
        let removed = cohort.removed
        return LocalizedText(
            lv: "Nosaukumi un reģistrācijas numuri; komentāri un iemesli: \(removed.remarks); "
                + "pierādījumi: \(removed.evidence); atbildētāji: \(removed.authors); laiki: "
                + "\(removed.times); pieņemtas šaubas: \(removed.acceptedDoubts); nezināmas "
                + "kolonnas: \(unknownColumnCount). Iestādes ir jaunā secībā.",
            en:
                "Names and registration numbers; comments and reasons: \(removed.remarks); evidence: "
                + "\(removed.evidence); authors: \(removed.authors); times: \(removed.times); "
                + "accepted doubts: \(removed.acceptedDoubts); unknown columns: "
                + "\(unknownColumnCount). The institutions are in a new order.")
    }

    private var risk: LocalizedText {
        LocalizedText(
            lv: "Aizsargāts ir profils, nevis atbildes: kas zina kādas iestādes retu atbildi vai "
                + "vairākas parastas, var to atpazīt un uzzināt pārējās. Atbilžu vērtības, ko "
                + "devušas mazāk nekā \(recoding.k) iestādes: \(cohort.rareAnswers). Iestādes, "
                + "kuru atbilžu kopums ir vienīgais tāds: \(cohort.uniqueInstitutions).",
            en: "The profile is protected, the answers are not: who knows a rare answer of an "
                + "institution, or several usual ones, can recognise it and learn the others. "
                + "Values of answers given by fewer than \(recoding.k) institutions: "
                + "\(cohort.rareAnswers). Institutions whose answers as a whole are unique: "
                + "\(cohort.uniqueInstitutions).")
    }

    /// The account for other programs, schema `briedums.anonymisation/1`.
    package var json: JSONOutput {
        let identity = questionnaire.identity
        let removed = cohort.removed
        return .object([
            ("schema", .string("briedums.anonymisation/1")),
            (
                "questionnaire",
                .object([
                    ("id", .string(identity.id)), ("version", .string(identity.version)),
                    ("digest", .string(identity.digest)),
                ])
            ),
            ("synthetic", .boolean(cohort.responses.contains(where: \.isSynthetic))),
            ("k", .integer(recoding.k)), ("institutions", .integer(cohort.responses.count)),
            ("attainable", .boolean(recoding.isAttainable)),
            ("withheld", .integer(recoding.isWithheld.filter { $0 }.count)),
            ("class_sizes", .array(recoding.classSizes.map { .integer($0) })),
            ("loss", .string(recoding.loss.text)),
            ("proven_least", .boolean(recoding.isProvenLeast)),
            (
                "facts",
                .array(
                    recoding.identifiers.enumerated().map { index, identifier in
                        .object([
                            ("id", .string(id(of: identifier))),
                            ("level", .integer(recoding.levels[index])),
                            ("levels", .integer(identifier.levelCount)),
                            (
                                "published",
                                JSONOutput(treatment(identifier, recoding.levels[index]))
                            ),
                        ])
                    })
            ),
            (
                "removed",
                .object([
                    ("remarks", .integer(removed.remarks)),
                    ("evidence", .integer(removed.evidence)),
                    ("authors", .integer(removed.authors)), ("times", .integer(removed.times)),
                    ("accepted_doubts", .integer(removed.acceptedDoubts)),
                    ("unknown_columns", .integer(unknownColumnCount)),
                ])
            ),
            ("rare_answers", .integer(cohort.rareAnswers)),
            ("unique_institutions", .integer(cohort.uniqueInstitutions)),
        ])
    }

    private func id(of identifier: QuasiIdentifier) -> String {
        switch identifier.subject {
        case .ministry: "ministry"
        case .profile(let index): questionnaire.profile[index].id
        case .count(let item): questionnaire.items[item].id
        case .presence(let items):
            "answered:" + (items.first.map { questionnaire.items[$0].id } ?? "")
        }
    }
}
