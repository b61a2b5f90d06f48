import Assessment
import Consistency
import Maturity
import Survey
package import TextFormats

/// Reads parts; every fault is reported with its place.
package struct CohortPartReader {
    private let compiled: CompiledDefinition

    /// Reads which questionnaire a part is about.
    package static func identity(_ root: JSONCursor) -> (
        id: String, version: String, digest: String
    )? {
        guard var object = root.object() else { return nil }
        object.requireSchema(CohortPart.schema)
        guard var inner = object.required("questionnaire")?.object() else { return nil }
        let id = inner.required("id")?.nonEmptyString()
        let version = inner.required("version")?.nonEmptyString()
        let digest = inner.required("digest")?.nonEmptyString()
        guard let id, let version, let digest else { return nil }
        return (id, version, digest)
    }

    /// Reads the counts of a part; `nil` after a report.
    package static func counts(
        _ root: JSONCursor, of compiled: CompiledDefinition
    ) -> CohortCounts? {
        CohortPartReader(compiled: compiled).counts(root)
    }

    private func counts(_ root: JSONCursor) -> CohortCounts? {
        guard var object = root.object() else { return nil }
        var counts = CohortCounts(compiled)
        _ = object.optional("schema")
        _ = object.optional("questionnaire")
        counts.isSynthetic = object.required("synthetic")?.boolean() ?? false
        guard let rows = numbers(object.required("rows"), count: 6) else { return nil }
        counts.scored = rows[0]
        counts.rejected = rows[1]
        counts.duplicates = rows[2]
        counts.lenientCells = rows[3]
        counts.contradictory = rows[4]
        counts.doubtful = rows[5]
        guard let codes = object.required("codes").flatMap({ fields($0, like: counts.codes) }),
            let options = object.required("options").flatMap({ fields($0, like: counts.options) }),
            let edits = numbers(object.required("edits"), count: counts.edits.count),
            let rules = numbers(object.required("rules"), count: counts.rules.count),
            let verdicts = numbers(object.required("verdicts"), count: 4)
        else { return nil }
        counts.codes = codes
        counts.options = options
        counts.edits = edits
        counts.rules = rules
        counts.verdicts = verdicts
        guard readFigures(&object, of: root, into: &counts), readNames(&object, into: &counts)
        else {
            return nil
        }
        object.finish()
        return counts
    }

    private func readFigures(
        _ object: inout JSONObjectReader, of root: JSONCursor, into counts: inout CohortCounts
    ) -> Bool {
        let histograms = object.required("histograms")?.elements() ?? []
        let levels = object.required("levels")?.elements() ?? []
        guard histograms.count == counts.histograms.count, levels.count == counts.levels.count
        else {
            root.report(code: "part.shape", Self.wrongShape)
            return false
        }
        for (place, cursor) in histograms.enumerated() {
            for pair in cursor.elements() {
                guard let entry = numbers(pair, count: 2), entry[0] < CohortTally.bins else {
                    return false
                }
                counts.histograms[place][entry[0]] += entry[1]
            }
        }
        for (place, cursor) in levels.enumerated() {
            guard let row = numbers(cursor, count: counts.levels[place].count) else { return false }
            counts.levels[place] = row
        }
        return true
    }

    private func readNames(
        _ object: inout JSONObjectReader, into counts: inout CohortCounts
    ) -> Bool {
        for cursor in object.required("groups")?.elements() ?? [] {
            guard var entry = cursor.object() else { return false }
            let groups = entry.required("groups")?.elements().compactMap { $0.string() } ?? []
            let possible = entry.required("possible")?.elements().compactMap { $0.string() } ?? []
            let ranges =
                entry.required("targets")?.elements().compactMap {
                    numbers($0, count: 2)
                } ?? []
            let count = entry.required("institutions")?.integer(in: 0...Self.largest)
            guard let count, ranges.allSatisfy({ $0[0] <= $0[1] }) else { return false }
            let outcome = GroupOutcome(
                groups: groups, possible: possible, targets: ranges.map { $0[0]...$0[1] })
            counts.groups[outcome, default: 0] += count
        }
        for cursor in object.required("ministries")?.elements() ?? [] {
            guard var entry = cursor.object(), let name = entry.required("ministry")?.string(),
                let figures = numbers(entry.required("counts"), count: 4),
                let levels = numbers(entry.required("levels"), count: nil)
            else { return false }
            counts.ministries[name] =
                (counts.ministries[name] ?? MinistryTally.Counts())
                + MinistryTally.Counts(
                    institutions: figures[0], contradictory: figures[1], indexed: figures[2],
                    indexSum: figures[3], levels: levels)
        }
        for cursor in object.required("conditions")?.elements() ?? [] {
            guard var entry = cursor.object(), let text = entry.required("condition")?.string(),
                let outcomes = numbers(entry.required("outcomes"), count: 4)
            else { return false }
            counts.conditions.append(CohortCounts.Condition(text: text, outcomes: outcomes))
        }
        guard let cursor = object.required("coverage") else { return false }
        if case .null = cursor.value.content { return true }
        return readCoverage(cursor, into: &counts)
    }

    private func readCoverage(_ cursor: JSONCursor, into counts: inout CohortCounts) -> Bool {
        guard var object = cursor.object() else { return false }
        var coverage = CohortCounts.Coverage(invited: [:], answered: [], uninvited: 0)
        for cursor in object.required("invited")?.elements() ?? [] {
            guard var entry = cursor.object(),
                let number = entry.required("registration_number")?.string(),
                let ministry = entry.required("ministry")?.string(),
                let isAnswered = entry.required("answered")?.boolean()
            else { return false }
            coverage.invited[number] = ministry
            if isAnswered { coverage.answered.insert(number) }
        }
        coverage.uninvited = object.required("not_invited")?.integer(in: 0...Self.largest) ?? 0
        counts.coverage = coverage
        return true
    }

    private static let largest = 1_000_000_000_000

    private static let wrongShape = LocalizedText(
        lv: "daļa neatbilst anketai.", en: "the part does not fit the questionnaire.")

    private func fields(_ cursor: JSONCursor, like shape: [[Int]]) -> [[Int]]? {
        var result = shape
        let ids = compiled.layout.fields.map(\.id)
        var found = 0
        for (name, value) in cursor.members() {
            guard let index = ids.firstIndex(of: name),
                let row = numbers(value, count: shape[index].count)
            else {
                value.report(code: "part.shape", Self.wrongShape)
                return nil
            }
            result[index] = row
            found += 1
        }
        guard found == ids.count else {
            cursor.report(code: "part.shape", Self.wrongShape)
            return nil
        }
        return result
    }

    private func numbers(_ cursor: JSONCursor?, count: Int?) -> [Int]? {
        guard let cursor else { return nil }
        let numbers = cursor.elements().compactMap { $0.integer(in: 0...Self.largest) }
        guard count == nil || numbers.count == count else {
            cursor.report(code: "part.shape", Self.wrongShape)
            return nil
        }
        return numbers
    }
}
