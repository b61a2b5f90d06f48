// swift-tools-version: 6.2
import PackageDescription

/// Set to build the fuzz targets, which need every target instrumented.
let isFuzzing = Context.environment["BRIEDUMS_FUZZ"] != nil

// SwiftPM passes several `--sanitize` in no fixed order and the compiler keeps only the last one:
// without this the fuzzer may run blind, without coverage.
let fuzzSettings: [SwiftSetting] =
    isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer,address"])] : []

let settings: [SwiftSetting] =
    fuzzSettings + [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
    ]

/// The rooms are optimised in debug builds, too: the tests run the program some thousand times, and
/// unoptimised it takes most of its time to read the definitions.
let optimised: [SwiftSetting] =
    isFuzzing ? [] : [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// The rooms of the house, from the ground up: each may import only those before it.
let rooms: [(name: String, imports: [Target.Dependency])] = [
    ("TextFormats", []),
    ("Spreadsheet", ["TextFormats", "CZlib"]),
    ("RuleLanguage", ["TextFormats"]),
    ("Survey", ["TextFormats", "RuleLanguage"]),
    ("Consistency", ["TextFormats", "RuleLanguage", "Survey"]),
    ("Maturity", ["TextFormats", "RuleLanguage", "Survey", "Consistency"]),
    ("Improvement", ["TextFormats", "RuleLanguage", "Survey", "Consistency", "Maturity"]),
    (
        "Assessment",
        [
            "TextFormats", "RuleLanguage", "Survey", "Consistency", "Maturity", "Improvement",
            "CDefinitions",
        ]
    ),
    (
        "Cohort",
        [
            "TextFormats", "Spreadsheet", "RuleLanguage", "Survey", "Consistency", "Maturity",
            "Improvement",
            "Assessment",
        ]
    ),
    (
        "Versions",
        [
            "TextFormats", "RuleLanguage", "Survey", "Consistency", "Maturity", "Improvement",
            "Assessment",
        ]
    ),
    (
        "Auditing",
        [
            "TextFormats", "Survey", "Consistency", "Maturity", "Assessment", "CDefinitions",
        ]
    ),
    (
        "Anonymisation",
        ["TextFormats", "Survey", "Consistency", "Maturity", "Assessment", "Cohort"]
    ),
    (
        "Reporting",
        [
            "TextFormats", "Spreadsheet", "Survey", "Consistency", "Maturity", "Improvement",
            "Assessment", "Cohort", "Versions", "Auditing", "Anonymisation",
        ]
    ),
    (
        "Interview",
        ["TextFormats", "Survey", "Consistency", "Maturity", "Assessment", "Reporting"]
    ),
    (
        "Forms",
        [
            "TextFormats", "Spreadsheet", "RuleLanguage", "Survey", "Consistency", "Assessment",
            "CForms",
        ]
    ),
    (
        "CommandLineInterface",
        [
            "TextFormats", "RuleLanguage", "Survey", "Consistency", "Maturity", "Improvement",
            "Assessment", "Cohort", "Versions", "Auditing", "Anonymisation", "Reporting",
            "Interview", "Forms", "Spreadsheet",
        ]
    ),
]

/// The rooms that have tests, with the folders of their tests that hold no source.
let tests: [(room: String, exclude: [String])] = [
    ("TextFormats", []),
    ("Spreadsheet", []),
    ("RuleLanguage", []),
    ("Survey", []),
    ("Consistency", ["Data"]),
    ("Maturity", []),
    ("Improvement", ["Data"]),
    ("Assessment", ["LintFixtures"]),
    ("Cohort", []),
    ("Versions", []),
    ("Interview", []),
    ("Forms", []),
    ("Auditing", []),
    ("Anonymisation", []),
]

/// Every room below the command line, which tests may look into.
let shown: [Target.Dependency] = rooms.filter { $0.name != "CommandLineInterface" }
    .map { .target(name: $0.name) }

let package = Package(
    name: "briedums",
    products: [.executable(name: "briedums", targets: ["briedums"])],
    targets: [
        .target(name: "CDefinitions"),
        .target(name: "CForms"),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .executableTarget(
            name: "briedums", dependencies: ["CommandLineInterface"], swiftSettings: settings),
        .target(
            name: "TestSupport", dependencies: shown, path: "Tests/TestSupport",
            swiftSettings: settings),
        .testTarget(
            name: "EndToEndTests", dependencies: ["briedums"],
            exclude: ["Snapshots", "Scripts"], swiftSettings: settings),
    ]
        + rooms.map {
            .target(
                name: $0.name, dependencies: $0.imports, swiftSettings: settings + optimised)
        }
        + tests.map {
            .testTarget(
                name: "\($0.room)Tests", dependencies: shown + ["TestSupport"],
                exclude: $0.exclude, swiftSettings: settings)
        },
    cLanguageStandard: .c2x
)

if isFuzzing {
    let fuzzers: [(name: String, imports: [Target.Dependency])] = [
        ("FuzzJSON", ["TextFormats"]),
        ("FuzzRules", ["RuleLanguage", "TextFormats"]),
        ("FuzzZIP", ["Spreadsheet"]),
        ("FuzzSheet", ["Spreadsheet"]),
        ("FuzzBatch", ["TextFormats", "Spreadsheet", "Survey", "Assessment", "Cohort"]),
        (
            "FuzzCheck",
            ["TextFormats", "Survey", "Consistency", "Assessment", "Reporting"]
        ),
    ]
    for fuzzer in fuzzers {
        package.targets.append(
            .executableTarget(
                name: fuzzer.name, dependencies: fuzzer.imports,
                path: "Tests/Fuzzing/\(fuzzer.name)", swiftSettings: settings))
        package.products.append(.executable(name: fuzzer.name, targets: [fuzzer.name]))
    }
}
