package import Consistency
package import Maturity
import RuleLanguage
package import Survey
package import TextFormats

/// Reads `actions.json`.
package struct ActionCatalogueReader {
    private let questionnaire: Questionnaire
    private let table: VariableTable
    private let model: MaturityModel
    private let groupIDs: [String]
    private var efforts: [ActionCatalogue.Effort] = []
    private var roles: [ActionCatalogue.Entry] = []
    private var funding: [ActionCatalogue.Entry] = []
    private var planningDocuments: [ActionCatalogue.Entry] = []
    private var documents: [ActionCatalogue.Document] = []
    private var actionIDs: [String] = []

    /// Reads the catalogue of a questionnaire; every fault is reported.
    ///
    /// - Returns: The catalogue, incomplete when the log has errors; `nil` when the file is no
    ///   object.
    package static func read(
        _ root: JSONCursor, for questionnaire: Questionnaire, table: VariableTable,
        model: MaturityModel, groups: GroupModel
    ) -> ActionCatalogue? {
        var reader = ActionCatalogueReader(
            questionnaire: questionnaire, table: table, model: model,
            groupIDs: groups.tracks.flatMap { $0.groups.map(\.id) })
        return reader.catalogue(root)
    }

    private init(
        questionnaire: Questionnaire, table: VariableTable, model: MaturityModel,
        groupIDs: [String]
    ) {
        self.questionnaire = questionnaire
        self.table = table
        self.model = model
        self.groupIDs = groupIDs
    }

    private mutating func catalogue(_ root: JSONCursor) -> ActionCatalogue? {
        guard var object = root.object() else { return nil }
        defer { object.finish() }
        object.requireSchema("briedums.actions/1")
        let efforts = object.required("efforts")
        self.efforts = efforts?.elements().compactMap { effort($0) } ?? []
        reportDuplicates(in: efforts)
        roles = entries(object.required("roles"), labelKey: "label", hasSource: false)
        funding = entries(object.required("funding"), labelKey: "label", hasSource: true)
        planningDocuments = entries(
            object.required("planning_documents"), labelKey: "title", hasSource: true)
        let documents = object.required("documents")
        self.documents = documents?.elements().compactMap { document($0) } ?? []
        reportDuplicates(in: documents)
        let cursors = object.required("actions")?.elements() ?? []
        actionIDs = cursors.map { id(of: $0) ?? "" }
        reportDuplicateIDs(Array(zip(actionIDs, cursors)))
        let actions = cursors.compactMap { action($0) }
        if actions.count == cursors.count { reportCycles(actions, cursors) }
        return ActionCatalogue(
            efforts: self.efforts, roles: roles, funding: funding,
            planningDocuments: planningDocuments, documents: self.documents,
            actions: actions.count == cursors.count ? actions : [])
    }

    private func reportDuplicates(in list: JSONCursor?) {
        guard let list, list.isArray else { return }
        reportDuplicateIDs(
            list.elements().compactMap { cursor in id(of: cursor).map { ($0, cursor) } })
    }

    /// The id of an action before the action itself is read, for references between actions.
    private func id(of cursor: JSONCursor) -> String? {
        cursor.member("id")?.value.string
    }

    // MARK: What actions refer to

    private func effort(_ cursor: JSONCursor) -> ActionCatalogue.Effort? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let id = object.requiredIdentifier()
        let label = words(object.required("label"))
        let days = object.required("person_days")?.integer(in: 1...10_000)
        guard let id, let days else { return nil }
        return ActionCatalogue.Effort(id: id, label: label, personDays: days)
    }

    private func entries(
        _ cursor: JSONCursor?, labelKey: String, hasSource: Bool
    ) -> [ActionCatalogue.Entry] {
        let cursors = cursor?.elements() ?? []
        let entries: [ActionCatalogue.Entry] = cursors.compactMap { cursor in
            guard var object = cursor.object() else { return nil }
            defer { object.finish() }
            let id = object.requiredIdentifier()
            let label = words(object.required(labelKey))
            let source = hasSource ? object.required("source")?.nonEmptyString() : nil
            return id.map { ActionCatalogue.Entry(id: $0, label: label, source: source) }
        }
        if entries.count == cursors.count {
            reportDuplicateIDs(Array(zip(entries.map(\.id), cursors)))
        }
        return entries
    }

    private func document(_ cursor: JSONCursor) -> ActionCatalogue.Document? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let id = object.requiredIdentifier()
        let title = words(object.required("title"))
        let validFrom = object.optional("valid_from").flatMap { halfYear($0) }
        let validUntil = object.optional("valid_until").flatMap { halfYear($0) }
        let list = object.required("measures")
        let measures = list?.elements().compactMap { measure($0) } ?? []
        reportDuplicates(in: list)
        guard let id else { return nil }
        return ActionCatalogue.Document(
            id: id, title: title, validFrom: validFrom, validUntil: validUntil,
            measures: measures)
    }

    private func measure(_ cursor: JSONCursor) -> ActionCatalogue.Measure? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let id = object.required("id")?.nonEmptyString()
        let title = words(object.required("title"))
        let responsible = object.optional("responsible")?.nonEmptyString()
        let deadline = object.optional("deadline")?.nonEmptyString()
        let validUntil = object.optional("valid_until").flatMap { halfYear($0) }
        let isIDInferred = object.optional("id_inferred")?.boolean() ?? false
        guard let id else { return nil }
        return ActionCatalogue.Measure(
            id: id, title: title, responsible: responsible, deadline: deadline,
            validUntil: validUntil, isIDInferred: isIDInferred)
    }

    private func halfYear(_ cursor: JSONCursor) -> HalfYear? {
        guard let text = cursor.string() else { return nil }
        if let halfYear = HalfYear(text) { return halfYear }
        cursor.report(
            code: "actions.half-year",
            LocalizedText(
                lv: "„\(text)“ nav pusgads; rakstiet, piemēram, 2027-H2.",
                en: "'\(text)' is not a half-year; write it like 2027-H2."))
        return nil
    }

    // MARK: Actions

    private func action(_ cursor: JSONCursor) -> ActionCatalogue.Action? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let id = object.requiredIdentifier()
        let title = words(object.required("title"))
        let what = words(object.required("what"))
        let done = words(object.required("done"))
        let evidence = words(object.required("evidence"))
        let condition = object.optional("when").flatMap { self.condition($0) }
        let raises = object.required("raises")?.elements().flatMap { raise($0) } ?? []
        let dimension = lookUp(object.required("dimension"), among: model.dimensions.map(\.id))
        let prerequisites = indices(object.required("prerequisites"), among: actionIDs)
        let effort = lookUp(object.required("effort"), among: efforts.map(\.id))
        let isForKeyServices = object.optional("key_services")?.boolean() ?? false
        let role = lookUp(object.required("role"), among: roles.map(\.id))
        let indicator = words(object.required("indicator"))
        let groups = indices(object.required("groups"), among: groupIDs).map { groupIDs[$0] }
        let references =
            object.required("references")?.elements().compactMap { reference($0) } ?? []
        let funding = indices(object.required("funding"), among: funding.map(\.id))
        let planning =
            object.optional("planning_documents").map {
                indices($0, among: planningDocuments.map(\.id))
            } ?? []
        guard let id, let dimension, let effort, let role else { return nil }
        return ActionCatalogue.Action(
            id: id, title: title, what: what, done: done, evidence: evidence,
            condition: condition, raises: raises, dimension: dimension,
            prerequisites: prerequisites, effort: effort, isForKeyServices: isForKeyServices,
            role: role, indicator: indicator,
            groups: groups, references: references, funding: funding,
            planningDocuments: planning)
    }

    private func indices(_ cursor: JSONCursor?, among known: [String]) -> [Int] {
        cursor?.elements().compactMap { lookUp($0, among: known) } ?? []
    }

    private func condition(_ cursor: JSONCursor) -> (text: String, formulas: [Formula])? {
        guard let condition = readCondition(cursor) else { return nil }
        do throws(RuleSyntaxError) {
            // A condition about scoped questions must hold in every scope that is asked.
            var formulas: [Formula] = []
            for scope in 0..<max(1, questionnaire.scopes.count) {
                let resolver = FormulaResolver(questionnaire, table: table, scope: scope)
                formulas.append(try resolver.formula(condition.expression))
            }
            return (condition.text, formulas)
        } catch {
            cursor.report(
                code: "rule.syntax", atScalar: error.offset, error.message, advice: error.advice)
            return nil
        }
    }

    /// The items that a raise names: a question in all its scopes, or one item.
    private func raise(_ cursor: JSONCursor) -> [ActionCatalogue.Raise] {
        guard var object = cursor.object() else { return [] }
        defer { object.finish() }
        let name = object.required("question")
        let to = object.required("to")
        guard let name, let text = name.string() else { return [] }
        let items: [Int]
        if let question = questionnaire.questionIndex(text) {
            items = questionnaire.itemIndices(ofQuestion: question)
        } else if let item = questionnaire.itemIndex(text) {
            items = [item]
        } else {
            reportUnknownName(text, at: name, among: questionnaire.questions.map(\.id))
            return []
        }
        let kind = questionnaire.questions[questionnaire.items[items[0]].question].kind
        guard case .single = kind else {
            name.report(
                code: "actions.unraisable",
                LocalizedText(
                    lv: "pasākums var uzlabot tikai jautājumu ar skalu.",
                    en: "an action can only raise a question with a scale."))
            return []
        }
        let optionIDs = questionnaire.options(of: kind).map(\.id)
        guard let option = lookUp(to, among: optionIDs) else { return [] }
        return items.map { ActionCatalogue.Raise(item: $0, option: option) }
    }

    private func reference(_ cursor: JSONCursor) -> ActionCatalogue.Reference? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let document = lookUp(object.required("document"), among: documents.map(\.id))
        let id = object.required("id")
        guard let document,
            let measure = lookUp(id, among: documents[document].measures.map(\.id))
        else { return nil }
        return ActionCatalogue.Reference(document: document, measure: measure)
    }

    /// Reports actions that are, through their prerequisites, prerequisites of themselves.
    private func reportCycles(_ actions: [ActionCatalogue.Action], _ cursors: [JSONCursor]) {
        // Repeatedly remove actions whose prerequisites are all removed; a cycle remains.
        var remaining = Set(actions.indices)
        var removedSome = true
        while removedSome {
            let free = remaining.filter { index in
                actions[index].prerequisites.allSatisfy { !remaining.contains($0) }
            }
            remaining.subtract(free)
            removedSome = !free.isEmpty
        }
        for index in remaining.sorted() {
            cursors[index].report(
                code: "actions.cycle",
                LocalizedText(
                    lv: "pasākums \(actions[index].id) ir daļa no priekšnosacījumu cikla.",
                    en: "the prerequisites of \(actions[index].id) lead back to it or to a cycle."
                ))
        }
    }
}
