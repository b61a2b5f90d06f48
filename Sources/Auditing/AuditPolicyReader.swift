import CDefinitions
import Consistency
import Survey
package import TextFormats

/// Reads policy files of audits.
package enum AuditPolicyReader {
    /// The schema name of policy files.
    package static let schema = "briedums.audit-policy/1"

    /// The policy that travels inside the program.
    package static func bundled() -> AuditPolicy {
        let file = briedums_audit_policy()
        let bytes = Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
        let log = DiagnosticLog()
        let source = JSONSource(file: String(cString: file.name), bytes: bytes)
        guard let policy = policy(source, log: log), !log.containsErrors else {
            preconditionFailure("the bundled audit policy is valid, as its test shows")
        }
        return policy
    }

    /// Reads a policy; every fault is in the log.
    ///
    /// - Returns: `nil` when the policy cannot be used, which the log says.
    /// - Complexity: O(*bytes*).
    package static func policy(_ source: JSONSource, log: DiagnosticLog) -> AuditPolicy? {
        guard let root = JSONCursor(parsing: source, log: log), var object = root.object() else {
            return nil
        }
        object.requireSchema(schema)
        let words = object.required("source")?.localizedText()
        let levels = object.required("levels_differ").flatMap { differing($0) }
        let coverage = object.required("least_coverage").flatMap { ratio($0) }
        let shares = object.required("refuted_share").flatMap { limits($0) }
        object.finish()
        guard let words, let levels, let coverage, let shares else { return nil }
        return AuditPolicy(
            differingDimensions: levels.dimensions, differingSteps: levels.steps,
            leastCoverage: coverage, greatestErrorToConfirm: shares.confirmed,
            greatestErrorWithReservations: shares.reservations, source: words,
            sha256: SHA256.hexDigest(of: source.bytes))
    }

    private static func differing(_ cursor: JSONCursor) -> (dimensions: Int, steps: Int)? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let dimensions = object.required("dimensions")?.integer(in: 1...100)
        let steps = object.required("steps")?.integer(in: 1...100)
        guard let dimensions, let steps else { return nil }
        return (dimensions, steps)
    }

    private static func limits(_ cursor: JSONCursor) -> (confirmed: Ratio, reservations: Ratio)? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let confirmed = object.required("confirmed").flatMap { ratio($0) }
        let reservations = object.required("with_reservations").flatMap { ratio($0) }
        guard let confirmed, let reservations else { return nil }
        guard confirmed <= reservations else {
            cursor.report(
                code: "audit-policy.order",
                LocalizedText(
                    lv: "„confirmed“ nedrīkst būt lielāks par „with_reservations“.",
                    en: "'confirmed' must not be above 'with_reservations'."))
            return nil
        }
        return (confirmed, reservations)
    }

    private static func ratio(_ cursor: JSONCursor) -> Ratio? {
        guard let text = cursor.string() else { return nil }
        if let share = Ratio(text), share <= Ratio(1, 1) { return share }
        cursor.report(
            code: "audit-policy.share",
            LocalizedText(
                lv: "„\(text)“ nav daļa no 0 līdz 1.", en: "'\(text)' is no share from 0 to 1."),
            advice: LocalizedText(lv: "Rakstiet, piemēram, 1/4.", en: "Write it like 1/4."))
        return nil
    }
}
