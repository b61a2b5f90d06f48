import Assessment
import Survey
package import TextFormats
package import Versions

/// Builds the report on what differs between two versions of a questionnaire.
package struct DifferenceReport {
    private let difference: DefinitionDifference

    /// Prepares a report.
    package init(_ difference: DefinitionDifference) { self.difference = difference }

    /// The whole report.
    package var whole: Report {
        let (old, new) = (difference.old.questionnaire, difference.new.questionnaire)
        var blocks: [Report.Block] = [
            .heading(
                level: 1,
                LocalizedText(verbatim: "\(old.identity.name) → \(new.identity.version)")),
            .table(
                Report.Table(
                    columns: [
                        Report.Table.Column(LocalizedText(lv: "Kas", en: "What")),
                        column(LocalizedText(lv: "tāpat", en: "same")),
                        column(LocalizedText(lv: "mainīts", en: "changed")),
                        column(LocalizedText(lv: "pārdēvēts", en: "renamed")),
                        column(LocalizedText(lv: "pievienots", en: "added")),
                        column(LocalizedText(lv: "izņemts", en: "removed")),
                    ],
                    rows: DefinitionDifference.Area.allCases.map { row($0) })),
        ]
        for area in DefinitionDifference.Area.allCases {
            guard let changes = difference.changes[area], !changes.isEmpty else { continue }
            blocks.append(.heading(level: 2, Self.title(of: area)))
            blocks.append(.list(changes.map { entry($0) }))
        }
        return Report(blocks)
    }

    private func column(_ title: LocalizedText) -> Report.Table.Column {
        Report.Table.Column(title, isNumeric: true)
    }

    private func row(_ area: DefinitionDifference.Area) -> [Report.Span] {
        let changes = difference.changes[area] ?? []
        func count(_ kind: DefinitionDifference.Kind) -> Int {
            changes.filter { $0.kind == kind }.count
        }
        let figures = [
            difference.unchanged[area] ?? 0, count(.changed), count(.renamed), count(.added),
            count(.removed),
        ]
        return [Report.Span(Self.title(of: area))]
            + figures.map { Report.Span(LocalizedText(verbatim: "\($0)")) }
    }

    private func entry(_ change: DefinitionDifference.Change) -> Report.Entry {
        let names: String
        switch (change.oldID, change.newID) {
        case (let old?, let new?) where old != new: names = "\(old) → \(new)"
        default: names = change.newID ?? change.oldID ?? ""
        }
        let word = change.relation.map { Self.word($0) } ?? Self.word(change.kind)
        var details: [Report.Span] = []
        if let reason = change.reason { details.append(Report.Span(reason, .faint)) }
        for part in change.parts {
            details.append(
                Report.Span(
                    Self.word(part.name) + LocalizedText(verbatim: ": ")
                        + Self.shown(part.old) + LocalizedText(verbatim: " → ")
                        + Self.shown(part.new)))
        }
        let symbol =
            switch change.kind {
            case .added: "+"
            case .removed: "−"
            case .changed: "~"
            case .renamed: "="
            }
        return Report.Entry(
            mark: Report.Span(LocalizedText(verbatim: symbol)),
            text: Report.Span(
                LocalizedText(verbatim: "\(names) (") + word + LocalizedText(verbatim: ") ")
                    + (change.title.en == names ? LocalizedText(verbatim: "") : change.title)),
            details: details)
    }

    /// A content on its line, an absent one as a dash.
    private static func shown(_ text: LocalizedText) -> LocalizedText {
        text.lv.isEmpty && text.en.isEmpty ? LocalizedText(verbatim: "–") : text
    }

    private static func title(of area: DefinitionDifference.Area) -> LocalizedText {
        switch area {
        case .questions: LocalizedText(lv: "Jautājumi", en: "Questions")
        case .profile: LocalizedText(lv: "Ziņas par iestādi", en: "Facts about the institution")
        case .levels: LocalizedText(lv: "Līmeņi", en: "Levels")
        case .gates: LocalizedText(lv: "Līmeņu prasības", en: "Requirements of levels")
        case .groups: LocalizedText(lv: "Grupas un mērķi", en: "Groups and targets")
        case .rules: LocalizedText(lv: "Noteikumi", en: "Rules")
        case .actions: LocalizedText(lv: "Pasākumi", en: "Actions")
        }
    }

    private static func word(_ kind: DefinitionDifference.Kind) -> LocalizedText {
        switch kind {
        case .added: LocalizedText(lv: "pievienots", en: "added")
        case .removed: LocalizedText(lv: "izņemts", en: "removed")
        case .changed: LocalizedText(lv: "mainīts", en: "changed")
        case .renamed: LocalizedText(lv: "pārdēvēts", en: "renamed")
        }
    }

    static func word(_ relation: MigrationMap.Relation) -> LocalizedText {
        switch relation {
        case .kept: LocalizedText(lv: "saglabāts", en: "kept")
        case .reworded: LocalizedText(lv: "citiem vārdiem, tā pati nozīme", en: "reworded")
        case .changed: LocalizedText(lv: "mainīts", en: "changed")
        case .split: LocalizedText(lv: "sadalīts", en: "split")
        case .merged: LocalizedText(lv: "apvienots", en: "merged")
        case .added: LocalizedText(lv: "pievienots", en: "added")
        case .removed: LocalizedText(lv: "izņemts", en: "removed")
        }
    }

    private static func word(_ part: DifferingPart.Name) -> LocalizedText {
        switch part {
        case .text: LocalizedText(lv: "teksts", en: "text")
        case .help: LocalizedText(lv: "palīgteksts", en: "help")
        case .evidence: LocalizedText(lv: "pierādījumi", en: "evidence")
        case .answers: LocalizedText(lv: "atbildes", en: "answers")
        case .labels: LocalizedText(lv: "atbilžu vārdi", en: "labels")
        case .condition: LocalizedText(lv: "nosacījums", en: "condition")
        case .source: LocalizedText(lv: "avots", en: "source")
        case .weights: LocalizedText(lv: "svari", en: "weights")
        case .kind: LocalizedText(lv: "veids", en: "kind")
        case .rule: LocalizedText(lv: "noteikums", en: "rule")
        case .message: LocalizedText(lv: "paziņojums", en: "message")
        case .check: LocalizedText(lv: "ko pārbaudīt", en: "what to check")
        case .title: LocalizedText(lv: "nosaukums", en: "title")
        case .what: LocalizedText(lv: "kas jādara", en: "what to do")
        case .done: LocalizedText(lv: "kad ir izdarīts", en: "when it is done")
        case .raises: LocalizedText(lv: "ko paaugstina", en: "raises")
        case .prerequisites: LocalizedText(lv: "priekšnoteikumi", en: "prerequisites")
        case .effort: LocalizedText(lv: "darba apjoms", en: "effort")
        case .role: LocalizedText(lv: "atbildīgais", en: "responsible")
        case .groups: LocalizedText(lv: "grupas", en: "groups")
        case .threshold: LocalizedText(lv: "slieksnis", en: "threshold")
        case .target: LocalizedText(lv: "mērķis", en: "target")
        }
    }
}

