import Assessment
import Consistency
import Improvement
import Maturity
import Survey
import TextFormats

/// Words about an improvement plan.
struct PlanWording {
    let definition: Definition

    private var model: MaturityModel { definition.model }
    private var catalogue: ActionCatalogue { definition.catalogue }

    /// Why an action is in a plan.
    func text(_ reason: ImprovementPlan.Reason) -> LocalizedText {
        switch reason {
        case .gate(let index):
            let gate = model.gates[index]
            let level = model.levels[gate.level].label
            let dimension = model.dimensions[gate.dimension].label
            let names = questions(gate.operands).joined(separator: ", ")
            return LocalizedText(
                lv: "izpilda līmeņa „\(level.lv)“ prasību (\(names)) dimensijā „\(dimension.lv)“",
                en: "meets the '\(level.en)' requirement (\(names)) of '\(dimension.en)'")
        case .points(let dimension, let gain):
            let points = Ratio(gain, model.unit)
            let counted =
                points.denominator == 1
                ? Wording.weightedPoints.counted(points.numerator)
                : points.decimal + LocalizedText(lv: " svērtā punkta", en: " weighted points")
            let label = model.dimensions[dimension].label
            return LocalizedText(
                lv: "dimensijā „\(label.lv)“ +\(counted.lv)",
                en: "in '\(label.en)' +\(counted.en)")
        case .prerequisite(let others):
            let ids = others.map { catalogue.actions[$0].id }.joined(separator: ", ")
            return LocalizedText(lv: "vajadzīgs pirms \(ids)", en: "comes before \(ids)")
        case .required:
            return LocalizedText(lv: "iestāde to izvēlējusies", en: "the institution asked for it")
        }
    }

    /// Why an action is not in a plan.
    func text(_ cause: ImprovementPlan.Alternative.Cause) -> LocalizedText {
        switch cause {
        case .dearer(let days):
            let days = Wording.personDaysAfterPreposition.counted(days)
            return LocalizedText(
                lv: "plāns ar to prasītu par \(days.lv) vairāk",
                en: "a plan with it would take \(days.en) more")
        case .tied:
            return LocalizedText(
                lv: "ir tikpat lēts plāns ar to, bet tajā ir vairāk pasākumu vai tie katalogā ir "
                    + "vēlāk",
                en: "there is an equally cheap plan with it, but with more actions or later ones "
                    + "in the catalogue")
        case .unavailable(let availability): return text(availability)
        }
    }

    private func text(_ availability: PlanningSituation.Availability) -> LocalizedText {
        switch availability {
        case .available: return LocalizedText(lv: "pieejams", en: "available")
        case .nothingToRaise:
            return LocalizedText(lv: "jau izdarīts", en: "already done")
        case .unsuited:
            return LocalizedText(
                lv: "nav paredzēts iestādes grupai", en: "not meant for the institution's group")
        case .conditionFails:
            return LocalizedText(
                lv: "tā nosacījums iestādē neizpildās",
                en: "its condition does not hold in the institution")
        case .excluded:
            return LocalizedText(lv: "iestāde to izslēgusi", en: "the institution left it out")
        case .blocked(let other):
            let id = catalogue.actions[other].id
            return LocalizedText(
                lv: "pirms tā vajadzīgs \(id), kas nav pieejams",
                en: "it needs \(id) first, which is not available")
        }
    }

    /// The ids of the questions that operands concern, each once.
    func questions(_ operands: [Operand]) -> [String] {
        var seen: Set<String> = []
        return operands.compactMap { operand -> String? in
            guard case .item(let item) = operand else { return nil }
            return definition.questionnaire.question(of: definition.questionnaire.items[item]).id
        }.filter { seen.insert($0).inserted }
    }

    /// How answers that are not certain were taken.
    static func text(_ assumption: PlanningSituation.Assumption) -> LocalizedText {
        switch assumption {
        case .worst:
            LocalizedText(
                lv: "Nezināmās, neatbildētās un pretrunīgās atbildes pieņemtas zemākās iespējamās: "
                    + "plāns der, lai kāda izrādītos patiesība.",
                en: "Unknown, blank and contradictory answers are taken at their lowest: the plan "
                    + "holds whatever turns out to be true.")
        case .point:
            LocalizedText(
                lv: "Pieņemts, ka atbildes ir tādas, kā norādīts; nezināmās un neatbildētās "
                    + "vērtējumā neskaita (--assume worst rāda plānu sliktākajam gadījumam).",
                en: "Answers are taken as given; unknown and blank ones do not count "
                    + "(--assume worst shows the plan for the worst case).")
        case .best:
            LocalizedText(
                lv: "Nezināmās, neatbildētās un pretrunīgās atbildes pieņemtas augstākās "
                    + "iespējamās: plāns rāda, kas jādara noteikti.",
                en: "Unknown, blank and contradictory answers are taken at their highest: the plan "
                    + "shows what must be done in any case.")
        }
    }

    /// Whether nothing cheaper exists, and how that is known.
    static func certificate(_ plan: InstitutionPlan) -> LocalizedText {
        let days = Wording.personDays.counted(plan.plan.personDays)
        if plan.plan.selection.isComplete, plan.check.lowerBound == plan.plan.personDays {
            return LocalizedText(
                lv: "Pierādīts: lētāka pasākumu komplekta nav (apakšējā robeža ir \(days.lv); "
                    + "pierādījums neatkarīgi pārbaudīts).",
                en: "Proven: no cheaper set of actions does it (the lower bound is \(days.en); the "
                    + "proof was checked independently).")
        }
        let bound = Wording.personDays.counted(plan.check.lowerBound ?? 0)
        return LocalizedText(
            lv: "Meklējums sasniedza ierobežojumu: nav pierādīts, ka lētāka komplekta nav; zināms "
                + "tikai, ka vajag vismaz \(bound.lv).",
            en: "The search reached its limit: a cheaper set may exist; all that is known is that "
                + "at least \(bound.en) are needed.")
    }
}
