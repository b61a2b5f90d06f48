import Assessment
import Consistency
import Improvement
import Maturity
import Survey
import TestSupport
import Testing

/// The actions chosen for each of the 119 synthetic institutions, checked by counting again.
@Suite struct ActionSelectionTests {
    @Test(arguments: 0..<119)
    func `Actions lift an institution to its targets`(
        row: Int
    ) throws {
        let definition = try Bundled.definition()
        let catalogue = definition.catalogue
        let state = try CohortSample.states()[row]
        let assignment = GroupAssignment(
            state, groups: definition.groups, dimensionCount: definition.model.dimensions.count)
        guard assignment.isDecided, !assignment.groups.isEmpty else { return }
        let targets = assignment.targets.map(\.upperBound)
        let groups = assignment.groups.map(\.id)
        let selection = ActionSelection(
            state, targets: targets, groups: groups, catalogue: catalogue, model: definition.model)
        let chosen = selection.choices.map(\.action)
        #expect(Set(chosen).count == chosen.count)
        #expect(selection.personDays == chosen.map { catalogue.personDays($0) }.reduce(0, +))

        let levels = try levels(of: state, after: chosen, in: definition)
        #expect(levels == selection.projected.dimensions.map { $0.level ?? 0 })
        let missed = levels.indices.filter { levels[$0] < targets[$0] }
        #expect(selection.unreached == missed)
        #expect(missed == [], "the catalogue reaches every target of the cohort")

        for (place, action) in chosen.enumerated() {
            for prerequisite in catalogue.actions[action].prerequisites
            where try opensSomething(prerequisite, in: state, of: definition) {
                let before = chosen[..<place].contains(prerequisite)
                #expect(before, "\(catalogue.actions[prerequisite].id) before its dependent")
            }
        }
    }

    @Test func `What cannot be reached still rises as far as it can`() throws {
        let definition = try Bundled.definition()
        let state = try CohortSample.states()[42]
        // The catalogue's last steps towards a high partners level do not suit the basic group:
        // D5 cannot rise above D4, and H3, I1 and J1 stop short.
        let selection = ActionSelection(
            state, targets: [2, 2, 2, 3], groups: ["basic"], catalogue: definition.catalogue,
            model: definition.model)
        let before = MaturityAssessment(state, model: definition.model)
        #expect(before.dimensions[3].level == 0)
        #expect(selection.projected.dimensions[3].level == 2)
        #expect(selection.unreached == [3])
    }

    /// Whether an action still raises an answer that is asked and applicable.
    private func opensSomething(
        _ action: Int, in state: ResponseState, of definition: Definition
    ) throws -> Bool {
        try definition.catalogue.actions[action].raises.contains { raise in
            let value = try Answered(item: raise.item, in: state)
            return value.isApplicable && (value.option ?? -1) < raise.option
        }
    }

    /// Levels counted from the answers, the model's data and the gates' questions alone.
    private func levels(
        of state: ResponseState, after actions: [Int], in definition: Definition
    ) throws -> [Int] {
        let model = definition.model
        var answers = try state.items.indices.map { try Answered(item: $0, in: state) }
        for raise in actions.flatMap({ definition.catalogue.actions[$0].raises })
        where answers[raise.item].isApplicable {
            answers[raise.item].option = max(answers[raise.item].option ?? 0, raise.option)
        }
        return model.dimensions.indices.map { dimension in
            var points = 0
            var weights = 0
            for contribution in model.contributions[dimension] {
                let answer = answers[contribution.item]
                guard answer.isApplicable, let option = answer.option else { continue }
                points += contribution.weight * contribution.values[option]
                weights += contribution.weight * model.unit
            }
            var level = 0
            for next in model.levels.indices.dropFirst() {
                let threshold = model.levels[next].threshold
                let gatesPass = model.gates
                    .filter { $0.dimension == dimension && $0.level == next }
                    .allSatisfy { gate in passes(gate, answers, in: definition) }
                guard gatesPass, points * threshold.denominator >= threshold.numerator * weights
                else { break }
                level = next
            }
            return level
        }
    }

    /// Every gate of the version reads `X = yes` or `X >= most`: the last two options of a share.
    private func passes(
        _ gate: MaturityModel.Gate, _ answers: [Answered], in definition: Definition
    ) -> Bool {
        let words = gate.text.split(separator: " ")
        let name = String(words[0])
        let questionnaire = definition.questionnaire
        let item = questionnaire.itemIndex(name) ?? questionnaire.itemIndex(name + ".all")
        guard let item, answers[item].isApplicable else { return true }
        return (answers[item].option ?? 0) >= (words[2] == "yes" ? 1 : 2)
    }
}

/// What the answer to an item with options says.
private struct Answered {
    var option: Int?
    let isApplicable: Bool

    init(item: Int, in state: ResponseState) throws {
        isApplicable = state.items[item].isApplicable
        switch state.questionnaire.items[item].domain {
        case .single:
            option = state.items[item] == .answered ? state.exactOption(ofItem: item) : nil
        default: option = nil
        }
    }
}
