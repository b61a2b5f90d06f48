import Assessment
import Survey
package import TextFormats

/// Writes and reads what a run has counted, so that parts of a cohort can be judged apart and
/// joined exactly.
package enum CohortPart {
    /// The schema name of parts.
    package static let schema = "briedums.part/1"

    /// The counts as JSON.
    package static func json(_ counts: CohortCounts, of compiled: CompiledDefinition) -> JSONOutput
    {
        let identity = compiled.definition.questionnaire.identity
        let fields = compiled.layout.fields
        return .object([
            ("schema", .string(schema)),
            (
                "questionnaire",
                .object([
                    ("id", .string(identity.id)), ("version", .string(identity.version)),
                    ("digest", .string(identity.digest)),
                ])
            ),
            ("synthetic", .boolean(counts.isSynthetic)),
            (
                "rows",
                list([
                    counts.scored, counts.rejected, counts.duplicates, counts.lenientCells,
                    counts.contradictory, counts.doubtful,
                ])
            ),
            ("codes", .object(zip(fields, counts.codes).map { ($0.id, list($1)) })),
            ("options", .object(zip(fields, counts.options).map { ($0.id, list($1)) })),
            ("edits", list(counts.edits)), ("rules", list(counts.rules)),
            ("histograms", .array(counts.histograms.map(sparse))),
            ("levels", .array(counts.levels.map(list))), ("verdicts", list(counts.verdicts)),
            ("groups", .array(groups(counts))), ("ministries", .array(ministries(counts))),
            (
                "conditions",
                .array(
                    counts.conditions.map {
                        .object([
                            ("condition", .string($0.text)), ("outcomes", list($0.outcomes)),
                        ])
                    })
            ),
            ("coverage", counts.coverage.map(coverage) ?? .null),
        ])
    }

    private static func list(_ numbers: [Int]) -> JSONOutput {
        .array(numbers.map { .integer($0) })
    }

    private static func names(_ names: [String]) -> JSONOutput {
        .array(names.map { .string($0) })
    }

    /// Bins that are not empty, as pairs.
    private static func sparse(_ numbers: [Int]) -> JSONOutput {
        .array(
            numbers.enumerated().filter { $0.element != 0 }.map { list([$0.offset, $0.element]) })
    }

    private static func groups(_ counts: CohortCounts) -> [JSONOutput] {
        let sorted = counts.groups.sorted {
            ($0.key.text, $0.key.sortKey) < ($1.key.text, $1.key.sortKey)
        }
        return sorted.map { outcome, count in
            .object([
                ("groups", names(outcome.groups)), ("possible", names(outcome.possible)),
                ("targets", .array(outcome.targets.map { list([$0.lowerBound, $0.upperBound]) })),
                ("institutions", .integer(count)),
            ])
        }
    }

    private static func ministries(_ counts: CohortCounts) -> [JSONOutput] {
        counts.ministries.sorted { $0.key < $1.key }.map { name, counts in
            .object([
                ("ministry", .string(name)),
                (
                    "counts",
                    list([
                        counts.institutions, counts.contradictory, counts.indexed, counts.indexSum,
                    ])
                ),
                ("levels", list(counts.levels)),
            ])
        }
    }

    private static func coverage(_ coverage: CohortCounts.Coverage) -> JSONOutput {
        .object([
            (
                "invited",
                .array(
                    coverage.invited.sorted { $0.key < $1.key }.map { number, ministry in
                        .object([
                            ("registration_number", .string(number)),
                            ("ministry", .string(ministry)),
                            ("answered", .boolean(coverage.answered.contains(number))),
                        ])
                    })
            ),
            ("not_invited", .integer(coverage.uninvited)),
        ])
    }
}

extension GroupOutcome {
    /// The targets in an order.
    fileprivate var sortKey: String {
        targets.map { "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ",")
    }

    init(groups: [String], possible: [String], targets: [ClosedRange<Int>]) {
        self.groups = groups
        self.possible = possible
        self.targets = targets
    }
}
