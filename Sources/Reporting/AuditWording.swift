import Auditing
import Consistency
import Survey
import TextFormats

/// Words of reports on audits.
enum AuditWording {
    /// What is said about an item, as a person reads it.
    static func statement(
        _ statement: Answer.Statement?, of item: Questionnaire.Item,
        in questionnaire: Questionnaire
    ) -> LocalizedText {
        switch statement {
        case .values(let values):
            return ValueFormat(kind: questionnaire.question(of: item).kind, in: questionnaire)
                .description(values)
        case .unknown: return Wording.name(of: .unknown)
        case .notApplicable: return Wording.name(of: .notApplicable)
        case nil: return Wording.name(of: .unanswered)
        }
    }

    /// Why the conclusion has its grade.
    static func why(_ conclusion: AuditConclusion) -> LocalizedText {
        let policy = conclusion.policy
        switch conclusion.criterion {
        case .evidenceNotIntact:
            return LocalizedText(
                lv: "Kāds pierādījumu fails ir mainīts vai nav atrodams, tāpēc spriedumus nevar "
                    + "pārbaudīt.",
                en: "An evidence file has changed or is missing, so that the verdicts cannot be "
                    + "checked.")
        case .levelsDiffer:
            let (dimensions, steps) = (policy.differingDimensions, policy.differingSteps)
            return LocalizedText(
                lv: "Ar pārbaudītajām atbildēm ir cits kopējais līmenis, dimensiju skaits ar citu "
                    + "līmeni ir vismaz \(dimensions) vai kādā dimensijā līmenis mainās vismaz par "
                    + "\(steps).",
                en: "With the verified answers the overall level differs, or the number of "
                    + "dimensions with another level is at least \(dimensions), or the level of "
                    + "one differs by at least \(steps).")
        case .coverageTooSmall:
            let least = policy.leastCoverage.percent
            return LocalizedText(
                lv: "Nav pārbaudītas visas prasības, uz kurām balstās līmenis, vai kādā dimensijā "
                    + "pārbaudīts mazāk par \(least.lv) atbilžu svara.",
                en:
                    "Not all gates on which a level rests are verified, or less than \(least.en) of "
                    + "the weight of answers in some dimension.")
        case .manyRefuted:
            let most = policy.greatestErrorWithReservations.percent
            return LocalizedText(
                lv: "Atspēkoto atbilžu daļa ir lielāka par \(most.lv).",
                en: "The share of refuted answers is above \(most.en).")
        case .everythingHolds:
            let most = policy.greatestErrorToConfirm.percent
            return LocalizedText(
                lv: "Visi līmeņi paliek spēkā, un atspēkotas ne vairāk kā \(most.lv) atbilžu.",
                en: "Every level holds and at most \(most.en) of the answers are refuted.")
        case .otherwise:
            let most = policy.greatestErrorWithReservations.percent
            return LocalizedText(
                lv: "Kopējais līmenis paliek spēkā, bet vienā dimensijā līmenis ir cits vai ir "
                    + "atspēkotas atbildes (ne vairāk kā \(most.lv)).",
                en:
                    "The overall level holds, but one dimension's level differs or some answers are "
                    + "refuted (at most \(most.en)).")
        }
    }

    /// How the grade is found, and whose thresholds these are.
    static func formula(_ policy: AuditPolicy) -> LocalizedText {
        let least = policy.leastCoverage.percent
        let confirm = policy.greatestErrorToConfirm.percent
        let reserve = policy.greatestErrorWithReservations.percent
        let (dimensions, steps) = (policy.differingDimensions, policy.differingSteps)
        return LocalizedText(
            lv: "Pakāpi nosaka pirmais nosacījums, kas izpildās: pierādījumu fails mainīts vai "
                + "zudis – atzinuma nav; mainās kopējais līmenis, vismaz \(dimensions) dimensiju "
                + "līmeņi vai viens vismaz par \(steps) – nav apstiprināts; nepārbaudīta līmeņa prasība vai kādā dimensijā "
                + "pārbaudīts mazāk par \(least.lv) svara – atzinuma nav; atspēkotas vairāk nekā "
                + "\(reserve.lv) – nav apstiprināts; visi līmeņi paliek un atspēkotas ne vairāk kā "
                + "\(confirm.lv) – apstiprināts; citādi – apstiprināts ar iebildēm. Atspēkoto daļa "
                + "= atspēkotās / (apstiprinātās + atspēkotās); izlase ir pēc riska, tāpēc šī daļa "
                + "neattiecas uz nepārbaudītajām atbildēm. " + policy.source.lv,
            en: "The first condition that holds decides the grade: an evidence file changed or "
                + "missing – no conclusion; the overall level, at least \(dimensions) dimensions' "
                + "levels or one by at least \(steps) differ – not confirmed; a gate of a held level not verified or less than "
                + "\(least.en) of the weight in some dimension – no conclusion; more than "
                + "\(reserve.en) refuted – not confirmed; all levels hold and at most "
                + "\(confirm.en) refuted – confirmed; otherwise – confirmed with reservations. "
                + "Share refuted = refuted / (confirmed + refuted); the sample is chosen by risk, "
                + "so the share says nothing of answers not verified. " + policy.source.en)
    }
}
