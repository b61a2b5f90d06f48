import RuleLanguage
package import TextFormats

/// Reads `questionnaire.json` and `glossary.json`.
///
/// Every fault is reported. A questionnaire is returned even then, if there is enough of one to
/// check the other files against; the caller decides by the log whether it may be used.
package struct QuestionnaireReader {
    private var scales: [Scale] = []
    private var scopes: [Scope] = []
    private var sections: [Heading] = []
    private var groups: [Heading] = []
    private var ids: [(id: String, cursor: JSONCursor)] = []

    private init() {}

    /// Reads a questionnaire from its parsed files.
    ///
    /// - Parameters:
    ///   - definition: The parsed files.
    ///   - digest: The digest of the whole definition.
    /// - Returns: The questionnaire; `nil` when the file does not even name it.
    package static func read(
        _ definition: ParsedDefinition, digest: String
    ) -> Questionnaire? {
        guard let root = definition.roots["questionnaire.json"] else { return nil }
        var reader = QuestionnaireReader()
        let glossary = definition.roots["glossary.json"].map { reader.glossary($0) } ?? []
        return reader.questionnaire(root, digest: digest, glossary: glossary)
    }

    private mutating func questionnaire(
        _ root: JSONCursor, digest: String, glossary: [(GlossaryTerm, JSONCursor)]
    ) -> Questionnaire? {
        guard var object = root.object() else { return nil }
        object.requireSchema("briedums.questionnaire/1")
        let id = object.requiredIdentifier()
        let version = object.required("version").flatMap { versionName($0) }
        let status = object.required("status").flatMap { cursor in
            lookUp(cursor, among: Questionnaire.Status.allCases.map(\.rawValue))
        }
        let title = words(object.required("title"))
        let description = words(object.required("description"))
        let notes = provenanceNotes(object.required("provenance_notes"))
        scales = object.required("scales")?.elements().compactMap { scale($0) } ?? []
        scopes = object.optional("scopes")?.elements().compactMap { scope($0) } ?? []
        sections = object.required("sections")?.elements().compactMap { heading($0) } ?? []
        let sectionIDs = sections.map(\.id)
        reportDuplicates(in: object.optional("scales"))
        reportDuplicates(in: object.optional("scopes"))
        reportDuplicates(in: object.optional("sections"))
        reportDuplicates(in: object.optional("groups"))
        requireScopes(object.optional("scales"))
        groups =
            object.optional("groups")?.elements().compactMap { heading($0, in: sectionIDs) } ?? []
        let profile = object.required("profile")?.elements().compactMap { profileField($0) } ?? []
        let questions = object.required("questions")?.elements().compactMap { question($0) } ?? []
        object.finish()
        reportDuplicateIDs(ids)
        let questionIDs = questions.map(\.id)
        for (term, cursor) in glossary {
            for name in term.questions where !questionIDs.contains(name) {
                reportUnknownName(name, at: cursor, among: questionIDs)
            }
        }
        guard let id, let version, let status else { return nil }
        return Questionnaire(
            identity: QuestionnaireIdentity(id: id, version: version, digest: digest),
            status: Questionnaire.Status.allCases[status], title: title, description: description,
            provenanceNotes: notes, sections: sections, groups: groups, scales: scales,
            scopes: scopes, profile: profile, questions: questions, glossary: glossary.map(\.0))
    }

    /// A version that can name a folder: letters, digits, `.`, `-` and `_`, not beginning with `.`.
    private func versionName(_ cursor: JSONCursor) -> String? {
        guard let text = cursor.nonEmptyString() else { return nil }
        let isValid =
            text.first != "."
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
        if isValid { return text }
        cursor.report(
            code: "definition.invalid-id",
            LocalizedText(
                lv: "„\(text)“ neder par versiju: latīņu burti, cipari, „.“, „-“ un „_“.",
                en: "'\(text)' is not a valid version: Latin letters, digits, '.', '-' and '_'."))
        return nil
    }

    private func reportDuplicates(in cursor: JSONCursor?) {
        guard let cursor, cursor.isArray else { return }
        reportDuplicateIDs(
            cursor.elements().compactMap { element in
                element.member("id")?.value.string.map { ($0, element) }
            })
    }

    /// Scoped scales need scopes; without any they are read as unscoped.
    private mutating func requireScopes(_ cursor: JSONCursor?) {
        guard scopes.isEmpty, scales.contains(where: \.isScoped) else { return }
        cursor?.report(
            code: "definition.missing-scopes",
            LocalizedText(
                lv: "skala ir ar „scoped“, bet anketai nav „scopes“.",
                en: "a scale is 'scoped', but the questionnaire has no 'scopes'."))
        scales = scales.map { scale in
            Scale(
                id: scale.id, options: scale.options, isOrdered: scale.isOrdered,
                allowsNotApplicable: scale.allowsNotApplicable, isScoped: false, help: scale.help)
        }
    }

    private func provenanceNotes(_ cursor: JSONCursor?) -> [Provenance: LocalizedText] {
        guard var object = cursor?.object() else { return [:] }
        var notes: [Provenance: LocalizedText] = [:]
        for provenance in Provenance.allCases {
            notes[provenance] = words(object.required(provenance.rawValue))
        }
        object.finish()
        return notes
    }

    // MARK: Scales, scopes and headings

    private func option(_ cursor: JSONCursor) -> Option? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let id = object.requiredRuleName()
        let label = words(object.required("label"))
        guard let id else { return nil }
        return Option(id: id, label: label)
    }

    private func options(_ cursor: JSONCursor?) -> [Option] {
        guard let cursor else { return [] }
        let elements = cursor.elements()
        let options = elements.compactMap { option($0) }
        if options.count == elements.count {
            reportDuplicateIDs(Array(zip(options.map(\.id), elements)))
        }
        guard (2...64).contains(elements.count) else {
            cursor.report(
                code: "definition.option-count",
                LocalizedText(
                    lv: "jābūt no 2 līdz 64 atbilžu variantiem.",
                    en: "there must be between 2 and 64 options."))
            return Array(options.prefix(64))
        }
        return options
    }

    private func scale(_ cursor: JSONCursor) -> Scale? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let id = object.requiredRuleName()
        let options = options(object.required("options"))
        let isOrdered = object.optional("ordered")?.boolean() ?? false
        let allowsNotApplicable = object.optional("not_applicable")?.boolean() ?? false
        let isScoped = object.optional("scoped")?.boolean() ?? false
        let help = object.optional("help")?.localizedText()
        guard let id, options.count >= 2 else { return nil }
        return Scale(
            id: id, options: options, isOrdered: isOrdered,
            allowsNotApplicable: allowsNotApplicable, isScoped: isScoped, help: help)
    }

    private func scope(_ cursor: JSONCursor) -> Scope? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let id = object.requiredRuleName()
        let label = words(object.required("label"))
        let labelAfterFor = words(object.required("label_after_for"))
        let condition = object.optional("asked_when").flatMap { readCondition($0) }
        guard let id else { return nil }
        return Scope(id: id, label: label, labelAfterFor: labelAfterFor, condition: condition)
    }

    private mutating func heading(_ cursor: JSONCursor, in sectionIDs: [String]? = nil) -> Heading?
    {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let id = object.requiredIdentifier()
        let section = sectionIDs.flatMap { lookUp(object.required("section"), among: $0) }
        let title = words(object.required("title"))
        let introduction = words(object.required("introduction"))
        let condition =
            sectionIDs == nil ? object.optional("asked_when").flatMap { readCondition($0) } : nil
        guard let id else { return nil }
        return Heading(
            id: id, section: section, title: title, introduction: introduction,
            condition: condition)
    }

    // MARK: Questions

    private mutating func profileField(_ cursor: JSONCursor) -> ProfileField? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let id = object.requiredRuleName()
        let kind = kind(&object)
        let label = words(object.required("label"))
        let help = words(object.required("help"))
        guard let id, let kind else { return nil }
        ids.append((id, cursor))
        return ProfileField(id: id, kind: kind, label: label, help: help)
    }

    private mutating func question(_ cursor: JSONCursor) -> Question? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let id = object.requiredRuleName()
        let section = lookUp(object.required("section"), among: sections.map(\.id))
        let group = object.optional("group").flatMap { lookUp($0, among: groups.map(\.id)) }
        let kind = kind(&object)
        let text = words(object.required("text"))
        let help = words(object.required("help"))
        let evidence = words(object.required("evidence"))
        let provenance = lookUp(
            object.required("provenance"), among: Provenance.allCases.map(\.rawValue))
        let source = object.required("source")?.nonEmptyString()
        let condition = object.optional("asked_when").flatMap { readCondition($0) }
        if let id { ids.append((id, cursor)) }
        guard let id, let section, let kind else { return nil }
        return Question(
            id: id, section: section, group: group, kind: kind, text: text, help: help,
            evidence: evidence, provenance: Provenance.allCases[provenance ?? 0],
            source: source ?? "",
            condition: condition)
    }

    /// Reads what kind of answer is taken: `scale`, `options` (with `exclusive`) or `count`.
    private func kind(_ object: inout JSONObjectReader) -> Question.Kind? {
        let scaleCursor = object.optional("scale")
        let optionsCursor = object.optional("options")
        let exclusiveCursor = object.optional("exclusive")
        for (other, isMisplaced) in [
            (optionsCursor, scaleCursor != nil), (exclusiveCursor, optionsCursor == nil),
        ] where isMisplaced {
            other?.report(
                code: "definition.kind",
                LocalizedText(
                    lv: "jābūt vienam no „scale“, „options“ (ar „exclusive“) un „count“.",
                    en: "use one of 'scale', 'options' (with 'exclusive') and 'count'."))
        }
        if let scaleCursor {
            return lookUp(scaleCursor, among: scales.map(\.id)).map { .single(scale: $0) }
        }
        if let optionsCursor {
            let options = options(optionsCursor)
            let exclusive = exclusiveCursor.flatMap { lookUp($0, among: options.map(\.id)) }
            return .multiple(options: options, exclusive: exclusive)
        }
        guard let cursor = object.required("count"), var count = cursor.object() else {
            return nil
        }
        defer { count.finish() }
        let minimum = count.required("minimum")?.integer(in: 0...1_000_000)
        let maximum = count.required("maximum")?.integer(in: 1...1_000_000)
        guard let minimum, let maximum else { return nil }
        guard minimum < maximum else {
            cursor.report(
                code: "definition.count-range",
                LocalizedText(
                    lv: "mazākajam skaitlim jābūt mazākam par lielāko.",
                    en: "the minimum must be below the maximum."))
            return nil
        }
        return .count(minimum...maximum)
    }

    private func glossary(_ root: JSONCursor) -> [(GlossaryTerm, JSONCursor)] {
        guard var object = root.object() else { return [] }
        object.requireSchema("briedums.glossary/1")
        let cursors = object.required("terms")?.elements() ?? []
        object.finish()
        let terms = cursors.compactMap { cursor in term(cursor).map { ($0, cursor) } }
        reportDuplicateIDs(terms.map { ($0.0.id, $0.1) })
        return terms
    }

    private func term(_ cursor: JSONCursor) -> GlossaryTerm? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let id = object.requiredIdentifier()
        let term = words(object.required("term"))
        let definition = words(object.required("definition"))
        let confusion = object.optional("confusion")?.localizedText()
        let source = object.required("source")?.nonEmptyString()
        let questions = object.required("questions")?.elements().compactMap { $0.string() } ?? []
        guard let id else { return nil }
        return GlossaryTerm(
            id: id, term: term, definition: definition, confusion: confusion,
            source: source ?? "",
            questions: questions)
    }
}

/// Reads a condition of the rule language from a string value; reports a fault at its character.
package func readCondition(_ cursor: JSONCursor) -> Condition? {
    guard let text = cursor.nonEmptyString() else { return nil }
    do throws(RuleSyntaxError) {
        return Condition(
            text: text, expression: try RuleParser.parseCondition(text), location: cursor.location)
    } catch {
        cursor.report(
            code: "rule.syntax", atScalar: error.offset, error.message, advice: error.advice)
        return nil
    }
}
