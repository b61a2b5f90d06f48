import Assessment
import Survey
import TestSupport
import TextFormats

/// Random institutions, and the table in which they might arrive.
struct RandomTable {
    /// What the single-institution engine is given for each row.
    let responses: [Response]
    /// The table.
    let bytes: [UInt8]

    /// Makes random rows.
    ///
    /// Values are written as ids or in Latvian or English, sometimes in quotes or with spaces around
    /// them; columns come in a random order, in a random dialect.
    init(
        _ count: Int, of definition: Definition, random: inout SplitMix64,
        withRanges: Bool = true
    ) throws {
        let questionnaire = definition.questionnaire
        let delimiter = random.pick([",", ";", "\t"])
        let lineEnd = random.pick(["\n", "\r\n"])
        let fields =
            questionnaire.profile.map { Column(id: $0.id, kind: $0.kind, allowsNone: false) }
            + questionnaire.items.map {
                Column(
                    id: $0.id, kind: questionnaire.question(of: $0).kind,
                    allowsNone: questionnaire.allowsNotApplicable($0))
            }
        let order = (["registration_number", "name", "ministry"] + fields.map(\.id))
            .shuffled(using: &random)
        var text = order.joined(separator: delimiter) + lineEnd
        var responses: [Response] = []
        for row in 0..<count {
            var cells: [String: String] = [
                "registration_number": "9\(row)", "name": "Iestāde „\(row)“",
                "ministry": random.pick(["", "R1", "Zemkopības ministrija"]),
            ]
            var profile: [String: String] = [:]
            var answers: [String: String] = [:]
            let isSloppy = random.oneIn(3)
            for (index, field) in fields.enumerated() {
                let value = Self.value(
                    field, questionnaire, &random, isSparse: isSloppy, withRanges: withRanges)
                let isProfile = index < questionnaire.profile.count
                if isProfile {
                    if !value.isEmpty, value != "unknown" { profile[field.id] = value }
                } else {
                    answers[field.id] = value
                }
                cells[field.id] = Self.cell(value, field, questionnaire, &random)
            }
            // Equal and neighbouring counts make the rules about them matter.
            if random.oneIn(2), let services = answers["V2"], Int(services) != nil {
                answers["V3"] = services
                cells["V3"] = services
            }
            responses.append(
                try definition.response(profile: profile, answers: answers, number: "9\(row)"))
            text += order.map { name in
                Self.quoted(cells[name] ?? "", delimiter, &random)
            }.joined(separator: delimiter)
            if row + 1 < count || random.oneIn(2) { text += lineEnd }
        }
        self.responses = responses
        bytes = Array(text.utf8)
    }

    private struct Column {
        let id: String
        let kind: Question.Kind
        let allowsNone: Bool
    }

    /// A value as the single-institution engine is told it: ids, states, or nothing.
    private static func value(
        _ column: Column, _ questionnaire: Questionnaire, _ random: inout SplitMix64,
        isSparse: Bool, withRanges: Bool
    ) -> String {
        if random.oneIn(isSparse ? 4 : 25) { return random.oneIn(2) ? "" : "unknown" }
        if column.allowsNone, random.oneIn(20) { return "not_applicable" }
        let options = questionnaire.options(of: column.kind)
        switch column.kind {
        case .single: return random.pick(options).id
        case .multiple:
            let chosen = options.filter { _ in random.oneIn(3) }
            return (chosen.isEmpty ? [random.pick(options)] : chosen).map(\.id)
                .joined(separator: ",")
        case .count:
            let lowest = random.pick([0, 0, 1, 5, 10, 11, 49, 50, 51, 499, 500, 5000])
            if withRanges, random.oneIn(40) { return "\(lowest)..\(lowest + 60)" }
            return "\(lowest)"
        }
    }

    /// The same value as a table might write it.
    private static func cell(
        _ value: String, _ column: Column, _ questionnaire: Questionnaire,
        _ random: inout SplitMix64
    ) -> String {
        let options = questionnaire.options(of: column.kind)
        switch value {
        case "": return ""
        case "unknown": return random.pick(["unknown", "unknown", "nav zināms", "Nav zināms"])
        case "not_applicable":
            return random.pick(["not_applicable", "nav attiecināms", "not applicable"])
        default: break
        }
        var parts: [String] = []
        for part in value.split(separator: ",").map(String.init) {
            guard let option = options.first(where: { $0.id == part }), random.oneIn(4) else {
                parts.append(part)
                continue
            }
            parts.append(
                random.pick([
                    option.label.lv, option.label.en, option.label.lv.uppercased(),
                    " \(option.label.en) ",
                ]))
        }
        return parts.joined(separator: "|")
    }

    private static func quoted(
        _ cell: String, _ delimiter: String, _ random: inout SplitMix64
    ) -> String {
        guard random.oneIn(30) || cell.contains(delimiter) || cell.contains("\"") else {
            return cell
        }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }
}
