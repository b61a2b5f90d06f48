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

/// The rooms of the house, from the ground up: each may import only those before it.
let rooms: [(name: String, imports: [Target.Dependency])] = [
    ("TextFormats", []),
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
        "Reporting",
        ["TextFormats", "Survey", "Consistency", "Maturity", "Improvement", "Assessment"]
    ),
    (
        "CommandLineInterface",
        [
            "TextFormats", "RuleLanguage", "Survey", "Consistency", "Maturity", "Improvement",
            "Assessment", "Reporting",
        ]
    ),
]

let testedRooms = ["TextFormats", "RuleLanguage", "Consistency"]

let package = Package(
    name: "briedums",
    products: [.executable(name: "briedums", targets: ["briedums"])],
    targets: [
        .target(name: "CDefinitions"),
        .executableTarget(
            name: "briedums", dependencies: ["CommandLineInterface"], swiftSettings: settings),
    ]
        + rooms.map { .target(name: $0.name, dependencies: $0.imports, swiftSettings: settings) }
        + testedRooms.map { room in
            .testTarget(
                name: "\(room)Tests",
                dependencies: [.target(name: room)]
                    + (rooms.first { $0.name == room }?.imports ?? []),
                swiftSettings: settings)
        },
    cLanguageStandard: .c2x
)

if isFuzzing {
    let fuzzers: [(name: String, imports: [Target.Dependency])] = [
        ("FuzzJSON", ["TextFormats"]),
        ("FuzzRules", ["RuleLanguage", "TextFormats"]),
    ]
    for fuzzer in fuzzers {
        package.targets.append(
            .executableTarget(
                name: fuzzer.name, dependencies: fuzzer.imports,
                path: "Tests/Fuzzing/\(fuzzer.name)", swiftSettings: settings))
        package.products.append(.executable(name: fuzzer.name, targets: [fuzzer.name]))
    }
}
