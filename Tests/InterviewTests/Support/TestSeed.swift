import FoundationEssentials

/// The seed of the random tests; `BRIEDUMS_SEED` chooses another.
///
/// Every failure names the seed of its case. With that number as `BRIEDUMS_SEED` it is the first
/// case of the first test.
enum TestSeed {
    private static let base =
        ProcessInfo.processInfo.environment["BRIEDUMS_SEED"].flatMap(UInt64.init) ?? 2021

    /// The seed of a case by its number.
    static func of(_ number: Int) -> UInt64 { base &+ UInt64(number) }
}
