import Consistency
import RuleLanguage
import Survey
import TextFormats

extension MigrationMapReader {
    /// How one new item gets its values; `nil` after a report.
    func transfer(
        values: JSONCursor?, options: JSONCursor?, cases: JSONCursor?, from sources: [Int],
        to target: Int, at cursor: JSONCursor
    ) -> MigrationMap.Transfer? {
        if let values { return self.values(values, from: sources, to: target) }
        if let options { return self.options(options, from: sources, to: target) }
        if let cases { return self.cases(cases, from: sources, to: target) }
        let (a, b) = (old.items[sources[0]], new.items[target])
        guard optionIDs(old, a) == optionIDs(new, b), a.domain == b.domain else {
            cursor.report(
                code: "migration.answers-differ",
                LocalizedText(
                    lv: "jautājumiem \(a.id) un \(b.id) ir dažādas iespējamās atbildes.",
                    en: "\(a.id) and \(b.id) take different answers."),
                advice: LocalizedText(
                    lv: "Lietojiet attiecību „changed“ ar vērtību karti.",
                    en: "Use the relation 'changed' with a map of values."))
            return nil
        }
        return .identity
    }

    private func optionIDs(_ questionnaire: Questionnaire, _ item: Questionnaire.Item) -> [String] {
        questionnaire.options(of: questionnaire.question(of: item).kind).map(\.id)
    }

    /// `"values": { "no": ["not_performed", "partially"], "yes": ["largely", "fully"] }`.
    private func values(
        _ cursor: JSONCursor, from sources: [Int], to target: Int
    ) -> MigrationMap.Transfer? {
        let item = old.items[sources[0]]
        guard case .single = item.domain, var object = cursor.object() else {
            return wrongKind(cursor, "values")
        }
        defer { object.finish() }
        var cases: [MigrationMap.Case] = []
        for (index, id) in optionIDs(old, item).enumerated() {
            guard let entry = object.required(id), let possible = possible(entry, for: target)
            else { return nil }
            let formula = Formula.member(
                variable: table.variable(of: .item(sources[0])), of: OptionMask(index: index))
            cases.append(
                MigrationMap.Case(
                    text: "\(item.id) = \(id)", formula: formula,
                    negation: formula.negated(over: table.domains), values: possible))
        }
        return .cases(cases)
    }

    /// `"options": { "institutions": ["particular_institutions", "any_institution"] }`.
    private func options(
        _ cursor: JSONCursor, from sources: [Int], to target: Int
    ) -> MigrationMap.Transfer? {
        let item = old.items[sources[0]]
        guard case .multiple = item.domain, case .multiple = new.items[target].domain,
            var object = cursor.object()
        else { return wrongKind(cursor, "options") }
        defer { object.finish() }
        let known = optionIDs(new, new.items[target])
        var destinations: [[Int]] = []
        for id in optionIDs(old, item) {
            guard let entry = object.required(id) else { return nil }
            let indices = entry.elements().map { lookUp($0, among: known) }
            guard !indices.contains(nil) else { return nil }
            destinations.append(indices.compactMap { $0 })
        }
        return .options(destinations)
    }

    /// `"cases": [ { "when": "V8 = no", "to": ["not_at_all"] }, … ]`; the first that holds decides.
    private func cases(
        _ cursor: JSONCursor, from sources: [Int], to target: Int
    ) -> MigrationMap.Transfer? {
        let scope = sources.compactMap { old.items[$0].scope }.first ?? 0
        let resolver = FormulaResolver(old, table: table, scope: scope)
        let allowed = Set(sources.map { Operand.item($0) })
        var cases: [MigrationMap.Case] = []
        for entry in cursor.elements() {
            guard var object = entry.object() else { return nil }
            defer { object.finish() }
            guard let when = object.required("when"), let condition = readCondition(when),
                let values = object.required("to").flatMap({ possible($0, for: target) })
            else { return nil }
            let formula: Formula
            do throws(RuleSyntaxError) {
                formula = try resolver.formula(condition.expression)
            } catch {
                when.report(
                    code: "rule.syntax", atScalar: error.offset, error.message,
                    advice: error.advice)
                return nil
            }
            guard formula.variables.allSatisfy({ allowed.contains(table.operands[$0]) }) else {
                when.report(
                    code: "migration.foreign-question",
                    LocalizedText(
                        lv: "nosacījumā drīkst būt tikai jautājumi no „from“.",
                        en: "only questions named in 'from' may be used here."))
                return nil
            }
            cases.append(
                MigrationMap.Case(
                    text: condition.text, formula: formula,
                    negation: formula.negated(over: table.domains), values: values))
        }
        guard Solver.solve(cases.map(\.negation), over: table.domains).isSatisfiable == false else {
            cursor.report(
                code: "migration.open-case",
                LocalizedText(
                    lv: "ir atbildes, uz kurām neattiecas neviens no gadījumiem.",
                    en: "there are answers to which none of the cases applies."),
                advice: LocalizedText(
                    lv: "Pievienojiet gadījumu pārējām atbildēm.",
                    en: "Add a case for the remaining answers."))
            return nil
        }
        return .cases(cases)
    }

    private func possible(_ cursor: JSONCursor, for target: Int) -> PossibleValues? {
        let kind = new.question(of: new.items[target]).kind
        return ValueFormat(kind: kind, in: new).possible(cursor)
    }

    private func wrongKind(_ cursor: JSONCursor, _ key: String) -> MigrationMap.Transfer? {
        cursor.report(
            code: "migration.kind",
            LocalizedText(
                lv: "„\(key)“ neder šo jautājumu atbildēm.",
                en: "'\(key)' does not suit the answers of these questions."))
        return nil
    }
}
