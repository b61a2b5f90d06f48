import Assessment
import Consistency
import Survey
import TextFormats

/// What the page's script works with: the questionnaire's domains, conditions and rules as data.
struct PageData {
    private let definition: Definition
    private let response: Response?
    private let language: Language

    private var questionnaire: Questionnaire { definition.questionnaire }
    private var table: VariableTable { definition.rules.table }

    init(_ definition: Definition, response: Response?, in language: Language) {
        self.definition = definition
        self.response = response
        self.language = language
    }

    /// The data as JSON.
    var json: JSONOutput {
        let identity = questionnaire.identity
        let (conditions, conditionsByItem) = self.conditions
        var members: [(key: String, value: JSONOutput)] = [
            ("schema", .string(ResponseReader.schema)),
            (
                "questionnaire",
                .object([
                    ("id", .string(identity.id)), ("version", .string(identity.version)),
                    ("digest", .string(identity.digest)),
                ])
            ),
            ("language", .string(language.rawValue)), ("draft", .string(draftName)),
            ("sections", .array(questionnaire.sections.map { .string($0.id) })),
            ("domains", .array(table.domains.map { Self.json($0) })),
            ("conditions", .array(conditions)),
            ("profile", .array(questionnaire.profile.indices.map { field($0) })),
            (
                "items",
                .array(
                    questionnaire.items.indices.map { item($0, conditions: conditionsByItem[$0]) })
            ),
            ("rules", .array(definition.rules.edits.map { rule($0) })),
            (
                "texts",
                .object(PageWording.script.map { (key: $0.key, value: .string($0.text[language])) })
            ),
        ]
        if let response {
            members.append(("document", ResponseWriter.json(response, of: questionnaire)))
        }
        return .object(members)
    }

    /// By what drafts of different institutions and of older pages are told apart.
    private var draftName: String {
        guard let response else { return "-" }
        return "\(response.institution.registrationNumber) \(response.revision)"
    }

    private func subject(
        _ kind: Question.Kind, _ operand: Operand, id: String
    ) -> [(key: String, value: JSONOutput)] {
        var members: [(key: String, value: JSONOutput)] = [
            ("id", .string(id)), ("variable", .integer(table.variable(of: operand))),
        ]
        switch kind {
        case .single: members.append(("kind", .string("single")))
        case .multiple: members.append(("kind", .string("multiple")))
        case .count(let range):
            members += [
                ("kind", .string("count")), ("minimum", .integer(range.lowerBound)),
                ("maximum", .integer(range.upperBound)),
            ]
        }
        let options = questionnaire.options(of: kind).map { JSONOutput.string($0.id) }
        members.append(("options", .array(options)))
        return members
    }

    private func field(_ index: Int) -> JSONOutput {
        let field = questionnaire.profile[index]
        return .object(subject(field.kind, .profile(index), id: field.id))
    }

    private func item(_ index: Int, conditions: [Int]) -> JSONOutput {
        let item = questionnaire.items[index]
        let question = questionnaire.question(of: item)
        return .object(
            subject(question.kind, .item(index), id: item.id) + [
                ("question", .string(question.id)), ("section", .integer(question.section)),
                ("conditions", .array(conditions.map { .integer($0) })),
            ])
    }

    /// Every condition once, and for each item the indices of its own.
    private var conditions: ([JSONOutput], [[Int]]) {
        var indices: [String: Int] = [:]
        var list: [JSONOutput] = []
        let byItem = definition.conditions.conditions.map { conditions in
            conditions.map { condition in
                if let index = indices[condition.text] { return index }
                indices[condition.text] = list.count
                let operands = condition.formula.variables.map { table.operands[$0] }
                list.append(
                    .object([
                        ("formula", Self.json(condition.formula)), ("items", items(operands)),
                    ]))
                return list.count - 1
            }
        }
        return (list, byItem)
    }

    private func rule(_ edit: Edit) -> JSONOutput {
        .object([
            ("id", .string(edit.id)), ("kind", .string(edit.rule.kind.rawValue)),
            ("formula", Self.json(edit.formula)), ("items", items(edit.operands)),
            ("message", .string(edit.message[language])),
            ("check", .string(edit.check[language])),
        ])
    }

    /// The items among some operands, each once, in their order.
    private func items(_ operands: [Operand]) -> JSONOutput {
        var seen: Set<Int> = []
        return .array(
            operands.compactMap { operand in
                guard case .item(let index) = operand, seen.insert(index).inserted else {
                    return nil
                }
                return .integer(index)
            })
    }

    private static func json(_ domain: SolverDomain) -> JSONOutput {
        switch domain {
        case .options(let mask): .integer(mask.count)
        case .range(let range):
            .array([.integer(range.lowerBound), .integer(range.upperBound)])
        }
    }

    /// A formula in the notation that `rules.js` describes.
    private static func json(_ formula: Formula) -> JSONOutput {
        switch formula {
        case .constant(let value): return .boolean(value)
        case .member(let variable, let mask):
            return .array([
                .string("m"), .integer(variable), .array(mask.indices.map { .integer($0) }),
            ])
        case .linear(let constraint):
            let terms = constraint.terms.map { term in
                let contribution: JSONOutput =
                    switch term.contribution {
                    case .coefficient(let factor): .integer(factor)
                    case .table(let table): .array(table.map { .integer($0) })
                    }
                return JSONOutput.array([.integer(term.variable), contribution])
            }
            return .array([.string("l"), .array(terms), .integer(constraint.bound)])
        case .and(let parts): return .array([.string("a")] + parts.map { json($0) })
        case .or(let parts): return .array([.string("o")] + parts.map { json($0) })
        }
    }
}
