import Assessment
import Spreadsheet
import Survey
import TestSupport
import TextFormats

/// Random institutions, and the table in which they might arrive.
struct RandomTable {
    /// What the single-institution engine is given for each row.
    let responses: [Response]
    /// The table as text.
    let bytes: [UInt8]
    /// The columns in order.
    private let order: [String]
    /// What each row says, by column.
    private var cells: [[String: String]] = []

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
                let isProfile = index < questionnaire.profile.count
                // An answers document has no place for a profile field that is known in part.
                let value = Self.value(
                    field, questionnaire, &random, isSparse: isSloppy,
                    withRanges: withRanges && !isProfile)
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
            self.cells.append(cells)
            text += order.map { name in
                Self.quoted(cells[name] ?? "", delimiter, &random)
            }.joined(separator: delimiter)
            if row + 1 < count || random.oneIn(2) { text += lineEnd }
        }
        self.order = order
        self.responses = responses
        bytes = Array(text.utf8)
    }

    // MARK: Other forms

    /// The table as a workbook, with numbers as numbers, empty rows and other sheets.
    func workbook(random: inout SplitMix64) -> [UInt8] {
        var sheet = Workbook.Sheet(name: "Dati")
        let margin = (0..<Int.random(in: 0...2, using: &random)).map { _ in Workbook.Cell(.empty) }
        sheet.rows.append(Workbook.Row(margin + order.map { Workbook.Cell($0) }))
        for row in cells {
            if random.oneIn(10) { sheet.rows.append(Workbook.Row()) }
            let values = order.map { name -> Workbook.Cell in
                let text = row[name] ?? ""
                if text.isEmpty { return Workbook.Cell(.empty) }
                return Workbook.Cell(Int(text).map { .integer($0) } ?? .text(text))
            }
            sheet.rows.append(Workbook.Row(margin + values))
        }
        var workbook = Workbook(title: "Random", language: "lv")
        workbook.sheets = [sheet, Workbook.Sheet(name: "Piezīmes")]
        return WorkbookXML.bytes(workbook)
    }

    /// The table as one object per line, with some keys left out where there is no value.
    func objects(random: inout SplitMix64) -> [UInt8] {
        var text: [UInt8] = []
        for row in cells {
            var members: [(String, JSONOutput)] = []
            for name in order {
                let cell = row[name] ?? ""
                if cell.isEmpty, random.oneIn(2) { continue }
                if name != "registration_number", random.oneIn(2), let number = Int(cell) {
                    members.append((name, .integer(number)))
                } else {
                    members.append((name, .string(cell)))
                }
            }
            text += JSONOutput.object(members).canonical() + [10]
        }
        return text
    }

    /// Every response as an answers document, one per line.
    func documents(of questionnaire: Questionnaire) -> [UInt8] {
        Array(
            responses.map { ResponseWriter.json($0, of: questionnaire).canonical() + [10] }
                .joined())
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
        case .count(let range):
            let lowest = random.pick([0, 0, 1, 3, 5, 10, 11, 49, 50, 51, 499, 500, 5000])
            let value = min(lowest, range.upperBound)
            if withRanges, random.oneIn(40) {
                return "\(value)..\(min(value + 60, range.upperBound))"
            }
            return "\(value)"
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
