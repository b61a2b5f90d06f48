// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
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

let package = Package(
    name: "briedums",
    products: [.executable(name: "briedums", targets: ["briedums"])],
    targets: [
        .target(name: "CDefinitions"),
        .executableTarget(
            name: "briedums", dependencies: ["CommandLineInterface"], swiftSettings: settings),
    ]
        + rooms.map { .target(name: $0.name, dependencies: $0.imports, swiftSettings: settings) }
        + [
            .testTarget(
                name: "EndToEndTests", dependencies: ["briedums"],
                exclude: ["Snapshots", "Scripts"], swiftSettings: settings)
        ],
    cLanguageStandard: .c2x
)
