import Survey
import Testing

/// Versions are ordered as people read them, numbers as numbers.
@Suite struct VersionOrderTests {
    @Test(
        "An earlier version comes before a later one",
        arguments: [
            ("2021.1", "2024.1"), ("2024.2", "2024.10"), ("9", "10"), ("1", "1.1"),
            ("1.0", "1.0.1"), ("2024.1-beta", "2024.2"), ("2024.beta", "2024.1"),
        ])
    func order(_ earlier: String, _ later: String) {
        #expect(isEarlierVersion(earlier, later))
        #expect(!isEarlierVersion(later, earlier))
    }

    @Test("A version does not come before itself", arguments: ["2021.1", "a", "1-2"])
    func same(_ version: String) {
        #expect(!isEarlierVersion(version, version))
    }
}
