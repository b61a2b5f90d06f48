import Assessment
package import Auditing
import Consistency
import Survey
package import TextFormats

/// The verdicts of an audit as a table for spreadsheets.
package struct AuditTable {
    private let result: AuditResult

    /// Prepares the table.
    package init(_ result: AuditResult) { self.result = result }

    /// The header and one row per verdict, in questionnaire order.
    package func rows(in language: Language) -> [[String]] {
        let questionnaire = result.definition.questionnaire
        let header = [
            "id", "question", "verdict", "current", "self_assessed", "verified", "reason",
            "evidence", "documents", "auditor", "date",
        ]
        return [header]
            + questionnaire.items.compactMap { item in
                result.audit.entries[item.id].map { entry in
                    func text(_ statement: Answer.Statement?) -> String {
                        AuditWording.statement(statement, of: item, in: questionnaire)[language]
                    }
                    let isCurrent = result.audit.isCurrent(
                        entry, of: item.id, in: result.response)
                    return [
                        item.id, Wording.question(item, in: questionnaire)[language],
                        entry.verdict.name, isCurrent ? "yes" : "no", text(entry.selfAssessed),
                        entry.verified.map { text($0) } ?? "", entry.reason ?? "",
                        entry.evidence.joined(separator: "; "),
                        entry.documents.joined(separator: "; "), entry.auditor, entry.date,
                    ]
                }
            }
    }
}
