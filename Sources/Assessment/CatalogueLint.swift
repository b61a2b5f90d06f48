import Consistency
import Improvement
import Maturity
import Survey
import TextFormats

/// What the catalogue of actions can and cannot bring about.
extension DefinitionLint {
    /// How many items one gate may concern: more would make planning tabulate too many
    /// combinations of answers.
    private static let widestGate = 4

    /// Targets that a group cannot reach with all its actions, starting from the lowest answers.
    func checkTargets() {
        for (track, entry) in definition.groups.tracks.enumerated() {
            for (index, group) in entry.groups.enumerated() {
                let highest = maturity(afterEverythingThatSuits: group.id)
                let dimensions = definition.model.dimensions
                for dimension in dimensions.indices {
                    let raised = group.raises.filter { $0.dimension == dimension }.map(\.level)
                    let target = ([group.target[dimension]] + raised).max() ?? 0
                    let level = highest.dimensions[dimension].highestLevel
                    guard level < target else { continue }
                    let name = dimensions[dimension].id
                    let levels = definition.model.levels
                    report(
                        .error, "lint.target-unreachable", file: "groups.json",
                        ["tracks", "\(track)", "groups", "\(index)", "target", name],
                        LocalizedText(
                            lv: "\(group.id): mērķi \(levels[target].id) dimensijā „\(name)“ "
                                + "nevar sasniegt; ar visiem grupai piemērotajiem pasākumiem "
                                + "augstākais līmenis ir \(levels[level].id).",
                            en: "\(group.id): the target \(levels[target].id) in '\(name)' cannot "
                                + "be reached; with all actions that suit the group the highest "
                                + "level is \(levels[level].id)."),
                        advice: LocalizedText(
                            lv: "Pievienojiet grupai pasākumus failā actions.json vai mainiet "
                                + "mērķi.",
                            en: "Add actions for the group in actions.json or change the target."))
                }
            }
        }
    }

    /// The highest maturity that a group's actions can bring to an institution with the lowest
    /// answers; what is not known about it is taken as suits the actions.
    private func maturity(afterEverythingThatSuits group: String) -> MaturityAssessment {
        var lowest = definition.state(
            of: Response(
                questionnaire: questionnaire.identity,
                institution: Institution(
                    registrationNumber: "", name: "", ministry: nil, surveyYear: 2000)))
        for item in Set(definition.model.contributions.joined().map(\.item)).sorted() {
            lowest = lowest.answering(item: item, option: 0)
        }
        let actions = definition.catalogue.actions
        var usable = Set(actions.indices.filter { actions[$0].groups.contains(group) })
        // An action with a prerequisite that does not suit the group never becomes possible.
        while let blocked = usable.first(where: {
            !usable.isSuperset(of: actions[$0].prerequisites)
        }) {
            usable.remove(blocked)
        }
        var state = lowest
        var pending = usable.sorted()
        var isChanged = true
        while isChanged {
            isChanged = false
            for action in pending {
                let formulas = actions[action].condition?.formulas ?? []
                let before = state
                guard formulas.allSatisfy({ $0.value(in: before.domains) != false }) else {
                    continue
                }
                for raise in actions[action].raises
                where (state.exactOption(ofItem: raise.item) ?? -1) < raise.option {
                    state = state.answering(item: raise.item, option: raise.option)
                }
                pending.removeAll { $0 == action }
                isChanged = true
            }
        }
        return MaturityAssessment(state, model: definition.model)
    }

    /// Actions for a group that build on an action which does not suit it.
    func checkPrerequisites() {
        let actions = definition.catalogue.actions
        for (index, action) in actions.enumerated() {
            for (place, prerequisite) in action.prerequisites.enumerated() {
                let missing = action.groups.filter { !actions[prerequisite].groups.contains($0) }
                guard !missing.isEmpty else { continue }
                let list = missing.joined(separator: ", ")
                report(
                    .warning, "lint.prerequisite-narrower", file: "actions.json",
                    ["actions", "\(index)", "prerequisites", "\(place)"],
                    LocalizedText(
                        lv: "\(action.id) ir piemērots grupām (\(list)), kurām nav piemērots tā "
                            + "priekšnoteikums \(actions[prerequisite].id).",
                        en: "\(action.id) suits groups (\(list)) that its prerequisite "
                            + "\(actions[prerequisite].id) does not suit."),
                    advice: LocalizedText(
                        lv: "Papildiniet priekšnoteikuma grupas vai sašauriniet pasākuma grupas.",
                        en: "Widen the prerequisite's groups or narrow the action's."))
            }
        }
    }

    /// Gates that concern more answers than planning can tabulate well.
    func checkGates() {
        for (index, gate) in definition.model.gates.enumerated()
        where gate.operands.count > Self.widestGate {
            report(
                .warning, "lint.gate-wide", file: "maturity.json",
                ["gates", "\(index)", "requirement"],
                LocalizedText(
                    lv: "prasība „\(gate.text)“ attiecas uz vairāk nekā \(Self.widestGate) "
                        + "atbildēm.",
                    en: "the requirement '\(gate.text)' concerns more than \(Self.widestGate) "
                        + "answers."),
                advice: LocalizedText(
                    lv: "Sadaliet to vairākās prasībās.", en: "Split it into several gates."))
        }
    }

    /// Actions all of whose dated references are over: nothing in force supports them any more.
    func checkReferences(at date: HalfYear) {
        let catalogue = definition.catalogue
        for (index, action) in catalogue.actions.enumerated() {
            let dated = action.references.filter { catalogue.isDated($0) }
            guard !dated.isEmpty, dated.allSatisfy({ catalogue.isExpired($0, at: date) }) else {
                continue
            }
            let list = dated.map { catalogue.name(of: $0) }.joined(separator: ", ")
            report(
                .warning, "lint.references-expired", file: "actions.json",
                ["actions", "\(index)", "references"],
                LocalizedText(
                    lv: "\(action.id): pusgadā \(date.text) vairs nav spēkā neviens dokuments, uz "
                        + "ko atsaucas pasākums (\(list)).",
                    en: "\(action.id): in \(date.text) none of the documents to which the action "
                        + "refers (\(list)) is in force any more."),
                advice: LocalizedText(
                    lv: "Pievienojiet atsauci uz spēkā esošu dokumentu.",
                    en: "Add a reference to a document in force."))
        }
    }
}
