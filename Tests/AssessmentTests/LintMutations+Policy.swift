import TextFormats

extension LintMutation {
    /// Faults of the maturity model.
    static let maturity = [
        LintMutation(
            "maturity", #""levels": ["#, #""levels": [], "x": ["#, "maturity.empty", "",
            spreads: true),
        LintMutation(
            "maturity", #""threshold_percent": 50"#, #""threshold_percent": 0"#,
            "maturity.threshold", "/levels/1"),
        LintMutation(
            "maturity", #""threshold_percent": 0"#, #""threshold_percent": 1"#,
            "maturity.threshold", "/levels/0"),
        LintMutation(
            "maturity", #""1/4""#, #""5/4""#, "maturity.value", "/values/share/some", spreads: true),
        LintMutation(
            "maturity", #""1/4""#, #""0.25""#, "maturity.value", "/values/share/some", spreads: true
        ),
        LintMutation(
            "maturity", #""none": "0""#, #""none": "1/2""#, "maturity.value", "/values/share"),
        LintMutation(
            "maturity", #""Q3": { "processes": 3 }"#,
            #""Q3": { "processes": 3 }, "Q2": { "people": 1 }"#,
            "maturity.unscorable", "/weights/Q2"),
        LintMutation(
            "maturity", #""Q3": { "processes": 3 }"#, #""Q9": { "processes": 3 }"#,
            "definition.dangling-id",
            "/weights/Q9",
            spreads: true),
        LintMutation(
            "maturity", #""Q3": { "processes": 3 }"#, #""Q3": { "people": 3 }"#,
            "lint.dimension-without-weights", "/dimensions/1"),
        LintMutation(
            "maturity", #""Q1": { "people": 1 }"#, #""Q1": { "peple": 1, "people": 1 }"#,
            "definition.dangling-id", "/weights/Q1/peple", advice: "'people'"),
        LintMutation(
            "maturity", #""Q1": { "people": 1 }"#, #""Q1": { "people": 0 }"#,
            "json.number-out-of-range",
            "/weights/Q1/people",
            spreads: true),
        LintMutation(
            "maturity", #""key": 2"#, #""keys": 2"#, "definition.dangling-id",
            "/scope_weights/keys",
            advice: "'key'"),
        LintMutation(
            "maturity", #""level": "high""#, #""level": "initial""#, "maturity.gate-level",
            "/gates/0"),
        LintMutation(
            "maturity", "Q1 = yes",
            "Q1 = yes and Q2 > 0 and Q3.all = all and Q3.key = all and kind = ministry",
            "lint.gate-wide", "/gates/0/requirement", .warning),
        LintMutation(
            "maturity", "Q1 = yes", "Q1 = yess", "rule.syntax", "/gates/0/requirement",
            advice: "'yes'"),
        LintMutation(
            "maturity", #""id": "processes""#, #""id": "people""#, "definition.duplicate-id",
            "/dimensions/1", spreads: true),
    ]

    /// Faults of the groups.
    static let groups = [
        LintMutation(
            "groups", #""id": "small""#, #""id": "large""#, "definition.duplicate-id",
            "/tracks/0/groups/1", spreads: true),
        LintMutation(
            "groups", "Q2 < 5", "Q7 < 5", "rule.syntax", "/tracks/0/groups/1/when", spreads: true),
        LintMutation(
            "groups", #""people": "initial""#, #""people": "inital""#, "definition.dangling-id",
            "/tracks/0/groups/1/target/people", advice: "'initial'", spreads: true),
        LintMutation(
            "groups", #""dimension": "people""#, #""dimension": "x""#, "definition.dangling-id",
            "/tracks/0/groups/0/raises/0/dimension"),
    ]

    /// Faults of the actions.
    static let actions = [
        LintMutation(
            "actions", #""prerequisites": []"#, #""prerequisites": ["A2"]"#, "actions.cycle",
            "/actions/0",
            spreads: true),
        LintMutation(
            "actions", "2026-H1", "2026-06", "actions.half-year",
            "/documents/0/measures/0/valid_until"),
        LintMutation(
            "actions", #""Q1", "to": "yes""#, #""Q2", "to": "yes""#, "actions.unraisable",
            "/actions/0/raises/0/question",
            spreads: true),
        LintMutation(
            "actions", #"[{ "question": "Q1", "to": "yes" }]"#, "[]",
            "lint.question-without-action", "/questions/0", in: "questionnaire"),
        LintMutation(
            "actions", #""Q1", "to": "yes""#, #""Q1", "to": "no""#, "lint.raise-to-lowest",
            "/actions/0/raises"),
        LintMutation(
            "actions", #""Q3", "to": "all""#, #""Q3", "to": "most""#, "definition.dangling-id",
            "/actions/1/raises/0/to",
            spreads: true),
        LintMutation(
            "actions", #""prerequisites": ["A1"]"#, #""prerequisites": ["A9"]"#,
            "definition.dangling-id",
            "/actions/1/prerequisites/0"),
        LintMutation(
            "actions", #""effort": "L""#, #""effort": "XL""#, "definition.dangling-id",
            "/actions/1/effort"),
        LintMutation(
            "actions", #""role": "owner""#, #""role": "ower""#, "definition.dangling-id",
            "/actions/1/role",
            advice: "'owner'"),
        LintMutation(
            "actions", #""groups": ["small", "large"]"#, #""groups": ["x"]"#,
            "definition.dangling-id",
            "/actions/1/groups/0"),
        LintMutation(
            "actions", #""groups": ["small", "large"]"#, #""groups": ["large"]"#,
            "lint.target-unreachable", "/tracks/0/groups/1/target/processes", in: "groups"),
        LintMutation(
            "actions", #""groups": ["large", "small"]"#, #""groups": ["large"]"#,
            "lint.prerequisite-narrower", "/actions/1/prerequisites/0", .warning, spreads: true),
        LintMutation(
            "actions", #""document": "plan", "id": "P1""#, #""document": "plan", "id": "P9""#,
            "definition.dangling-id", "/actions/0/references/0/id"),
        LintMutation("actions", "Q2 > 1", "Q2 has 1", "rule.syntax", "/actions/1/when"),
        LintMutation(
            "actions", #""id": "A2""#, #""id": "A1""#, "definition.duplicate-id", "/actions/1"),
        LintMutation(
            "actions", #""id": "owner""#, #""id": "head""#, "definition.duplicate-id", "/roles/1",
            spreads: true),
        LintMutation(
            "actions", #""id": "L""#, #""id": "S""#, "definition.duplicate-id", "/efforts/1",
            spreads: true),
        LintMutation(
            "actions", #""id": "other-plan""#, #""id": "plan""#, "definition.duplicate-id",
            "/documents/1"),
        LintMutation(
            "actions", #""id": "P2""#, #""id": "P1""#, "definition.duplicate-id",
            "/documents/0/measures/1"),
    ]
}
