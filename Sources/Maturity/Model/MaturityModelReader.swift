package import Consistency
import RuleLanguage
package import Survey
package import TextFormats

/// Reads `maturity.json`.
package struct MaturityModelReader {
    private let questionnaire: Questionnaire
    private let table: VariableTable
    private var dimensions: [MaturityModel.Dimension] = []
    private var levels: [MaturityModel.Level] = []

    /// Reads the maturity model of a questionnaire; every fault is reported.
    ///
    /// - Returns: The model, incomplete when the log has errors; `nil` when the file is no object.
    package static func read(
        _ root: JSONCursor, for questionnaire: Questionnaire, table: VariableTable
    ) -> MaturityModel? {
        var reader = MaturityModelReader(questionnaire: questionnaire, table: table)
        return reader.model(root)
    }

    private init(questionnaire: Questionnaire, table: VariableTable) {
        self.questionnaire = questionnaire
        self.table = table
    }

    private mutating func model(_ root: JSONCursor) -> MaturityModel? {
        guard var object = root.object() else { return nil }
        defer { object.finish() }
        object.requireSchema("briedums.maturity/1")
        let readDimensions = (object.required("dimensions")?.elements() ?? [])
            .compactMap { cursor in dimension(cursor).map { (value: $0, cursor: cursor) } }
        dimensions = readDimensions.map(\.value)
        reportDuplicateIDs(readDimensions.map { ($0.value.id, $0.cursor) })
        let readLevels = (object.required("levels")?.elements() ?? [])
            .compactMap { cursor in level(cursor).map { (value: $0, cursor: cursor) } }
        levels = readLevels.map(\.value)
        reportDuplicateIDs(readLevels.map { ($0.value.id, $0.cursor) })
        reportThresholds(readLevels.map(\.cursor))
        guard !levels.isEmpty, !dimensions.isEmpty else {
            root.report(
                code: "maturity.empty",
                LocalizedText(
                    lv: "vajadzīga vismaz viena dimensija un viens līmenis.",
                    en: "at least one dimension and one level are needed."))
            return nil
        }
        let values = object.required("values").map { scaleValues($0) } ?? [:]
        let scopeWeights = object.optional("scope_weights").map { self.scopeWeights($0) } ?? [:]
        let gates = object.required("gates")?.elements().compactMap { gate($0) } ?? []
        let weightSource = words(object.required("weight_source"))
        // Denominators of at most 100 keep the common one, and every sum over it, within range.
        let unit = values.values.joined().reduce(1) { unit, value in
            unit / greatestCommonDivisor(unit, value.denominator) * value.denominator
        }
        if unit > 10_000 {
            root.report(
                code: "maturity.value",
                LocalizedText(
                    lv: "atbilžu vērtību kopsaucējs ir lielāks par 10 000.",
                    en: "the common denominator of the values exceeds 10,000."))
            return nil
        }
        var contributions = [[MaturityModel.Contribution]](repeating: [], count: dimensions.count)
        for (question, weights) in self.weights(object.required("weights")) {
            guard let optionValues = optionValues(of: question.index, values, unit, question.cursor)
            else { continue }
            for item in questionnaire.itemIndices(ofQuestion: question.index) {
                let scope = questionnaire.items[item].scope
                let factor = scope.map { scopeWeights[$0] ?? 1 } ?? 1
                for (dimension, weight) in weights where weight * factor > 0 {
                    contributions[dimension].append(
                        MaturityModel.Contribution(
                            item: item, weight: weight * factor, values: optionValues))
                }
            }
        }
        return MaturityModel(
            dimensions: dimensions, levels: levels, gates: gates,
            contributions: contributions.map { $0.sorted { $0.item < $1.item } }, unit: unit,
            weightSource: weightSource)
    }

    private func dimension(_ cursor: JSONCursor) -> MaturityModel.Dimension? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let id = object.requiredIdentifier()
        let label = words(object.required("label"))
        return id.map { MaturityModel.Dimension(id: $0, label: label) }
    }

    private func level(_ cursor: JSONCursor) -> MaturityModel.Level? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let id = object.requiredIdentifier()
        let label = words(object.required("label"))
        let threshold = object.required("threshold_percent")?.integer(in: 0...100)
        let source = words(object.required("source"))
        guard let id, let threshold else { return nil }
        return MaturityModel.Level(
            id: id, label: label, threshold: Ratio(threshold, 100), source: source)
    }

    private func reportThresholds(_ cursors: [JSONCursor]) {
        for (index, pair) in zip(levels, cursors).enumerated() {
            let expected: LocalizedText
            if index == 0, pair.0.threshold != Ratio(0, 1) {
                expected = LocalizedText(
                    lv: "zemākā līmeņa slieksnim jābūt 0.",
                    en: "the lowest level's threshold must be 0.")
            } else if index > 0, pair.0.threshold <= levels[index - 1].threshold {
                expected = LocalizedText(
                    lv: "līmeņu sliekšņiem jābūt augošā secībā.",
                    en: "thresholds must rise from level to level.")
            } else {
                continue
            }
            pair.1.report(code: "maturity.threshold", expected)
        }
    }

    private func scaleValues(_ cursor: JSONCursor) -> [Int: [Ratio]] {
        var result: [Int: [Ratio]] = [:]
        let scaleIDs = questionnaire.scales.map(\.id)
        for (name, value) in cursor.members() {
            guard let scale = scaleIDs.firstIndex(of: name) else {
                reportUnknownName(name, at: value, among: scaleIDs)
                continue
            }
            guard var object = value.object() else { continue }
            var ratios: [Ratio] = []
            for option in questionnaire.scales[scale].options {
                guard let cursor = object.required(option.id), let text = cursor.string() else {
                    continue
                }
                if let ratio = Ratio(text), ratio <= Ratio(1, 1), ratio.denominator <= 100 {
                    ratios.append(ratio)
                } else {
                    cursor.report(
                        code: "maturity.value",
                        LocalizedText(
                            lv: "„\(text)“ nav daļa no 0 līdz 1 ar saucēju līdz 100, piemēram, "
                                + "„3/4“.",
                            en: "'\(text)' is not a share from 0 to 1 with a denominator up to "
                                + "100, such as '3/4'."))
                }
            }
            object.finish()
            let definition = questionnaire.scales[scale]
            guard ratios.count == definition.options.count else { continue }
            if definition.isOrdered, zip(ratios, ratios.dropFirst()).contains(where: { $0 > $1 }) {
                value.report(
                    code: "maturity.value",
                    LocalizedText(
                        lv: "sakārtotas skalas vērtības nedrīkst kristies.",
                        en: "the values of an ordered scale must not fall."))
            }
            result[scale] = ratios
        }
        return result
    }

    private func scopeWeights(_ cursor: JSONCursor) -> [Int: Int] {
        var result: [Int: Int] = [:]
        let scopeIDs = questionnaire.scopes.map(\.id)
        for (name, value) in cursor.members() {
            guard let scope = scopeIDs.firstIndex(of: name) else {
                reportUnknownName(name, at: value, among: scopeIDs)
                continue
            }
            result[scope] = value.integer(in: 0...1000)
        }
        return result
    }

    /// The weights of each question by dimension, in file order.
    private func weights(
        _ cursor: JSONCursor?
    ) -> [((index: Int, cursor: JSONCursor), [(dimension: Int, weight: Int)])] {
        let questionIDs = questionnaire.questions.map(\.id)
        let dimensionIDs = dimensions.map(\.id)
        return (cursor?.members() ?? []).compactMap { name, value in
            guard let question = questionnaire.questionIndex(name) else {
                reportUnknownName(name, at: value, among: questionIDs)
                return nil
            }
            let weights: [(dimension: Int, weight: Int)] = value.members().compactMap {
                name, value in
                guard let dimension = dimensionIDs.firstIndex(of: name) else {
                    reportUnknownName(name, at: value, among: dimensionIDs)
                    return nil
                }
                return value.integer(in: 1...1000).map { (dimension, $0) }
            }
            return ((question, value), weights)
        }
    }

    private func optionValues(
        of question: Int, _ values: [Int: [Ratio]], _ unit: Int, _ cursor: JSONCursor
    ) -> [Int]? {
        if case .single(let scale) = questionnaire.questions[question].kind,
            let ratios = values[scale]
        {
            return ratios.map { $0.numerator * (unit / $0.denominator) }
        }
        cursor.report(
            code: "maturity.unscorable",
            LocalizedText(
                lv: "jautājumam \(questionnaire.questions[question].id) nav skalas ar vērtībām.",
                en: "\(questionnaire.questions[question].id) has no scale with values."))
        return nil
    }

    private func gate(_ cursor: JSONCursor) -> MaturityModel.Gate? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let dimension = lookUp(object.required("dimension"), among: dimensions.map(\.id))
        let level = lookUp(object.required("level"), among: levels.map(\.id))
        let requirement = object.required("requirement")
        let source = words(object.required("source"))
        if level == 0 {
            cursor.report(
                code: "maturity.gate-level",
                LocalizedText(
                    lv: "zemākajam līmenim nevar būt prasību.",
                    en: "the lowest level cannot have a gate."))
        }
        guard let dimension, let level, let requirement,
            let resolved = resolve(requirement, in: questionnaire, table: table)
        else { return nil }
        return MaturityModel.Gate(
            dimension: dimension, level: level, text: resolved.text, formula: resolved.formula,
            negation: resolved.formula.negated(over: table.domains),
            operands: resolved.formula.variables.map { table.operands[$0] }, source: source)
    }
}

/// Reads a condition and looks its names up; reports a fault at its character.
func resolve(
    _ cursor: JSONCursor, in questionnaire: Questionnaire, table: VariableTable
) -> (text: String, formula: Formula)? {
    guard let condition = readCondition(cursor) else { return nil }
    do throws(RuleSyntaxError) {
        let formula = try FormulaResolver(questionnaire, table: table)
            .formula(condition.expression)
        return (condition.text, formula)
    } catch {
        cursor.report(
            code: "rule.syntax", atScalar: error.offset, error.message, advice: error.advice)
        return nil
    }
}