/// Writes a difference as JSON.
package enum DifferenceJSON {
    /// The schema `briedums.difference/1`.
    package static func output(_ difference: DefinitionDifference) -> JSONOutput {
        func identity(_ version: String, _ digest: String) -> JSONOutput {
            .object([("version", .string(version)), ("digest", .string(digest))])
        }
        let (old, new) = (
            difference.old.questionnaire.identity, difference.new.questionnaire.identity
        )
        let areas = DefinitionDifference.Area.allCases.map { area in
            (
                key: area.rawValue,
                value: JSONOutput.object([
                    ("unchanged", .integer(difference.unchanged[area] ?? 0)),
                    ("changes", .array((difference.changes[area] ?? []).map { json($0) })),
                ])
            )
        }
        return .object(
            [
                ("schema", .string("briedums.difference/1")), ("questionnaire", .string(new.id)),
                ("from", identity(old.version, old.digest)),
                ("to", identity(new.version, new.digest)),
            ] + areas)
    }

    private static func json(_ change: DefinitionDifference.Change) -> JSONOutput {
        .object([
            ("kind", .string(change.kind.rawValue)),
            ("old", change.oldID.map { .string($0) } ?? .null),
            ("new", change.newID.map { .string($0) } ?? .null),
            ("title", JSONOutput(change.title)),
            ("relation", change.relation.map { .string($0.rawValue) } ?? .null),
            ("reason", change.reason.map { JSONOutput($0) } ?? .null),
            (
                "parts",
                .array(
                    change.parts.map {
                        .object([
                            ("part", .string($0.name.rawValue)), ("old", JSONOutput($0.old)),
                            ("new", JSONOutput($0.new)),
                        ])
                    })
            ),
        ])
    }
}
